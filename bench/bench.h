// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What benches share: a folder on the disk under build/, rates, and the line that closes each.

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>

namespace parvis::bench {

/// A folder on a real disk (a temporary folder may be memory), emptied at both ends.
class DiskFolder {
 public:
  explicit DiskFolder(std::string const& name) : path_(std::filesystem::current_path() / "build" / ("bench-" + name)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~DiskFolder() { std::filesystem::remove_all(path_); }
  DiskFolder(DiskFolder const&) = delete;
  DiskFolder& operator=(DiskFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline double seconds_of(std::function<void()> const& act) {
  auto const began = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

struct Verdict {
  std::string bench;
  double value = 0;
  std::string unit;
  std::string peer;
  double peer_value = 0;
  double ratio = 0;  // above 1: we do better
  std::string conditions;
};

inline void print(Verdict const& v) {
  std::printf("{\"bench\":\"%s\",\"value\":%.1f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.1f,\"ratio\":%.2f,\"conditions\":\"%s\"}\n",
              v.bench.c_str(), v.value, v.unit.c_str(), v.peer.c_str(), v.peer_value, v.ratio, v.conditions.c_str());
}

}  // namespace parvis::bench
