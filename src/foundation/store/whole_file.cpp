// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/internal/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include "store/row.h"

namespace parvis::store {

namespace {

void make_durable(std::filesystem::path const& path, int flags) {
  int const descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) throw Failure("cannot open " + path.string());
  int const failed = ::fsync(descriptor);
  ::close(descriptor);
  if (failed != 0) throw Failure("cannot make durable " + path.string());
}

}  // namespace

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
  make_durable(partial_, O_RDWR);
  std::error_code error;
  std::filesystem::rename(partial_, file_, error);
  if (error) throw Failure("cannot put in place " + file_.string() + ": " + error.message());
  make_durable(file_.has_parent_path() ? file_.parent_path() : ".", O_RDONLY | O_DIRECTORY);
}

}  // namespace parvis::store
