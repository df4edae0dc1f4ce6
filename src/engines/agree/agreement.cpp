// SPDX-License-Identifier: AGPL-3.0-or-later
#include "agree/agreement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "base/assertion.h"

namespace parvis::agree {
namespace {

constexpr double two_sided_95 = 1.959963984540054;

std::vector<double> values_used(Ratings const& ratings) {
  std::set<double> used;
  for (auto const& unit : ratings) {
    for (Rating const& one : unit) {
      if (one) used.insert(*one);
    }
  }
  return {used.begin(), used.end()};
}

std::size_t rank(std::vector<double> const& values, double value) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
}

std::int64_t raters_of(std::vector<Rating> const& unit) {
  return std::count_if(unit.begin(), unit.end(), [](Rating const& one) { return one.has_value(); });
}

std::int64_t raters_of(Split const& split) { return std::accumulate(split.raters.begin(), split.raters.end(), std::int64_t{0}); }

double weight(std::size_t i, std::size_t j, std::size_t categories, Weights weights) {
  if (weights == Weights::none || categories < 2) return i == j ? 1 : 0;
  double const apart = std::abs(static_cast<double>(i) - static_cast<double>(j)) / static_cast<double>(categories - 1);
  return 1 - (weights == Weights::linear ? apart : apart * apart);
}

/// Shares of a table, their margins, and what kappa is made of.
struct Shares {
  std::size_t categories;
  double total = 0;
  std::vector<std::vector<double>> cell;
  std::vector<double> row, column;

  explicit Shares(Table const& table) : categories(table.size()), row(categories), column(categories) {
    for (auto const& line : table) total = std::accumulate(line.begin(), line.end(), total);
    for (std::size_t i = 0; i < categories; ++i) {
      PARVIS_ASSERT(table[i].size() == categories, "the table is square");
      cell.emplace_back();
      for (std::size_t j = 0; j < categories; ++j) {
        double const share = total > 0 ? static_cast<double>(table[i][j]) / total : 0;
        cell.back().push_back(share);
        row[i] += share;
        column[j] += share;
      }
    }
  }

  template <class F>
  double sum(F&& of) const {
    double all = 0;
    for (std::size_t i = 0; i < categories; ++i) {
      for (std::size_t j = 0; j < categories; ++j) all += of(i, j);
    }
    return all;
  }
};

/// Mean weight of category i against the other rater's margin.
std::vector<double> against(std::vector<double> const& margin, Weights weights) {
  std::vector<double> means(margin.size());
  for (std::size_t i = 0; i < margin.size(); ++i) {
    for (std::size_t j = 0; j < margin.size(); ++j) means[i] += weight(i, j, margin.size(), weights) * margin[j];
  }
  return means;
}

Kappa with_errors(Shares const& p, Weights weights, double expected, double value) {
  auto const row_mean = against(p.column, weights), column_mean = against(p.row, weights);
  double const scale = p.total * (1 - expected) * (1 - expected);
  double const spread = p.sum([&](std::size_t i, std::size_t j) {
    double const term = weight(i, j, p.categories, weights) - (row_mean[i] + column_mean[j]) * (1 - value);
    return p.cell[i][j] * term * term;
  });
  double const null_spread = p.sum([&](std::size_t i, std::size_t j) {
    double const term = weight(i, j, p.categories, weights) - (row_mean[i] + column_mean[j]);
    return p.row[i] * p.column[j] * term * term;
  });
  double const shift = value - expected * (1 - value);
  Kappa kappa;
  kappa.value = value;
  kappa.error = std::sqrt(std::max(0.0, spread - shift * shift) / scale);
  kappa.low = value - two_sided_95 * kappa.error;
  kappa.high = value + two_sided_95 * kappa.error;
  kappa.null_error = std::sqrt(std::max(0.0, null_spread - expected * expected) / scale);
  kappa.z = kappa.null_error > 0 ? value / kappa.null_error : 0;
  return kappa;
}

/// What Fleiss' kappa and AC1 share: agreement within each split, shares of each category.
struct Rated {
  double units = 0, paired = 0, agreement = 0;
  std::vector<double> category;  // mean share
  std::vector<double> of_split;  // agreement; 0 where units were rated once
  std::vector<double> raters;

