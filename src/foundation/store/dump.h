// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// All records as lines of JSON, readable by either engine: how one moves from SQLite to PostgreSQL and back, and how a
// PostgreSQL installation is backed up without its tools.
//
//   {"parvis_dump":1,"migrations":["0001_jobs_queue", …]}
//   {"table":"jobs_job","columns":["id", …]}
//   ["018f…", 12, null, …]                      a row each, in the order of the columns
//   {"rows":4211}                               the last line: a file without it is cut short

#include <functional>

#include "store/database.h"

namespace parvis::store {

/// Writes one snapshot, tables before those that refer to them. The file appears only once whole. Throws Failure.
void dump(Database& database, std::filesystem::path const& file);

/// What else belongs to a restore's one transaction. Either may throw, which undoes it all.
struct RestoreSteps {
  std::function<void(Transaction&)> before = {};  // anything is deleted: may refuse a database that is in use
  std::function<void(Transaction&)> after = {};   // every row is there
};

/// Replaces all records by those of the file, in one transaction. The database must bear exactly the migrations of the
/// file: migrate() it first, with the program that made the dump. Throws Failure, and changes nothing, otherwise.
void restore(Database& database, std::filesystem::path const& file, RestoreSteps const& steps = {});

}  // namespace parvis::store
