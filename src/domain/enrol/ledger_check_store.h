// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over whole verifications of the ledger.

#include "enrol/ledger.h"

namespace parvis::enrol {

struct LedgerCheckRow {
  identity::WorkspaceId workspace_id;
  std::optional<std::string> job_id;  // the verification asked for last
  std::string found;                  // sealed; "" before the first
};
BOOST_DESCRIBE_STRUCT(LedgerCheckRow, (), (workspace_id, job_id, found))

/// An empty one when the workspace has none yet.
LedgerCheckRow ledger_check_row(store::Transaction& tx, identity::WorkspaceId const& workspace);
void put(store::Transaction& tx, LedgerCheckRow const& row);
std::vector<identity::WorkspaceId> workspaces_with_ledger(store::Transaction& tx);

}  // namespace parvis::enrol