  explicit Rated(Tally const& tally) : category(tally.values.size(), 0) {
    for (Split const& split : tally.splits) add(split);
    for (double& share : category) share /= std::max(1.0, units);
    agreement /= std::max(1.0, paired);
  }

 private:
  void add(Split const& split) {
    double const r = static_cast<double>(raters_of(split)), times = static_cast<double>(split.units);
    raters.push_back(r);
    of_split.push_back(0);
    if (r == 0) return;
    units += times;
    for (std::size_t k = 0; k < category.size(); ++k) category[k] += times * static_cast<double>(split.raters[k]) / r;
    if (r < 2) return;
    paired += times;
    for (std::int64_t n : split.raters) of_split.back() += static_cast<double>(n) * static_cast<double>(n - 1) / (r * (r - 1));
    agreement += times * of_split.back();
  }
};

/// The figure chance-corrected by `expected`, where `chance(share)` tells each category's part in a unit's chance.
template <class Chance>
std::optional<Estimate> corrected(Tally const& tally, Rated const& rated, double expected, Chance&& chance) {
  if (rated.paired == 0 || expected >= 1) return std::nullopt;
  double const value = (rated.agreement - expected) / (1 - expected);
  double squares = 0;
  for (std::size_t i = 0; i < tally.splits.size(); ++i) {
    Split const& split = tally.splits[i];
    if (rated.raters[i] == 0) continue;
    double of_chance = 0;
    for (std::size_t k = 0; k < rated.category.size(); ++k) {
      of_chance += static_cast<double>(split.raters[k]) / rated.raters[i] * chance(rated.category[k]);
    }
    double const own = rated.raters[i] < 2 ? 0 : (rated.units / rated.paired) * (rated.of_split[i] - expected) / (1 - expected);
    double const term = own - 2 * (1 - value) * (of_chance - expected) / (1 - expected) - value;
    squares += static_cast<double>(split.units) * term * term;
  }
  double const error = rated.units > 1 ? std::sqrt(squares / (rated.units * (rated.units - 1))) : 0;
  return Estimate{value, error};
}

/// Krippendorff's coincidences: pairs of ratings within units, each unit weighing as many as its ratings.
struct Coincidences {
  std::vector<double> const& values;
  std::vector<std::vector<double>> cell;
  std::vector<double> margin;
  double total = 0;

  explicit Coincidences(Tally const& tally) : values(tally.values) {
    cell.assign(values.size(), std::vector<double>(values.size(), 0));
    margin.assign(values.size(), 0);
    for (Split const& split : tally.splits) add(split);
    for (std::size_t c = 0; c < values.size(); ++c) {
      margin[c] = std::accumulate(cell[c].begin(), cell[c].end(), 0.0);
      total += margin[c];
    }
  }

