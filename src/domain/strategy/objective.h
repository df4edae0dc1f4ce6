// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// An objective: a figure to reach by a date. Everything hangs on it: contents, links (its slug is the UTM campaign),
// costs and the ROI. A draft may lack its figure, date or budget; `missing` says which.

#include "identity/identity.h"

namespace parvis::strategy {

using identity::BrandId;
using ObjectiveId = Id<struct ObjectiveTag>;

enum class Metric { revenue, margin, orders, leads, calls, bookings, quotes, visits, reach, reactions, followers };
BOOST_DESCRIBE_ENUM(Metric, revenue, margin, orders, leads, calls, bookings, quotes, visits, reach, reactions, followers)

/// Whether amounts are stated excluding or including tax.
enum class Tax { excluding, including };
BOOST_DESCRIBE_ENUM(Tax, excluding, including)

enum class ObjectiveState { draft, active, closed };
BOOST_DESCRIBE_ENUM(ObjectiveState, draft, active, closed)

struct Objective {
  ObjectiveId id;
  BrandId brand_id;
  Text<1, 120> title;
  Slug slug;
  Metric metric = Metric::revenue;
  std::optional<std::int64_t> target;  // a count, or minor units of `currency` when the metric is money
  Currency currency;
  std::optional<LocalDate> starts_on;
  std::optional<LocalDate> ends_on;  // last day, included
  std::optional<Money> budget;
  Tax tax = Tax::excluding;
  std::optional<std::int64_t> margin_percent;  // 0 to 100: gross margin on revenue, where the ROI is on margin
  ObjectiveState state = ObjectiveState::draft;
  std::optional<ObjectiveId> renewed_from;
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Objective, (), (id, brand_id, title, slug, metric, target, currency, starts_on, ends_on, budget, tax, margin_percent,
                                      state, renewed_from, revision, created_at, updated_at, archived_at))

/// What a person types. `revision` is the one they saw; absent on creation.
struct SaveObjective {
  Text<1, 120> title;
  Metric metric = Metric::revenue;
  std::optional<std::int64_t> target;
  std::optional<LocalDate> starts_on;
  std::optional<LocalDate> ends_on;
  std::optional<Money> budget;
  std::optional<Tax> tax;
  std::optional<std::int64_t> margin_percent;
  std::optional<ObjectiveState> state;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveObjective, (), (title, metric, target, starts_on, ends_on, budget, tax, margin_percent, state, revision))

bool is_money(Metric metric);

/// Names of what a draft still lacks before it can be active: "target", "starts_on", "ends_on", "budget".
std::vector<std::string> missing(Objective const& objective);

/// Problems by field: strategy.target_negative, strategy.dates_reversed, strategy.currency_mismatch,
/// strategy.budget_negative, strategy.margin_range (0 to 100), strategy.objective_incomplete (active while something but
/// the budget is missing).
Done check(SaveObjective const& objective, Currency const& brand_currency);

/// The same objective for the period that follows, as a draft without id: a whole calendar month is followed by the next
/// whole month, any other period by one of the same length starting the day after. Without dates, without dates.
Objective renewed(Objective const& last);

}  // namespace parvis::strategy
