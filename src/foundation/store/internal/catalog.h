// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the engine knows of the tables, in the one place where the engines' own words differ.

#include "store/database.h"

namespace parvis::store {

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> refers_to;          // other tables
  std::optional<std::string> parent_column;    // of a table that refers to itself by one column…
  std::optional<std::string> parent_key;       // …and the column referred to
};

/// All tables but store_migration, each after those it refers to. Throws Failure when they refer in a circle.
std::vector<Table> tables(Transaction& tx, Engine engine);

}  // namespace parvis::store
