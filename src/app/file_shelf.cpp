// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/file_shelf.h"

#include <system_error>

#include "base/durable_file.h"

namespace parvis::app {
namespace {

// A name says what its bytes should be; a disk that failed may hold fewer.
bool holds_whole(std::filesystem::path const& place, std::uintmax_t bytes) {
  std::error_code absent;
  return std::filesystem::file_size(place, absent) == bytes && !absent;
}

}  // namespace

FileShelf::FileShelf(std::filesystem::path folder) : folder_(std::move(folder)) { std::filesystem::create_directories(folder_); }

std::filesystem::path FileShelf::path_of(std::string const& sha256) const { return folder_ / sha256.substr(0, 2) / sha256; }

void FileShelf::forget(std::string const& sha256) const { std::filesystem::remove(path_of(sha256)); }

void FileShelf::keep(std::string const& sha256, std::string const& bytes) const {
  std::filesystem::path const place = path_of(sha256);
  if (!holds_whole(place, bytes.size())) return write_durably(place, bytes);
  // Another may have put it there a moment ago, its name not on the disk yet.
  if (!sync_folder(place.parent_path())) throw std::system_error(errno, std::generic_category(), "sync " + place.parent_path().string());
}

}  // namespace parvis::app
