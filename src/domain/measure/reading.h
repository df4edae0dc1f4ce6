// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a publication reached, as a network says (measured) or as a person typed or imported (declared).
// Problem codes: measure.publication_unknown, measure.value_negative, measure.in_the_future, measure.csv_header, measure.csv_line.

#include "measure/cost.h"
#include "publish/publish.h"

namespace parvis::measure {

using ReadingId = Id<struct ReadingTag>;

enum class ReadingMetric { reach, impressions, reactions, comments, shares, clicks, followers };
BOOST_DESCRIBE_ENUM(ReadingMetric, reach, impressions, reactions, comments, shares, clicks, followers)
using publish::Origin;

struct Reading {
  ReadingId id;
  BrandId brand_id;
  std::string publication_id;
  ReadingMetric metric = ReadingMetric::reach;
  std::int64_t value = 0;
  Instant at;
  Origin origin = Origin::declared;
  std::optional<std::string> screenshot_asset_id;
  Text<0, 300> note;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Reading, (), (id, brand_id, publication_id, metric, value, at, origin, screenshot_asset_id, note, created_at))

struct DeclareReading {
  std::string publication_id;
  ReadingMetric metric = ReadingMetric::reach;
  std::int64_t value = 0;
  std::optional<Instant> at;
  std::optional<std::string> screenshot_asset_id;
  std::optional<Text<0, 300>> note;
};
BOOST_DESCRIBE_STRUCT(DeclareReading, (), (publication_id, metric, value, at, screenshot_asset_id, note))

/// One line of a CSV that could not be taken.
struct CsvFault {
  std::int64_t line = 0;
  std::string code;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(CsvFault, (), (line, code, value))

struct CsvOutcome {
  std::int64_t taken = 0;
  std::vector<CsvFault> faults;
};
BOOST_DESCRIBE_STRUCT(CsvOutcome, (), (taken, faults))

}  // namespace parvis::measure
