// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the rooms beneath tell of a brand and a period: what went out, who came, what was bought. The seam is of plain
// functions so that results are computed, and tested, from plain values.

#include <set>

#include "measure/reading.h"

namespace parvis::measure {

/// Whole days in the brand's zone, both included.
struct Period {
  LocalDate from;
  LocalDate to;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, to))

struct Posted {
  std::string publication_id;
  std::string title;
  std::string channel_id;
  std::string channel;  // its name
  LocalDate date;
  LocalTime time;
  std::string url;
  std::string proof;  // "measured", "declared", "simulated" (no real network was reached), "" while not live
  std::optional<ObjectiveId> objective_id;
  std::optional<std::string> link_code;
};

struct Conversion {
  std::string id;
  std::string kind;  // "order", "lead", "call", "booking", "quote", "promo_code"
  std::optional<std::string> order_id;
  Instant at;
  Money value;
  Money refunded;
  std::string source;  // "measured", "declared", "csv"
  std::optional<ObjectiveId> objective_id;
  std::vector<std::string> codes;  // link codes of the visits before it, oldest first; its promo code's link last
  Tax tax = Tax::excluding;        // of value and refunded
  std::optional<std::int64_t> tax_per_mille = {};
};
/// Wholly given back, as a test order is: nothing came of it.
bool is_cancelled(Conversion const& conversion);

/// Visits of the period by the links they came by, each counted once, with all of its own; without any, those that came
/// otherwise.
struct Visits {
  std::vector<std::string> codes;
  std::int64_t all = 0;
  std::int64_t consented = 0;
};

struct Sources {
  std::function<std::vector<Posted>(store::Transaction&, BrandId const&, Period const&)> posts;
  std::function<std::vector<Conversion>(store::Transaction&, BrandId const&, Period const&)> conversions;
  std::function<std::vector<Visits>(store::Transaction&, BrandId const&, Period const&)> visits;
  /// Sites that count nothing before consent: what consent hides there is not known.
  std::function<std::int64_t(store::Transaction&, BrandId const&)> sites_after_consent;
  /// Is it a publication of that brand, whatever its state? What is no id is none.
  std::function<bool(store::Transaction&, BrandId const&, std::string const& publication)> has_publication;
};

/// By one of these links at least.
bool came_by(std::vector<std::string> const& codes, std::set<std::string> const& links);

/// What publish tells: the publications of the period that are live, with the objective of their content.
std::vector<Posted> posts_of(store::Transaction& tx, BrandId const& brand, Period const& period);
bool has_publication(store::Transaction& tx, BrandId const& brand, std::string const& publication);

}  // namespace parvis::measure
