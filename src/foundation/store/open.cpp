// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/open.h"

#include "store/postgresql.h"
#include "store/sqlite.h"

namespace parvis::store {

std::unique_ptr<Database> open_database(std::string const& location) {
  bool const shared = location.starts_with("postgresql://") || location.starts_with("postgres://");
  if (shared) return open_postgresql({.connection = location});
  return open_sqlite({.file = location});
}

}  // namespace parvis::store
