// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/objective.h"

namespace parvis::strategy {
namespace {

LocalDate first_of_next_month(LocalDate date) {
  auto const month = date.year_month_day().year() / date.year_month_day().month() + std::chrono::months(1);
  return LocalDate::from_days(std::chrono::sys_days(month / 1));
}

bool whole_month(LocalDate first, LocalDate last) {
  return first.year_month_day().day() == std::chrono::day(1) && last.plus_days(1) == first_of_next_month(first);
}

}  // namespace

bool is_money(Metric metric) { return metric == Metric::revenue || metric == Metric::margin; }

std::vector<std::string> missing(Objective const& objective) {
  std::vector<std::string> names;
  if (!objective.target) names.emplace_back("target");
  if (!objective.starts_on) names.emplace_back("starts_on");
  if (!objective.ends_on) names.emplace_back("ends_on");
  if (!objective.budget) names.emplace_back("budget");
  return names;
}

Done check(SaveObjective const& objective, Currency const& brand_currency) {
  std::vector<FieldError> wrong;
  auto const& o = objective;
  if (o.target && *o.target <= 0) wrong.push_back({"target", "strategy.target_negative", "1", std::to_string(*o.target)});
  if (o.starts_on && o.ends_on && *o.ends_on < *o.starts_on) {
    wrong.push_back({"ends_on", "strategy.dates_reversed", o.starts_on->to_string(), o.ends_on->to_string()});
  }
  if (o.budget && o.budget->currency != brand_currency) {
    wrong.push_back({"budget/currency", "strategy.currency_mismatch", brand_currency.to_string(), o.budget->currency.to_string()});
  }
  if (o.budget && o.budget->minor < 0) wrong.push_back({"budget/minor", "strategy.budget_negative", "0", std::to_string(o.budget->minor)});
  if (o.margin_percent && (*o.margin_percent < 0 || *o.margin_percent > 100)) {
    wrong.push_back({"margin_percent", "strategy.margin_range", "0..100", std::to_string(*o.margin_percent)});
  }
  bool const complete = o.target && o.starts_on && o.ends_on;
  if (o.state == ObjectiveState::active && !complete) wrong.push_back({"state", "strategy.objective_incomplete", "target, starts_on, ends_on", ""});
  if (!wrong.empty()) return invalid("strategy.objective_invalid", std::move(wrong));
  return {};
}

Objective renewed(Objective const& last) {
  Objective next = last;
  next.id = {};
  next.renewed_from = last.id;
  next.revision = 1;
  next.archived_at.reset();
  next.state = ObjectiveState::draft;
  if (!last.starts_on || !last.ends_on) return next;
  next.starts_on = last.ends_on->plus_days(1);
  if (whole_month(*last.starts_on, *last.ends_on)) {
    next.ends_on = first_of_next_month(*next.starts_on).plus_days(-1);
  } else {
    next.ends_on = next.starts_on->plus_days(static_cast<int>((last.ends_on->days() - last.starts_on->days()).count()));
  }
  return next;
}

}  // namespace parvis::strategy
