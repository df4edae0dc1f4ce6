// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Files of the events' folder; see base/durable_file.h too. Each throws std::system_error unless it says otherwise.

#include <filesystem>
#include <string>

namespace parvis::events::internal {

/// Mode 0700, parents too.
void make_private_folder(std::filesystem::path const& folder);
std::string read_file(std::filesystem::path const& file, std::uint64_t from);

/// Holds a folder against a second process; the lock ends with it.
class FolderLock {
 public:
  /// Throws std::runtime_error when another holds it.
  explicit FolderLock(std::filesystem::path const& folder);
  ~FolderLock();
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;
  static bool held(std::filesystem::path const& folder);

 private:
  int file_;
};

}  // namespace parvis::events::internal
