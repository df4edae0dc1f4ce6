// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What an objective costs: hours, production, media, tools, influencers, fees. Each line is either what the agency
// spends (internal) or what the client pays (billed): a client never sees the former.
// Problem codes: measure.cost_not_found, measure.week_logged, measure.cost_negative, measure.currency_mismatch, measure.tax_range (0 to 1000
// per mille), measure.minutes_range (0 to 7 days), measure.not_a_monday, measure.spread_empty, measure.weight_range.

#include "strategy/strategy.h"

namespace parvis::measure {

using identity::Actor;
using identity::BrandId;
using strategy::ObjectiveId;
using strategy::Tax;
using CostLineId = Id<struct CostLineTag>;

enum class CostKind { hours, production, media, tools, influencer, fee };
BOOST_DESCRIBE_ENUM(CostKind, hours, production, media, tools, influencer, fee)
enum class CostSide { internal, billed };
BOOST_DESCRIBE_ENUM(CostSide, internal, billed)

struct CostLine {
  CostLineId id;
  BrandId brand_id;
  std::optional<ObjectiveId> objective_id;
  std::optional<std::string> publication_id;
  CostKind kind = CostKind::hours;
  CostSide side = CostSide::internal;
  LocalDate on_day;
  Money amount;
  Tax tax = Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;  // 200 for 20 %: needed to state an amount in the other basis
  std::optional<std::int64_t> minutes;        // of work, for hours
  std::optional<identity::PersonId> person_id;
  std::optional<LocalDate> week;              // the Monday of a week filled at once
  Text<0, 300> note;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(CostLine, (), (id, brand_id, objective_id, publication_id, kind, side, on_day, amount, tax, tax_per_mille, minutes,
                                     person_id, week, note, revision, created_at, archived_at))

struct SaveCostLine {
  std::optional<ObjectiveId> objective_id;
  std::optional<std::string> publication_id;
  CostKind kind = CostKind::production;
  CostSide side = CostSide::internal;
  LocalDate on_day;
  Money amount;
  Tax tax = Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;
  std::optional<std::int64_t> minutes;
  std::optional<Text<0, 300>> note;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveCostLine, (), (objective_id, publication_id, kind, side, on_day, amount, tax, tax_per_mille, minutes, note, revision))

/// One's own hours of a week on this brand, for one objective or none; the same week again replaces the figure, and
/// 0 minutes takes it away. `hourly` is what an hour costs; one's own work bears no tax, so it is the same in either basis.
struct LogWeek {
  LocalDate monday;
  std::optional<ObjectiveId> objective_id;
  std::int64_t minutes = 0;
  Money hourly;
};
BOOST_DESCRIBE_STRUCT(LogWeek, (), (monday, objective_id, minutes, hourly))

struct RetainerShare {
  ObjectiveId objective_id;
  std::int64_t weight = 1;
};
BOOST_DESCRIBE_STRUCT(RetainerShare, (), (objective_id, weight))

/// A month's fee spread over objectives by weight, to the cent.
struct SpreadRetainer {
  LocalDate on_day;
  Money amount;
  Tax tax = Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;
  std::vector<RetainerShare> shares;
};
BOOST_DESCRIBE_STRUCT(SpreadRetainer, (), (on_day, amount, tax, tax_per_mille, shares))

Done check(SaveCostLine const& line, Currency const& brand_currency);

/// `whole` cut by weights into parts that add up to it exactly, the remainder given to the largest fractions first.
/// Weights are at least 1 (asserted).
std::vector<std::int64_t> shared_out(std::int64_t whole, std::vector<std::int64_t> const& weights);

/// An amount as it was told; nothing is nothing in either basis.
struct Taxed {
  Money amount;
  Tax tax = Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;
};
/// The amount stated in the other basis when `to` differs; absent when that needs a rate that is not known.
std::optional<Money> in_basis(Taxed const& told, Tax to);
std::optional<Money> in_basis(CostLine const& line, Tax to);

}  // namespace parvis::measure
