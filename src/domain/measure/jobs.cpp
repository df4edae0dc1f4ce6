// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/jobs.h"

#include "base/json.h"

namespace parvis::measure {
namespace {

struct NetworkMeasure {
  std::string metric;
  std::int64_t value = 0;
};
BOOST_DESCRIBE_STRUCT(NetworkMeasure, (), (metric, value))

/// The payload of publish.engagement_read.
struct NetworkReading {
  std::string publication_id;
  BrandId brand_id;
  std::vector<NetworkMeasure> measures;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(NetworkReading, (), (publication_id, brand_id, measures, at))

Done keep(store::Transaction& tx, Clock const& clock, std::string const& payload) {
  TRY(NetworkReading const read, json::decode<NetworkReading>(payload));
  for (NetworkMeasure const& one : read.measures) {
    auto const metric = json::named<ReadingMetric>(one.metric);
    if (!metric || one.value < 0) continue;
    keep_measured(tx, clock, read.brand_id, {read.publication_id, *metric, one.value, read.at, {}, {}});
  }
  return {};
}

}  // namespace

std::vector<jobs::Listener> listeners(Desk const& desk) {
  return {{"measure.keep_readings", "publish.engagement_read",
           [&desk](store::Transaction& tx, jobs::Event const& event) { return keep(tx, desk.clock, event.payload); }}};
}

}  // namespace parvis::measure
