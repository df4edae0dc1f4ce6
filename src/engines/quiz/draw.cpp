// SPDX-License-Identifier: AGPL-3.0-or-later
#include "quiz/draw.h"

#include <map>

#include "base/digest.h"

namespace parvis::quiz {

std::vector<std::string> in_drawn_order(std::string const& seed, std::vector<std::string> names) {
  std::map<std::string, std::string> by_digest;
  for (std::string& name : names) by_digest.emplace(sha256_hex(seed + ":" + name), std::move(name));
  std::vector<std::string> order;
  order.reserve(by_digest.size());
  for (auto& [digest, name] : by_digest) order.push_back(std::move(name));
  return order;
}

std::vector<std::int64_t> shuffled(std::string const& seed, std::size_t count) {
  std::vector<std::string> places;
  for (std::size_t i = 0; i < count; ++i) places.push_back(std::to_string(i));
  std::vector<std::int64_t> order;
  for (std::string const& place : in_drawn_order(seed, std::move(places))) order.push_back(std::stoll(place));
  return order;
}

}  // namespace parvis::quiz
