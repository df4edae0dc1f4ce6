// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A folder of its own for one test, removed with all it holds.

#include <filesystem>

namespace parvis::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  ~TemporaryFolder();

  std::filesystem::path const& path() const { return path_; }
  std::filesystem::path operator/(std::filesystem::path const& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace parvis::test