 private:
  void add(Split const& split) {
    auto const raters = raters_of(split);
    if (raters < 2) return;
    double const weight = static_cast<double>(split.units) / static_cast<double>(raters - 1);
    for (std::size_t c = 0; c < values.size(); ++c) {
      for (std::size_t k = 0; k < values.size(); ++k) {
        std::int64_t const pairs = split.raters[c] * (c == k ? split.raters[k] - 1 : split.raters[k]);
        cell[c][k] += weight * static_cast<double>(pairs);
      }
    }
  }
};

double difference(Coincidences const& pairs, Metric metric, std::size_t c, std::size_t k) {
  if (c == k) return 0;
  double const a = pairs.values[c], b = pairs.values[k];
  if (metric == Metric::nominal) return 1;
  if (metric == Metric::interval) return (a - b) * (a - b);
  if (metric == Metric::ratio) return a + b == 0 ? 0 : (a - b) * (a - b) / ((a + b) * (a + b));
  double between = -(pairs.margin[c] + pairs.margin[k]) / 2;
  for (std::size_t g = std::min(c, k); g <= std::max(c, k); ++g) between += pairs.margin[g];
  return between * between;
}

/// SplitMix64: small, and the same on every machine, which std's distributions are not.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  /// Below `bound`, each as likely: Lemire's multiplication, drawn again in the few cases that would favour some.
  std::uint32_t below(std::uint32_t bound) {
    std::uint64_t product = (next() >> 32) * bound;
    std::uint32_t const unfair = (0U - bound) % bound;
    while (static_cast<std::uint32_t>(product) < unfair) product = (next() >> 32) * bound;
    return static_cast<std::uint32_t>(product >> 32);
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

/// Units drawn again: the same splits, each as often as it was drawn.
class Resampling {
 public:
  Resampling(Tally const& tally, std::uint64_t seed) : again_(tally), draw_(seed) {
    for (std::size_t i = 0; i < tally.splits.size(); ++i) split_of_.insert(split_of_.end(), static_cast<std::size_t>(tally.splits[i].units), i);
    PARVIS_ASSERT(split_of_.size() <= std::numeric_limits<std::uint32_t>::max(), "units are counted in 32 bits");
  }
  Tally const& next() {
    for (Split& split : again_.splits) split.units = 0;
    auto const units = static_cast<std::uint32_t>(split_of_.size());
    for (std::uint32_t i = 0; i < units; ++i) ++again_.splits[split_of_[draw_.below(units)]].units;
    return again_;
  }

 private:
  Tally again_;
  Draw draw_;
  std::vector<std::size_t> split_of_;  // a unit each
};

std::optional<Interval> interval_of(std::vector<double> found, int samples) {
  if (found.empty() || found.size() * 2 < static_cast<std::size_t>(samples)) return std::nullopt;
  std::sort(found.begin(), found.end());
  auto const at = [&](double share) { return found[static_cast<std::size_t>(std::lround(share * static_cast<double>(found.size() - 1)))]; };
  return Interval{at(0.025), at(0.975), static_cast<std::int64_t>(found.size())};
}

Tally tally(std::vector<double> values, std::map<std::vector<std::int64_t>, std::int64_t>& splits) {
  Tally all{std::move(values), {}};
  for (auto const& [raters, units] : splits) all.splits.push_back({raters, units});
  return all;
}

Severity severity_of(Ratings const& ratings, std::size_t rater) {
  Severity severity;
  double sum = 0;
  for (auto const& unit : ratings) {
    std::int64_t const raters = raters_of(unit);
    if (!unit[rater] || raters < 2) continue;
    double others = -*unit[rater];
    for (Rating const& one : unit) others += one.value_or(0);
    sum += *unit[rater] - others / static_cast<double>(raters - 1);
    ++severity.units;
  }
  if (severity.units > 0) severity.mean_difference = sum / static_cast<double>(severity.units);
  return severity;
}

}  // namespace

std::int64_t paired_units(Ratings const& ratings) {
  return std::count_if(ratings.begin(), ratings.end(), [](auto const& unit) { return raters_of(unit) >= 2; });
}

Readable readable(Ratings const& ratings) {
  if (paired_units(ratings) < fewest_pairs) return Readable::too_few;
  return values_used(ratings).size() < 2 ? Readable::one_category : Readable::yes;
}

Table table_of(Ratings const& ratings, std::size_t first, std::size_t second) {
  Ratings both;
  for (auto const& unit : ratings) {
    if (unit[first] && unit[second]) both.push_back({unit[first], unit[second]});
  }
  auto const values = values_used(both);
  Table table(values.size(), std::vector<std::int64_t>(values.size(), 0));
  for (auto const& unit : both) ++table[rank(values, *unit[0])][rank(values, *unit[1])];
  return table;
}

Tally tally_of(Ratings const& ratings) {
  auto const values = values_used(ratings);
  std::map<std::vector<std::int64_t>, std::int64_t> splits;
  for (auto const& unit : ratings) {
    std::vector<std::int64_t> raters(values.size(), 0);
    for (Rating const& one : unit) {
      if (one) ++raters[rank(values, *one)];
    }
    ++splits[std::move(raters)];
  }
  return tally(values, splits);
}

Tally tally_of(Counts const& counts) {
  std::vector<double> values(counts.empty() ? 0 : counts.front().size());
  std::iota(values.begin(), values.end(), 0.0);
  std::map<std::vector<std::int64_t>, std::int64_t> splits;
  for (auto const& unit : counts) ++splits[unit];
  return tally(std::move(values), splits);
}

std::optional<Kappa> cohen(Table const& table, Weights weights) {
  Shares const p(table);
  if (p.total == 0) return std::nullopt;
  double const observed = p.sum([&](std::size_t i, std::size_t j) { return weight(i, j, p.categories, weights) * p.cell[i][j]; });
  double const expected = p.sum([&](std::size_t i, std::size_t j) { return weight(i, j, p.categories, weights) * p.row[i] * p.column[j]; });
  if (expected >= 1) return std::nullopt;
  return with_errors(p, weights, expected, (observed - expected) / (1 - expected));
}

std::optional<Estimate> percent_agreement(Tally const& tally) {
  Rated const rated(tally);
  if (rated.paired == 0) return std::nullopt;
  return Estimate{rated.agreement, 0};
}

std::optional<Estimate> fleiss(Tally const& tally) {
  Rated const rated(tally);
  double expected = 0;
  for (double share : rated.category) expected += share * share;
  return corrected(tally, rated, expected, [](double share) { return share; });
}

std::optional<Estimate> gwet(Tally const& tally) {
  Rated const rated(tally);
  std::size_t const categories = rated.category.size();
  if (categories < 2) return std::nullopt;
  auto const others = static_cast<double>(categories - 1);
  double expected = 0;
  for (double share : rated.category) expected += share * (1 - share) / others;
  return corrected(tally, rated, expected, [others](double share) { return (1 - share) / others; });
}

std::optional<double> krippendorff(Tally const& tally, Metric metric) {
  Coincidences const pairs(tally);
  double observed = 0, expected = 0;
  for (std::size_t c = 0; c < pairs.values.size(); ++c) {
    for (std::size_t k = 0; k < pairs.values.size(); ++k) {
      double const apart = difference(pairs, metric, c, k);
      observed += pairs.cell[c][k] * apart;
      expected += pairs.margin[c] * pairs.margin[k] * apart;
    }
  }
  if (pairs.total <= 1 || expected == 0) return std::nullopt;
  return 1 - (pairs.total - 1) * observed / expected;
}

std::vector<std::optional<Interval>> bootstrap(Tally const& tally, std::vector<Statistic> const& statistics, Bootstrap const& how) {
  std::vector<std::vector<double>> found(statistics.size());
  Resampling resampling(tally, how.seed);
  for (int sample = 0; sample < how.samples; ++sample) {
    Tally const& again = resampling.next();
    for (std::size_t i = 0; i < statistics.size(); ++i) {
      if (auto const value = statistics[i](again)) found[i].push_back(*value);
    }
  }
  std::vector<std::optional<Interval>> intervals;
  for (auto& values : found) intervals.push_back(interval_of(std::move(values), how.samples));
  return intervals;
}

std::vector<Severity> severities(Ratings const& ratings) {
  std::vector<Severity> all;
  for (std::size_t rater = 0; !ratings.empty() && rater < ratings.front().size(); ++rater) all.push_back(severity_of(ratings, rater));
  return all;
}

}  // namespace parvis::agree
