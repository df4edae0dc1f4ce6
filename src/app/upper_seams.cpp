// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/upper_seams.h"

#include "app/seams.h"
#include "base/json.h"
#include "convert/routes.h"

namespace parvis::app {
namespace {

Instant start_of(LocalDate date, ZoneName const& zone) { return resolve({date, LocalTime::from_minutes(0), zone, Fold::earlier}).at; }

struct Window {
  Instant from;
  Instant to;
  ZoneName zone;
};

Window window_of(store::Transaction& tx, identity::BrandId const& brand_id, measure::Period const& period) {
  auto const brand = identity::load_brand(tx, brand_id);
  ZoneName const zone = brand ? brand->zone : ZoneName();
  return {start_of(period.from, zone), start_of(period.to.plus_days(1), zone), zone};
}

std::vector<measure::Conversion> conversions(store::Transaction& tx, identity::BrandId const& brand, measure::Period const& period) {
  Window const window = window_of(tx, brand, period);
  std::vector<measure::Conversion> all;
  for (convert::Conversion const& c : convert::conversions_between(tx, brand, window.from, window.to)) {
    all.push_back({c.id.to_string(), json::name_of(c.kind), c.order_id, c.at, c.value, c.refunded, json::name_of(c.source), c.objective_id, c.codes, c.tax, c.tax_per_mille});
  }
  return all;
}

}  // namespace

measure::Sources measure_sources(events::Store& events, std::string simulated) {
  auto const posts = [simulated = std::move(simulated)](store::Transaction& tx, identity::BrandId const& brand, measure::Period const& period) {
    std::vector<measure::Posted> all = measure::posts_of(tx, brand, period);
    for (measure::Posted& one : all) {
      if (!simulated.empty() && one.url.starts_with(simulated + "/")) one.proof = "simulated";
    }
    return all;
  };
  auto const visits = [&events](store::Transaction& tx, identity::BrandId const& brand, measure::Period const& period) {
    Window const window = window_of(tx, brand, period);
    std::vector<measure::Visits> all;
    for (convert::LinkVisits const& one : convert::visits_by_links(tx, events, {brand, window.from, window.to, window.zone})) {
      all.push_back({one.codes, one.all, one.consented});
    }
    return all;
  };
  return {posts, conversions, visits, convert::sites_after_consent, measure::has_publication};
}

render::DocumentWorkerSettings document_worker_settings(Configuration const& configuration) {
  render::DocumentWorkerSettings settings;
  settings.script = configuration.text("documents_worker");
  if (settings.script.empty()) settings.script = beside_program("packages/documents/worker.mjs", "documents/worker.mjs");
  return settings;
}

}  // namespace parvis::app
