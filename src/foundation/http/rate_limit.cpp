// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace parvis::http {

std::optional<std::chrono::seconds> RateLimits::take(std::string const& key, Rate const& rate) {
  std::lock_guard const lock(mutex_);
  Instant const now = clock_.now();
  if (buckets_.size() >= most_keys_ && !buckets_.contains(key)) make_room(now);
  double const per_millisecond = rate.per_minute / 60'000.0;
  auto const [entry, fresh] = buckets_.try_emplace(key, Bucket{double(rate.burst), now, double(rate.burst), per_millisecond});
  Bucket& bucket = entry->second;
  auto const passed = std::max<std::int64_t>(0, (now - bucket.at).count());
  bucket.tokens = std::min(bucket.full, bucket.tokens + double(passed) * per_millisecond);
  bucket.at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  double const seconds = std::ceil((1 - bucket.tokens) / per_millisecond / 1000);
  return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(seconds)));
}

void RateLimits::make_room(Instant now) {
  std::erase_if(buckets_, [&](auto const& entry) {
    Bucket const& bucket = entry.second;
    return bucket.tokens + double((now - bucket.at).count()) * bucket.per_millisecond >= bucket.full;
  });
  if (buckets_.size() >= most_keys_) buckets_.clear();
}

}  // namespace parvis::http
