// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Files that people brought, under data/files, each by its SHA-256: the same bytes stand there once. Thread-safe.

#include <filesystem>
#include <string>

namespace parvis::app {

class FileShelf {
 public:
  /// Creates the folder.
  explicit FileShelf(std::filesystem::path folder);
  /// Whole and on the disk when it returns. Throws std::system_error when it cannot.
  void keep(std::string const& sha256, std::string const& bytes) const;
  /// Gone, if it stood there.
  void forget(std::string const& sha256) const;
  std::filesystem::path path_of(std::string const& sha256) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace parvis::app
