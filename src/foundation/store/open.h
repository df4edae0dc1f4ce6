// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The engine that the configuration asks for.

#include "store/database.h"

namespace parvis::store {

/// "postgresql://…" or "postgres://…" opens PostgreSQL; anything else is the path of an SQLite file. Throws Failure.
std::unique_ptr<Database> open_database(std::string const& location);

}  // namespace parvis::store
