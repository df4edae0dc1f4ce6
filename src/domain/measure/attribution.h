// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who brought a conversion: pure functions over paths. The credit of one conversion sums to exactly 1000 thousandths,
// its amount to exactly its amount.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <boost/describe.hpp>

namespace parvis::measure {

/// last_touch: all to the last tagged visit before the conversion. linear: shared equally between all of them.
enum class Model { last_touch, linear };
BOOST_DESCRIBE_ENUM(Model, last_touch, linear)

/// A conversion as attribution sees it: link codes in the order of the visits, and what it was worth (minor units).
struct Path {
  std::vector<std::string> codes;
  std::int64_t worth = 0;
};

struct Credit {
  std::int64_t thousandths = 0;
  std::int64_t worth = 0;
};

/// Credit by link code. Paths without a code credit nobody.
std::map<std::string, Credit> credit_by_code(std::vector<Path> const& paths, Model model);

}  // namespace parvis::measure
