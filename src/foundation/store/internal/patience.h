// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a person runs and waits for, unlike a request, may take as long as the records are large.

#include "store/database.h"

namespace parvis::store {

/// Lifts the bound on one statement's time for the rest of the transaction; SQLite has none.
inline void let_statements_last(Transaction& tx, Engine engine) {
  if (engine == Engine::postgresql) tx.run("SET LOCAL statement_timeout = 0");
}

}  // namespace parvis::store
