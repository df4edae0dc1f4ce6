// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A file that appears only once whole: written beside its place, readable by its owner only, then moved there.

#include <filesystem>

namespace parvis::store {

class WholeFile {
 public:
  /// Creates the partial file. Throws Failure.
  explicit WholeFile(std::filesystem::path file);
  WholeFile(WholeFile const&) = delete;
  WholeFile& operator=(WholeFile const&) = delete;
  /// Removes the partial file when it was not put in place.
  ~WholeFile();

  std::filesystem::path const& partial() const { return partial_; }
  /// Makes it durable and moves it. Throws Failure.
  void put_in_place();

 private:
  std::filesystem::path const file_;
  std::filesystem::path const partial_;
};

}  // namespace parvis::store
