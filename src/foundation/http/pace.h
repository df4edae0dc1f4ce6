// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How long a body or an answer may take on its way: as long as it goes on, however large it is and however slow the line;
// neither silent for long, nor, once its grace is over, below a least rate.

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace parvis::http {

class Pace {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  struct Limits {
    std::chrono::milliseconds silence;
    std::chrono::milliseconds grace;
    std::size_t least_bytes_a_second;  // on average since the beginning, the grace left out
  };

  Pace(Limits limits, Instant began) : limits_(limits), began_(began), moved_at_(began) {}

  void moved(std::size_t bytes, Instant now) {
    bytes_ += bytes;
    if (bytes > 0) moved_at_ = now;
  }
  /// When to give up, unless more moves before.
  Instant deadline() const {
    std::chrono::milliseconds const earned(bytes_ * 1000 / limits_.least_bytes_a_second);
    return std::min(moved_at_ + limits_.silence, began_ + limits_.grace + earned);
  }
  std::size_t bytes() const { return bytes_; }

 private:
  Limits limits_;
  Instant began_;
  Instant moved_at_;
  std::size_t bytes_ = 0;
};

}  // namespace parvis::http
