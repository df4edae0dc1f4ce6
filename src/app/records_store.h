// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Whether records are somebody's.

#include "store/database.h"

namespace parvis::app {

/// Whether these records have ever been migrated: only then may hold_a_workspace() ask them.
bool knows_workspaces(store::Transaction& tx, store::Engine engine);

/// Whether an installation lives in these records.
bool hold_a_workspace(store::Transaction& tx);

/// What SQLite finds wrong with its file, in its words; "" when nothing.
std::string damage_in(store::Transaction& tx);

}  // namespace parvis::app
