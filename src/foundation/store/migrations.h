// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The schema grows forward only: migrations/NNNN_<module>_<what>.sql, embedded in the program, each applied once in a
// transaction of its own and remembered with its SHA-256 in store_migration. The same text serves both engines. Each room
// has a hundred numbers (the hundreds of NNNN) and its own order; a room's new one may come after those of rooms above it,
// on which it cannot depend.

#include "base/clock.h"
#include "store/database.h"

namespace parvis::store {

struct Migration {
  int number = 0;
  std::string name;  // "0001_jobs_queue"
  std::string sql;
};

/// Those of the program, by number.
std::vector<Migration> embedded_migrations();

/// Applies those not yet applied and returns their count. Throws Failure, having applied nothing, when an applied one
/// has changed or is unknown to this program (an older program on a newer database), when one not applied comes before
/// one of its room that is, or when two bear one number; and when a statement fails, that migration undone and named.
int migrate(Database& database, Clock const& clock, std::vector<Migration> migrations = embedded_migrations());

/// The statements of a script, without comments and outer white space; a semicolon within quotes or a comment ends none.
std::vector<std::string> statements(std::string_view script);

/// The whole schema of an SQLite database, by kind and name, as committed in migrations/schema.sql.
std::string present_schema(Database& database);

}  // namespace parvis::store
