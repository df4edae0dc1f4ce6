// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Counting visitors without knowing them: a random id in memory for each site, user agent and cut address, forgotten after
// 8 hours (sooner at a restart). Nothing on the disk leads from the id back to them. Thread-safe.

#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.h"

namespace parvis::track {

class Visitors {
 public:
  static constexpr Milliseconds memory = std::chrono::hours(8);
  static constexpr std::size_t most = 1'000'000;  // beyond it the oldest half is forgotten

  Visitors();
  /// 32 hexadecimal digits. The same within 8 hours of the first call.
  std::string visitor(std::string_view site, std::string_view user_agent, std::string_view address, Instant now);
  std::size_t size() const;

 private:
  struct Known {
    std::string id;
    Instant since;
  };
  void forget(Instant now);

  std::string const salt_;  // of this process: the keys cannot be made again elsewhere
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
  Instant last_forgetting_;
};

/// IPv4 to its first two bytes, IPv6 to its first 48 bits, anything else to nothing: done before any use.
std::string cut_address(std::string_view address);

}  // namespace parvis::track
