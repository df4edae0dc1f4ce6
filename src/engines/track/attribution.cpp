// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/attribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace parvis::track {

namespace {

using Weights = std::vector<std::int64_t>;

constexpr double newest_weight = 4503599627370496.0;  // 2^52

Weights only(std::size_t count, std::size_t index) {
  Weights weights(count, 0);
  weights[index] = 1;
  return weights;
}

Weights last_non_direct(std::vector<Touch> const& path) {
  auto const found = std::ranges::find_if(path.rbegin(), path.rend(), [](Touch const& touch) { return touch.kind != Touch::Kind::direct; });
  return only(path.size(), found == path.rend() ? path.size() - 1 : static_cast<std::size_t>(path.rend() - found) - 1);
}

Weights position(std::size_t count, ModelChoice const& choice) {
  if (count == 1) return {1};
  if (count == 2) return {choice.first_percent, choice.last_percent};
  auto const middles = static_cast<std::int64_t>(count) - 2;
  Weights weights(count, 100 - choice.first_percent - choice.last_percent);
  weights.front() = choice.first_percent * middles;
  weights.back() = choice.last_percent * middles;
  return weights;
}

Weights time_decay(std::vector<Touch> const& path, Instant converted_at, Milliseconds half_life) {
  Instant const newest = std::min(path.back().at, converted_at);
  Weights weights;
  for (Touch const& touch : path) {
    auto const age = static_cast<double>((newest - std::min(touch.at, newest)).count());
    weights.push_back(std::llround(newest_weight * std::exp2(-age / static_cast<double>(half_life.count()))));
  }
  return weights;
}

Weights model_weights(std::vector<Touch> const& path, Instant converted_at, ModelChoice const& choice) {
  switch (choice.model) {
    case Model::first: return only(path.size(), 0);
    case Model::last: return only(path.size(), path.size() - 1);
    case Model::last_non_direct: return last_non_direct(path);
    case Model::linear: return Weights(path.size(), 1);
    case Model::position: return position(path.size(), choice);
    case Model::time_decay: return time_decay(path, converted_at, choice.half_life);
  }
  return {};
}

}  // namespace

std::vector<std::int64_t> touch_weights(std::vector<Touch> const& path, Instant converted_at, ModelChoice const& choice) {
  if (path.empty()) return {};
  std::vector<Touch> campaigns;
  if (choice.priority == Priority::campaign_first) {
    std::ranges::copy_if(path, std::back_inserter(campaigns), [](Touch const& touch) { return touch.kind == Touch::Kind::campaign; });
  }
  if (campaigns.empty()) return model_weights(path, converted_at, choice);
  Weights const among = model_weights(campaigns, converted_at, choice);
  Weights weights;
  auto next = among.begin();
  for (Touch const& touch : path) weights.push_back(touch.kind == Touch::Kind::campaign ? *next++ : 0);
  return weights;
}

std::vector<std::int64_t> split_amount(std::int64_t amount, std::vector<std::int64_t> const& weights) {
  // 128 bits: an amount of 63 bits times a weight of 53.
  __extension__ using Wide = __int128;
  Wide const total = std::accumulate(weights.begin(), weights.end(), Wide{0});
  Weights parts(weights.size(), 0);
  if (total <= 0) return parts;
  Wide const size = amount < 0 ? -Wide{amount} : Wide{amount};
  std::vector<std::pair<Wide, std::size_t>> remainders;
  Wide left = size;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    Wide const share = size * weights[i];
    parts[i] = static_cast<std::int64_t>(share / total);
    remainders.emplace_back(-(share % total), i);  // negative: the largest sorts first, of equals the earlier
    left -= parts[i];
  }
  std::ranges::sort(remainders);
  for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++parts[remainders[i].second];
  if (amount < 0) std::ranges::transform(parts, parts.begin(), std::negate<>());
  return parts;
}

Credits shapley(std::vector<CountedPath> const& paths) {
  Credits credits;
  for (CountedPath const& path : paths) {
    std::set<std::string> const keys(path.keys.begin(), path.keys.end());
    for (std::string const& key : keys) {
      credits[key].conversions += path.conversions / static_cast<double>(keys.size());
      credits[key].value += path.value / static_cast<double>(keys.size());
    }
  }
  return credits;
}

}  // namespace parvis::track
