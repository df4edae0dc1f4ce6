// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The default engine: one file, WAL, one writer and a small pool of readers.

#include "store/database.h"

namespace parvis::store {

/// `full` survives a power cut after every commit; `none` only a crash of the program, and serves tests.
enum class Durability { full, none };

struct SqliteOptions {
  std::filesystem::path file;
  Durability durability = Durability::full;
  std::size_t readers = 4;                                 // connections that read at once, opened when needed
  std::chrono::milliseconds patience{10'000};              // how long to wait for another process that writes
};

/// Opens the file, created with mode 0600 when absent. Throws Failure when it cannot, or is not a database.
std::unique_ptr<Database> open_sqlite(SqliteOptions options);

}  // namespace parvis::store
