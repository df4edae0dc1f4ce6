// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/id.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "base/encoding.h"
#include "base/random.h"

namespace parvis {
namespace {

constexpr std::int64_t one_clock = 1000;  // milliseconds: what is further back is of another clock

struct Stamp {
  std::int64_t millisecond = -1;
  std::uint16_t counter = 0;
};

// The 12 bits after the version: a counter that starts low at each millisecond and moves on within it. When a
// manual clock stands still long enough to exhaust it, the id borrows the next millisecond.
Stamp after(Stamp last, std::int64_t now) {
  if (now > last.millisecond || last.millisecond - now >= one_clock) return {now, 0};
  if (++last.counter <= 0x0FFF) return last;
  return {last.millisecond + 1, 0};
}

// Clocks may be asked in turn, a test's that stands still and the machine's: each keeps the order of its own ids. A clock is
// known by being near the last moment it told; one that jumped takes the place of the one asked longest ago.
Stamp next_stamp(Instant now) {
  static std::mutex mutex;
  static std::array<Stamp, 4> clocks;  // the last asked first
  std::lock_guard const lock(mutex);
  auto found = std::find_if(clocks.begin(), clocks.end(), [&](Stamp const& one) { return std::abs(one.millisecond - now.milliseconds()) < one_clock; });
  if (found == clocks.end()) --found;
  std::rotate(clocks.begin(), found, found + 1);
  return clocks.front() = after(clocks.front(), now.milliseconds());
}

}  // namespace

std::string new_uuid(Instant now) {
  Stamp const stamp = next_stamp(now);
  std::string bytes = random_bytes(16);
  for (int i = 0; i < 6; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<char>(stamp.millisecond >> (40 - 8 * i));
  bytes[6] = static_cast<char>(0x70 | (stamp.counter >> 8));
  bytes[7] = static_cast<char>(stamp.counter & 0xFF);
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  std::string text = hex(bytes);
  for (std::size_t at : {20u, 16u, 12u, 8u}) text.insert(at, 1, '-');
  return text;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
    bool const digit = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (dash ? text[i] != '-' : !digit) return false;
  }
  return true;
}

}  // namespace parvis
