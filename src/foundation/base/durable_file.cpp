// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/random.h"

namespace parvis {
namespace {

[[noreturn]] void refuse(std::string const& what) { throw std::system_error(errno, std::generic_category(), what); }

class Opened {
 public:
  Opened(std::filesystem::path const& place, int flags) : handle_(::open(place.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Opened() {
    if (handle_ >= 0) ::close(handle_);
  }
  Opened(Opened const&) = delete;
  Opened& operator=(Opened const&) = delete;

  bool is_open() const { return handle_ >= 0; }
  bool sync() const { return ::fsync(handle_) == 0; }
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      ssize_t const count = ::write(handle_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

 private:
  int const handle_;
};

std::filesystem::path folder_of(std::filesystem::path const& file) { return file.has_parent_path() ? file.parent_path() : "."; }

void rename_durably(std::filesystem::path const& from, std::filesystem::path const& to) {
  std::filesystem::rename(from, to);
  if (!sync_folder(folder_of(to))) refuse("sync " + folder_of(to).string());
}

void make_folder(std::filesystem::path const& folder) {
  if (std::filesystem::exists(folder)) return;
  make_folder(folder_of(folder));
  std::filesystem::create_directory(folder);
  if (!sync_folder(folder_of(folder))) refuse("sync " + folder_of(folder).string());
}

/// A name of its own until whole: a crash in the middle leaves no half file under the one that counts. Takes the half file
/// away unless it was moved to its place.
struct Part {
  explicit Part(std::filesystem::path const& file) : path(file.string() + "." + random_token(6)) {}
  std::filesystem::path const path;
  ~Part() {
    std::error_code gone;
    std::filesystem::remove(path, gone);
  }
};

}  // namespace

bool sync_folder(std::filesystem::path const& folder) {
  Opened const opened(folder, O_RDONLY | O_DIRECTORY);
  return opened.is_open() && opened.sync();
}

void move_durably(std::filesystem::path const& from, std::filesystem::path const& to) {
  Opened const opened(from, O_RDONLY);
  if (!opened.is_open() || !opened.sync()) refuse("sync " + from.string());
  rename_durably(from, to);
}

void copy_durably(std::filesystem::path const& from, std::filesystem::path const& to) {
  make_folder(folder_of(to));
  Part const part(to);
  std::filesystem::copy_file(from, part.path);
  std::filesystem::permissions(part.path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  move_durably(part.path, to);
}

void write_durably(std::filesystem::path const& file, std::string_view bytes) {
  make_folder(folder_of(file));
  Part const part(file);
  {
    Opened const opened(part.path, O_WRONLY | O_CREAT | O_EXCL);
    if (!opened.is_open() || !opened.write(bytes) || !opened.sync()) refuse("write " + part.path.string());
  }
  rename_durably(part.path, file);
}

}  // namespace parvis
