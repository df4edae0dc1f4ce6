// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Whether records are somebody's.

#include "store/transaction.h"

namespace parvis::app {

/// Whether the shared database (PostgreSQL) has ever been migrated: only then may hold_a_workspace() ask it.
bool knows_workspaces(store::Transaction& tx);

/// Whether an installation lives in these records.
bool hold_a_workspace(store::Transaction& tx);

}  // namespace parvis::app
