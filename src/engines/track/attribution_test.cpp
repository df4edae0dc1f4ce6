// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/attribution.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>

#include "base/json.h"
#include "source_folder.h"

namespace parvis::track {
namespace {

using Weights = std::vector<std::int64_t>;
using Kind = Touch::Kind;

Instant const bought = Instant::at_milliseconds(1'790'000'000'000);
constexpr Milliseconds day = std::chrono::hours(24);

Touch touch(std::string key, int days_before, Kind kind = Kind::other) { return {std::move(key), bought - days_before * day, kind}; }

TEST(Attribution, weights_are_those_of_the_definition) {
  std::vector<Touch> const path = {touch("a", 21), touch("b", 14, Kind::campaign), touch("c", 7), touch("d", 0, Kind::direct)};
  struct Case { Model model; Priority priority; Weights expected; };
  std::int64_t const newest = 1LL << 52;
  std::vector<Case> const cases = {
      {Model::first, Priority::none, {1, 0, 0, 0}},
      {Model::last, Priority::none, {0, 0, 0, 1}},
      {Model::last_non_direct, Priority::none, {0, 0, 1, 0}},
      {Model::linear, Priority::none, {1, 1, 1, 1}},
      {Model::position, Priority::none, {80, 20, 20, 80}},
      {Model::time_decay, Priority::none, {newest / 8, newest / 4, newest / 2, newest}},
      {Model::last, Priority::campaign_first, {0, 1, 0, 0}},
      {Model::linear, Priority::campaign_first, {0, 1, 0, 0}},
  };
  for (Case const& one : cases) {
    EXPECT_EQ(touch_weights(path, bought, {.model = one.model, .priority = one.priority}), one.expected) << static_cast<int>(one.model);
  }
}

TEST(Attribution, short_paths_have_their_own_rule) {
  std::vector<Touch> const one = {touch("a", 1, Kind::direct)};
  std::vector<Touch> const two = {touch("a", 2, Kind::direct), touch("b", 1, Kind::direct)};
  EXPECT_EQ(touch_weights(one, bought, {.model = Model::position}), Weights{1});
  EXPECT_EQ(touch_weights(two, bought, {.model = Model::position}), (Weights{40, 40}));
  EXPECT_EQ(touch_weights(two, bought, {.model = Model::position, .first_percent = 30, .last_percent = 70}), (Weights{30, 70}));
  EXPECT_EQ(touch_weights(two, bought, {.model = Model::last_non_direct}), (Weights{0, 1})) << "direct only when all are";
  EXPECT_EQ(touch_weights(two, bought, {.model = Model::linear, .priority = Priority::campaign_first}), (Weights{1, 1}));
  EXPECT_TRUE(touch_weights({}, bought, {}).empty());
}

TEST(Attribution, money_adds_up_to_the_last_cent) {
  EXPECT_EQ(split_amount(100, {1, 1, 1}), (Weights{34, 33, 33}));
  EXPECT_EQ(split_amount(-100, {1, 1, 1}), (Weights{-34, -33, -33}));
  EXPECT_EQ(split_amount(5, {0, 3, 1}), (Weights{0, 4, 1}));
  EXPECT_EQ(split_amount(7, {0, 0}), (Weights{0, 0}));
  EXPECT_EQ(split_amount(7, {}), Weights{});
  std::mt19937_64 random(3);
  for (int round = 0; round < 2000; ++round) {
    Weights weights(1 + random() % 50);
    for (auto& weight : weights) weight = static_cast<std::int64_t>(random() >> (11 + random() % 52));
    weights[0] += 1;
    auto const amount = static_cast<std::int64_t>(random() >> 2) * (round % 2 == 0 ? 1 : -1);
    auto const parts = split_amount(amount, weights);
    ASSERT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), amount);
  }
}

TEST(Attribution, markov_gives_the_textbook_answer) {
  auto const found = markov({{{"c1", "c2", "c3"}, 1, 10, 0}, {{"c1"}, 0, 0, 1}, {{"c2", "c3"}, 0, 0, 1}});
  EXPECT_NEAR(found.conversion_probability, 1.0 / 3, 1e-12);
  EXPECT_NEAR(found.removal_effects.at("c1"), 0.5, 1e-12);
  EXPECT_NEAR(found.removal_effects.at("c2"), 1, 1e-12);
  EXPECT_NEAR(found.credits.at("c1").conversions, 0.2, 1e-12);
  EXPECT_NEAR(found.credits.at("c3").conversions, 0.4, 1e-12);
  EXPECT_NEAR(found.credits.at("c3").value, 4, 1e-12);
  EXPECT_TRUE(markov({}).credits.empty());
  EXPECT_TRUE(markov({{{"a"}, 0, 0, 5}}).credits.empty());
  EXPECT_NEAR(markov({{{"a", "b", "a", "a"}, 4, 0, 0}}).conversion_probability, 1, 1e-12);
}

