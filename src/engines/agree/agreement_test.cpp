// SPDX-License-Identifier: AGPL-3.0-or-later
#include "agree/agreement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/json.h"
#include "source_folder.h"

namespace parvis::agree {
namespace {

using json::Value;

Ratings units_of(Value const& units) {
  Ratings ratings;
  for (Value const& unit : units.get_array()) {
    auto& row = ratings.emplace_back();
    for (Value const& one : unit.get_array()) row.push_back(one.is_null() ? Rating() : Rating(one.to_number<double>()));
  }
  return ratings;
}

std::vector<std::vector<std::int64_t>> counts_in(Value const& rows) {
  std::vector<std::vector<std::int64_t>> counts;
  for (Value const& row : rows.get_array()) {
    auto& line = counts.emplace_back();
    for (Value const& one : row.get_array()) line.push_back(one.to_number<std::int64_t>());
  }
  return counts;
}

double figure_of(Value const& one) {
  std::string const stat = json::text_of(one.at("stat"));
  Value const& data = one.at("data");
  if (stat == "fleiss") return fleiss(tally_of(counts_in(data.at("counts"))))->value;
  if (stat == "cohen") return cohen(counts_in(data.at("table")), Weights::none)->value;
  if (stat == "cohen_linear") return cohen(counts_in(data.at("table")), Weights::linear)->value;
  if (stat == "cohen_quadratic") return cohen(counts_in(data.at("table")), Weights::quadratic)->value;
  Tally const units = tally_of(units_of(data.at("units")));
  if (stat == "alpha_nominal") return *krippendorff(units, Metric::nominal);
  if (stat == "alpha_ordinal") return *krippendorff(units, Metric::ordinal);
  if (stat == "alpha_interval") return *krippendorff(units, Metric::interval);
  return *krippendorff(units, Metric::ratio);
}

std::optional<Value> published() {
  for (char const* up : {"/../shared/data/inter-rater/reference.json", "/../../shared/data/inter-rater/reference.json"}) {
    std::ifstream in(std::string(PARVIS_SOURCE_FOLDER) + up);
    if (in) return *json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return std::nullopt;
}

TEST(VectorsAgreement, figures_agree_with_the_published_digits) {
  auto const reference = published();
  if (!reference) {
    std::printf("skipped: data set inter-rater absent\n");
    GTEST_SKIP() << "skipped: data set inter-rater absent";
  }
  int all = 0, agreed = 0;
  for (Value const& one : reference->at("cases").get_array()) {
    double const found = figure_of(one), expected = one.at("expected").to_number<double>();
    ++all;
    agreed += std::abs(found - expected) <= one.at("tol").to_number<double>();
    EXPECT_NEAR(found, expected, one.at("tol").to_number<double>()) << json::text_of(one.at("id"));
  }
  std::printf("inter-rater: %d of %d published values\n", agreed, all);
  EXPECT_EQ(all, 16);
}

// The printouts that reference.json quotes beside the 16 values.
TEST(VectorsAgreement, errors_and_intervals_agree_with_the_printouts) {
  Table const sas = {{0, 4, 1}, {0, 8, 0}, {0, 1, 5}};
  auto const plain = *cohen(sas, Weights::none), linear = *cohen(sas, Weights::linear);
  std::vector<std::pair<double, double>> const printed = {
      {plain.error, .1380}, {plain.low, .2137}, {plain.high, .7547}, {plain.null_error, .1484}, {plain.z, 3.2626},
      {linear.error, .1457}, {linear.low, .1845}, {linear.high, .7558}, {linear.null_error, .1426}, {linear.z, 3.2971}};
  for (auto const& [found, expected] : printed) EXPECT_NEAR(found, expected, 5e-5);
  EXPECT_NEAR(cohen({{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}, Weights::none)->error, .05891, 5e-5);
  Rating const none;
  Ratings const raters = {{1, 1, none, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3}, {2, 2, 2, 2}, {1, 2, 3, 4},
                          {4, 4, 4, 4}, {1, 1, 2, 1}, {2, 2, 2, 2}, {none, 5, 5, 5}, {none, none, 1, 1}, {none, none, 3, none}};
  Tally const tally = tally_of(raters);
  EXPECT_NEAR(percent_agreement(tally)->value, .8181818, 5e-8);
  EXPECT_NEAR(gwet(tally)->value, .77544, 5e-6);
  EXPECT_NEAR(gwet(tally)->error, .14295, 5e-6);
  EXPECT_NEAR(fleiss(tally)->value, .76117, 5e-6);
  EXPECT_NEAR(fleiss(tally)->error, .15302, 5e-6);
}

TEST(Agreement, is_not_defined_where_nothing_varies_or_nobody_pairs) {
  Ratings const same(12, {2, 2}), alone(12, {2, std::nullopt});
  EXPECT_EQ(readable(same), Readable::one_category);
  EXPECT_EQ(readable(alone), Readable::too_few);
  EXPECT_FALSE(cohen(table_of(same, 0, 1), Weights::none));
  EXPECT_FALSE(krippendorff(tally_of(same), Metric::nominal));
  EXPECT_FALSE(gwet(tally_of(same)));
  EXPECT_FALSE(fleiss(tally_of(alone)));
  EXPECT_FALSE(percent_agreement(tally_of(Counts())));
  EXPECT_EQ(percent_agreement(tally_of(same))->value, 1);
}

TEST(Agreement, can_be_read_from_ten_pairs_on) {
  Ratings ratings(9, {0, 2});
  EXPECT_EQ(readable(ratings), Readable::too_few);
  ratings.push_back({2, 2});
  EXPECT_EQ(readable(ratings), Readable::yes);
}

TEST(Agreement, severity_is_the_mean_difference_to_the_others) {
  auto const all = severities({{0, 2, 1}, {1, 2, std::nullopt}, {1, std::nullopt, std::nullopt}});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_DOUBLE_EQ(all[0].mean_difference, (-1.5 - 1) / 2);
  EXPECT_EQ(all[0].units, 2);
  EXPECT_DOUBLE_EQ(all[2].mean_difference, 0);
}

TEST(Agreement, a_seed_gives_its_interval_again) {
  Ratings ratings;
  for (int i = 0; i < 40; ++i) ratings.push_back({i % 3, i % 7 == 0 ? 2 : i % 3});
  Tally const tally = tally_of(ratings);
  auto const alpha = [](Tally const& t) { return krippendorff(t, Metric::ordinal); };
  auto const once = *bootstrap(tally, {alpha}, {.seed = 42, .samples = 200})[0];
  auto const again = *bootstrap(tally, {alpha}, {.seed = 42, .samples = 200})[0];
  EXPECT_EQ(once.low, again.low);
  EXPECT_EQ(once.high, again.high);
  EXPECT_LT(once.low, *alpha(tally));
  EXPECT_GT(once.high, *alpha(tally));
}

TEST(Agreement, a_tally_forgets_who_gave_what_and_nothing_else) {
  Tally const tally = tally_of(Ratings{{0, 2}, {2, 0}, {2, 2}, {std::nullopt, 1}, {std::nullopt, std::nullopt}});
  EXPECT_EQ(tally.values, (std::vector<double>{0, 1, 2}));
  std::int64_t units = 0;
  for (Split const& split : tally.splits) units += split.units;
  EXPECT_EQ(units, 5);
  EXPECT_EQ(tally.splits.size(), 4u);  // none, a 1 alone, both 2, one 0 and one 2
}

// The interval of a percentage over n units that agree or not is that of a binomial share: 0.75 ± 1.96 √(0.75·0.25/n).
TEST(Agreement, the_interval_of_a_share_is_the_binomials) {
  Ratings ratings;
  for (int i = 0; i < 2000; ++i) ratings.push_back({1, i % 4 == 0 ? 2 : 1});
  auto const interval = *bootstrap(tally_of(ratings), {[](Tally const& t) -> std::optional<double> { return percent_agreement(t)->value; }}, {.seed = 7, .samples = 4000})[0];
  double const half = 1.959963984540054 * std::sqrt(.75 * .25 / 2000);
  EXPECT_NEAR(interval.low, .75 - half, .002);
  EXPECT_NEAR(interval.high, .75 + half, .002);
  EXPECT_EQ(interval.samples, 4000);
}

}  // namespace
}  // namespace parvis::agree
