// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/file_shelf.h"

#include <fcntl.h>
#include <unistd.h>

#include <stdexcept>

#include "base/random.h"

namespace parvis::app {
namespace {

void write_whole(std::filesystem::path const& path, std::string_view bytes) {
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot create " + path.string());
  bool well = true;
  while (well && !bytes.empty()) {
    ssize_t const count = ::write(file, bytes.data(), bytes.size());
    well = count > 0;
    if (well) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  well = well && ::fsync(file) == 0;
  ::close(file);
  if (!well) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

FileShelf::FileShelf(std::filesystem::path folder) : folder_(std::move(folder)) { std::filesystem::create_directories(folder_); }

std::filesystem::path FileShelf::path_of(std::string const& sha256) const { return folder_ / sha256.substr(0, 2) / sha256; }

void FileShelf::forget(std::string const& sha256) const { std::filesystem::remove(path_of(sha256)); }

void FileShelf::keep(std::string const& sha256, std::string const& bytes) const {
  std::filesystem::path const place = path_of(sha256);
  if (std::filesystem::exists(place)) return;
  std::filesystem::create_directories(place.parent_path());
  // A name of its own until whole: a crash in the middle leaves no half file under the digest.
  std::filesystem::path const part = place.string() + "." + random_token(6);
  write_whole(part, bytes);
  std::filesystem::rename(part, place);
}

}  // namespace parvis::app
