// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who is to be credited with a conversion. The credit of one conversion is a list of whole weights over its touches: the
// exact rational of touch i is weights[i] / sum. Money is split by them so that minor units add up to the very amount.
// Markov and Shapley look at all paths together. Pure.
//
//   auto const weights = touch_weights(path, bought_at, {.model = Model::linear});
//   auto const cents = split_amount(4990, weights);  // sums to 4990
//
// Keep the count credited and the value credited apart, and do not add up what several advertising platforms claim.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"

namespace parvis::track {

enum class Model { first, last, last_non_direct, linear, position, time_decay };
BOOST_DESCRIBE_ENUM(Model, first, last, last_non_direct, linear, position, time_decay)

/// `campaign_first`: where any touch is a campaign's, the others get nothing.
enum class Priority { none, campaign_first };

struct ModelChoice {
  Model model = Model::last;
  Milliseconds half_life = std::chrono::hours(7 * 24);  // of time_decay
  int first_percent = 40;                                // of position; with two touches, first and last by these alone
  int last_percent = 40;
  Priority priority = Priority::none;
};

struct Touch {
  std::string key;  // what is credited: a channel, a publication, a campaign
  Instant at;
  enum class Kind { other, direct, campaign } kind = Kind::other;
};

/// One weight a touch, none negative, their sum above 0 unless the path is empty. The path is oldest first. time_decay is
/// exact to 52 bits of the newest touch's weight, all others exactly.
std::vector<std::int64_t> touch_weights(std::vector<Touch> const& path, Instant converted_at, ModelChoice const& choice);

/// The largest remainders get the units left; of equal ones, the earlier. Sums to `amount`, also a negative one (a refund).
/// Zeros when no weight is above 0.
std::vector<std::int64_t> split_amount(std::int64_t amount, std::vector<std::int64_t> const& weights);

/// A path that several visitors took, oldest first.
struct CountedPath {
  std::vector<std::string> keys;
  double conversions = 0;
  double value = 0;
  double without_conversion = 0;  // visitors who took it and did not convert
};

struct Credit {
  double conversions = 0;
  double value = 0;
};

using Credits = std::map<std::string, Credit>;

/// Each conversion split equally over the different keys of its path: the Shapley value of "conversions of the paths whose
/// keys all take part".
Credits shapley(std::vector<CountedPath> const& paths);

struct MarkovResult {
  double conversion_probability = 0;
  std::map<std::string, double> removal_effects;
  Credits credits;
};

/// Order 1, neighbours that are equal taken as one, solved exactly (no simulation). Paths without conversion count only when
/// they are given; without any, everybody converts.
MarkovResult markov(std::vector<CountedPath> const& paths);

/// Below so many conversions a key's Markov credit says little: show it with a warning.
constexpr double few_conversions = 250;

}  // namespace parvis::track
