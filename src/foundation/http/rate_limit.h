// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Token buckets: how many requests one key (a client's address at one route, an account) may make. Thread-safe.

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/clock.h"

namespace parvis::http {

/// At most `burst` requests at once, then `per_minute`. Both > 0.
struct Rate {
  int burst = 10;
  int per_minute = 60;
};

class RateLimits {
 public:
  /// Keeps at most `most_keys` buckets: when full, those that are full again are forgotten, and if none is, all are.
  explicit RateLimits(Clock const& clock, std::size_t most_keys = 100'000) : clock_(clock), most_keys_(most_keys) {}

  /// Takes one token of the key; when there is none, the time until there is (at least a second).
  std::optional<std::chrono::seconds> take(std::string const& key, Rate const& rate);

 private:
  struct Bucket {
    double tokens = 0;
    Instant at;
    double full = 0;
    double per_millisecond = 0;
  };
  void make_room(Instant now);

  Clock const& clock_;
  std::size_t const most_keys_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace parvis::http
