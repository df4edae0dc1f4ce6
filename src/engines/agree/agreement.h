// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Agreement between raters. Ratings are numbers (the points of a level); what nobody gave is absent. Pure.
//
//   Ratings const ratings = {{2, 2}, {1, 2}, {0, std::nullopt}};   // a row a unit, a column a rater
//   Kappa const kappa = *cohen(table_of(ratings, 0, 1), Weights::linear);
//   Interval const interval = *bootstrap(tally_of(ratings), {[](Tally const& t) { return value_of(gwet(t)); }}, {.seed = 7})[0];
//
// An absent figure means that it is not defined there: no unit rated twice, or one category only (0/0).

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <boost/describe.hpp>

namespace parvis::agree {

using Rating = std::optional<double>;
/// A row a unit, a column a rater; all rows of one length.
using Ratings = std::vector<std::vector<Rating>>;
/// counts[i][j]: units that the first rater put in category i and the second in j. Square.
using Table = std::vector<std::vector<std::int64_t>>;
/// counts[unit][category]: how many raters put it there. As printed tables give ratings.
using Counts = std::vector<std::vector<std::int64_t>>;

/// Units whose raters split over the categories in one and the same way.
struct Split {
  std::vector<std::int64_t> raters;  // a category each
  std::int64_t units = 0;
};
/// Ratings without who gave them: all that the figures but Cohen's need, and few lines however many the units.
struct Tally {
  std::vector<double> values;        // of the categories, ascending
  std::vector<Split> splits;
};
/// Categories are the values used.
Tally tally_of(Ratings const& ratings);
/// Categories are worth 0, 1, 2 and so on.
Tally tally_of(Counts const& counts);

/// Whether a figure over these ratings can be read at all: too_few under 10 units that two raters judged.
enum class Readable { yes, too_few, one_category };
BOOST_DESCRIBE_ENUM(Readable, yes, too_few, one_category)
inline constexpr std::int64_t fewest_pairs = 10;
Readable readable(Ratings const& ratings);
/// Units that at least two raters judged.
std::int64_t paired_units(Ratings const& ratings);

/// The two raters' table over the units that both judged; categories are the values that either used, ascending. Weights
/// go by rank among them, as R's irr has it: a level that nobody used counts for nothing.
Table table_of(Ratings const& ratings, std::size_t first, std::size_t second);

struct Kappa {
  double value = 0;
  double error = 0;       // asymptotic standard error
  double low = 0;         // 95 %
  double high = 0;
  double null_error = 0;  // under no agreement
  double z = 0;
};
enum class Weights { none, linear, quadratic };
std::optional<Kappa> cohen(Table const& table, Weights weights);

/// A figure and its linearised standard error.
struct Estimate {
  double value = 0;
  double error = 0;
};
/// The share of pairs of raters that agree, averaged over units; the error is of no use there and stays 0.
std::optional<Estimate> percent_agreement(Tally const& tally);
std::optional<Estimate> fleiss(Tally const& tally);
std::optional<Estimate> gwet(Tally const& tally);

enum class Metric { nominal, ordinal, interval, ratio };
std::optional<double> krippendorff(Tally const& tally, Metric metric);

struct Interval {
  double low = 0;
  double high = 0;
  std::int64_t samples = 0;  // resamples in which the figure was defined
};
using Statistic = std::function<std::optional<double>(Tally const&)>;
struct Bootstrap {
  std::uint64_t seed = 1;
  int samples = 1000;
};
/// For each statistic the 2.5 and 97.5 percentiles over units drawn again with replacement, all from the same draws; the
/// same seed gives the same intervals on every machine. Categories stay those of `tally`, drawn or not. Absent for a
/// statistic that fewer than half of the resamples have. At most 2^32 - 1 units.
std::vector<std::optional<Interval>> bootstrap(Tally const& tally, std::vector<Statistic> const& statistics, Bootstrap const& how);

struct Severity {
  double mean_difference = 0;  // the rater's rating less the mean of the others'; below 0 is severe
  std::int64_t units = 0;      // rated by this rater and another; 0 leaves the mean at 0
};
/// One a rater, in the columns' order.
std::vector<Severity> severities(Ratings const& ratings);

}  // namespace parvis::agree
