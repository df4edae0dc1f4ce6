// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/visitors.h"

#include <arpa/inet.h>

#include <algorithm>
#include <vector>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/random.h"

namespace parvis::track {

namespace {

constexpr Milliseconds forget_every = std::chrono::minutes(5);

}  // namespace

std::string cut_address(std::string_view address) {
  std::string const text(address);
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return std::string(reinterpret_cast<char const*>(&four), 2);
  in6_addr six{};
  if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return {};
  auto const* const bytes = reinterpret_cast<char const*>(&six);
  if (IN6_IS_ADDR_V4MAPPED(&six)) return std::string(bytes + 12, 2);
  return std::string(bytes, 6);
}

Visitors::Visitors() : salt_(random_bytes(32)) {}

std::string Visitors::visitor(std::string_view site, std::string_view user_agent, std::string_view address, Instant now) {
  std::string const lengths = std::to_string(site.size()) + ":" + std::to_string(user_agent.size()) + ":";
  std::string const key = hmac_sha256(salt_, lengths + std::string(site) + std::string(user_agent) + cut_address(address));
  std::lock_guard const lock(mutex_);
  if (now - last_forgetting_ >= forget_every || known_.size() >= most) forget(now);
  auto const [found, fresh] = known_.try_emplace(key);
  if (fresh || now - found->second.since >= memory) found->second = {hex(random_bytes(16)), now};
  return found->second.id;
}

void Visitors::forget(Instant now) {
  last_forgetting_ = now;
  std::erase_if(known_, [&](auto const& entry) { return now - entry.second.since >= memory; });
  if (known_.size() < most) return;
  std::vector<Instant> times;
  for (auto const& entry : known_) times.push_back(entry.second.since);
  auto const middle = times.begin() + static_cast<long>(times.size() / 2);
  std::ranges::nth_element(times, middle);
  std::erase_if(known_, [&](auto const& entry) { return entry.second.since <= *middle; });
}

std::size_t Visitors::size() const {
  std::lock_guard const lock(mutex_);
  return known_.size();
}

}  // namespace parvis::track
