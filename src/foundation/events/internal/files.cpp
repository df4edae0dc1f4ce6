// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/internal/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <system_error>

namespace parvis::events::internal {

namespace {

[[noreturn]] void refuse(std::string const& what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

void make_private_folder(std::filesystem::path const& folder) {
  if (!std::filesystem::create_directories(folder)) return;
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

std::string read_file(std::filesystem::path const& file, std::uint64_t from) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) refuse("read " + file.string());
  auto const size = static_cast<std::uint64_t>(in.tellg());
  std::string bytes(size > from ? size - from : 0, '\0');
  in.seekg(static_cast<std::streamoff>(from));
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) refuse("read " + file.string());
  return bytes;
}

FolderLock::FolderLock(std::filesystem::path const& folder)
    : file_(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (file_ < 0) refuse("open the lock of " + folder.string());
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(file_);
  throw std::runtime_error("another process keeps its events in " + folder.string());
}

FolderLock::~FolderLock() { ::close(file_); }

bool FolderLock::held(std::filesystem::path const& folder) {
  int const file = ::open((folder / "lock").c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return false;
  bool const mine = ::flock(file, LOCK_EX | LOCK_NB) == 0;
  ::close(file);
  return !mine;
}

}  // namespace parvis::events::internal
