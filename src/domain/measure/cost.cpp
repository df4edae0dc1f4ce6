// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/cost.h"

#include <algorithm>
#include <numeric>

#include "base/assertion.h"

namespace parvis::measure {
namespace {

constexpr std::int64_t most_minutes = 7 * 24 * 60;
constexpr std::int64_t most_per_mille = 1000;
__extension__ typedef __int128 Wide;  // an amount times a weight

}  // namespace

Done check(SaveCostLine const& line, Currency const& brand_currency) {
  std::vector<FieldError> wrong;
  if (line.amount.minor < 0) wrong.push_back({"amount", "measure.cost_negative", "0", std::to_string(line.amount.minor)});
  if (line.amount.currency != brand_currency) {
    wrong.push_back({"amount", "measure.currency_mismatch", brand_currency.to_string(), line.amount.currency.to_string()});
  }
  if (line.tax_per_mille && (*line.tax_per_mille < 0 || *line.tax_per_mille > most_per_mille)) {
    wrong.push_back({"tax_per_mille", "measure.tax_range", "0..1000", std::to_string(*line.tax_per_mille)});
  }
  if (line.minutes && (*line.minutes < 0 || *line.minutes > most_minutes)) {
    wrong.push_back({"minutes", "measure.minutes_range", "0.." + std::to_string(most_minutes), std::to_string(*line.minutes)});
  }
  if (!wrong.empty()) return invalid("measure.cost_invalid", std::move(wrong));
  return {};
}

std::vector<std::int64_t> shared_out(std::int64_t whole, std::vector<std::int64_t> const& weights) {
  std::int64_t const total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<std::int64_t> parts;
  std::vector<std::pair<Wide, std::size_t>> left;  // what rounding down took, and from whom
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    PARVIS_ASSERT(weights[i] >= 1, "weights are at least 1");
    Wide const exact = static_cast<Wide>(whole) * weights[i];
    parts.push_back(static_cast<std::int64_t>(exact / total));
    given += parts.back();
    left.emplace_back(exact % total, i);
  }
  std::int64_t const step = whole < 0 ? -1 : 1;
  std::stable_sort(left.begin(), left.end(), [&](auto const& a, auto const& b) { return a.first * step > b.first * step; });
  for (std::size_t i = 0; given != whole; ++i, given += step) parts[left[i].second] += step;
  return parts;
}

std::optional<Money> in_basis(Taxed const& told, Tax to) {
  if (told.tax == to || told.amount.minor == 0) return told.amount;
  if (!told.tax_per_mille) return std::nullopt;
  std::int64_t const with_tax = 1000 + *told.tax_per_mille;
  return to == Tax::excluding ? scaled(told.amount, 1000, with_tax) : scaled(told.amount, with_tax, 1000);
}

std::optional<Money> in_basis(CostLine const& line, Tax to) { return in_basis(Taxed{line.amount, line.tax, line.tax_per_mille}, to); }

}  // namespace parvis::measure
