// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/internal/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>

#include "base/durable_file.h"
#include "store/row.h"

namespace parvis::store {

WholeFile::WholeFile(std::filesystem::path file) : file_(std::move(file)), partial_(file_.string() + ".partial") {
  std::filesystem::remove(partial_);
  int const descriptor = ::open(partial_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0) throw Failure("cannot create " + partial_.string());
  ::close(descriptor);
}

WholeFile::~WholeFile() {
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
}

void WholeFile::put_in_place() {
  try {
    move_durably(partial_, file_);
  } catch (std::system_error const& failed) {
    throw Failure("cannot put in place " + file_.string() + ": " + failed.what());
  }
}

}  // namespace parvis::store
