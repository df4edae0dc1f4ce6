// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The shared engine: PostgreSQL 15 or later, in a database of its own made with the locale C.UTF-8 (so that texts sort
// as on SQLite). Writes are SERIALIZABLE and run again when they clash; a lost connection is opened anew before the
// first statement of a transaction, never within one.

#include "store/database.h"

namespace parvis::store {

struct PostgresqlOptions {
  std::string connection;       // as libpq takes it: "postgresql://parvis@db/parvis" or "host=… dbname=…"
  std::size_t connections = 8;  // opened when needed
  std::chrono::milliseconds statement_timeout{30'000};
};

/// Throws Failure when the server cannot be reached or is older.
std::unique_ptr<Database> open_postgresql(PostgresqlOptions options);

}  // namespace parvis::store