TEST(Attribution, shapley_is_the_mean_over_all_orders_of_arrival) {
  std::vector<CountedPath> const paths = {{{"a", "b"}, 6, 60, 0}, {{"a", "a"}, 4, 40, 0}, {{"a", "b", "c"}, 3, 30, 0}};
  std::vector<std::string> order = {"a", "b", "c"};
  std::map<std::string, double> slow;
  auto const worth = [&](std::set<std::string> const& coalition) {
    double sum = 0;
    for (auto const& path : paths) {
      bool const inside = std::ranges::all_of(path.keys, [&](auto const& key) { return coalition.contains(key); });
      if (inside) sum += path.conversions;
    }
    return sum;
  };
  do {
    std::set<std::string> coalition;
    for (std::string const& key : order) {
      double const before = worth(coalition);
      coalition.insert(key);
      slow[key] += (worth(coalition) - before) / 6;
    }
  } while (std::ranges::next_permutation(order).found);
  auto const fast = shapley(paths);
  for (auto const& [key, credit] : slow) EXPECT_NEAR(fast.at(key).conversions, credit, 1e-12) << key;
}

std::filesystem::path data_folder() {
  for (char const* up : {"/../shared/data/channelattribution", "/../../shared/data/channelattribution"}) {
    std::filesystem::path const folder = std::string(PARVIS_SOURCE_FOLDER) + up;
    if (std::filesystem::exists(folder)) return folder;
  }
  return {};
}

std::vector<CountedPath> read_paths(std::filesystem::path const& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  std::vector<CountedPath> paths;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string path, conversions, value, without;
    std::getline(fields, path, ';');
    std::getline(fields, conversions, ';');
    std::getline(fields, value, ';');
    std::getline(fields, without, ';');
    CountedPath counted{{}, std::stod(conversions), std::stod(value), std::stod(without)};
    std::istringstream words(path);
    for (std::string word; words >> word;) {
      if (word != ">") counted.keys.push_back(word);
    }
    paths.push_back(std::move(counted));
  }
  return paths;
}

void expect_credits(json::Value const& expected, Credits const& found, char const* what) {
  for (auto const& entry : expected.get_object()) {
    double const wanted = entry.value().to_number<double>();
    EXPECT_NEAR(found.at(std::string(entry.key())).conversions, wanted, 1e-9 * std::max(1.0, wanted)) << what << " " << entry.key();
  }
}

Credits credited(std::vector<CountedPath> const& paths, ModelChoice const& choice) {
  Credits credits;
  for (CountedPath const& path : paths) {
    std::vector<Touch> touches;
    for (std::size_t i = 0; i < path.keys.size(); ++i) touches.push_back(touch(path.keys[i], static_cast<int>(path.keys.size() - 1 - i)));
    auto const weights = touch_weights(touches, bought, choice);
    auto const total = static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    for (std::size_t i = 0; i < weights.size(); ++i) credits[path.keys[i]].conversions += path.conversions * static_cast<double>(weights[i]) / total;
  }
  return credits;
}

TEST(VectorsAttribution, all_models_agree_with_the_published_numbers) {
  auto const folder = data_folder();
  if (folder.empty()) {
    std::printf("skipped: data set channelattribution absent\n");
    GTEST_SKIP() << "skipped: data set channelattribution absent";
  }
  auto paths = read_paths(folder / "Data.csv");
  ASSERT_EQ(paths.size(), 10'000u);
  std::ifstream in(folder / "expected/exact_models.json");
  auto const expected = json::parse(std::string(std::istreambuf_iterator<char>(in), {}))->get_object();
  expect_credits(expected.at("first"), credited(paths, {.model = Model::first}), "first");
  expect_credits(expected.at("last"), credited(paths, {.model = Model::last}), "last");
  expect_credits(expected.at("linear"), credited(paths, {.model = Model::linear}), "linear");
  expect_credits(expected.at("position_40_20_40"), credited(paths, {.model = Model::position}), "position");
  expect_credits(expected.at("time_decay_half_life_1_touch"), credited(paths, {.model = Model::time_decay, .half_life = day}), "time decay");
  expect_credits(expected.at("shapley_unique_channel_set"), shapley(paths), "shapley");
  auto const chain = markov(paths);
  EXPECT_NEAR(chain.conversion_probability, expected.at("p_conversion").to_number<double>(), 1e-12);
  expect_credits(expected.at("markov_conversions"), chain.credits, "markov");
  for (auto const& entry : expected.at("removal_effect").get_object()) {
    EXPECT_NEAR(chain.removal_effects.at(std::string(entry.key())), entry.value().to_number<double>(), 1e-9) << entry.key();
  }
  for (CountedPath& path : paths) path.without_conversion = 0;
  expect_credits(expected.at("markov_conversions_without_null_paths"), markov(paths).credits, "markov without nulls");
}

}  // namespace
}  // namespace parvis::track
