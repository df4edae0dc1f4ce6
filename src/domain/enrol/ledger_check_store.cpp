// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/ledger_check_store.h"

#include "store/record.h"

namespace parvis::enrol {
namespace {

constexpr auto row_of = " FROM enrol_ledger_check WHERE workspace_id = $1";
constexpr auto over_row = " ON CONFLICT (workspace_id) DO UPDATE SET job_id = excluded.job_id, found = excluded.found";
constexpr auto workspaces_sql = "SELECT workspace_id FROM enrol_ledger WHERE number = 1 ORDER BY workspace_id";

}  // namespace

LedgerCheckRow ledger_check_row(store::Transaction& tx, identity::WorkspaceId const& workspace) {
  static std::string const sql = store::selected<LedgerCheckRow>(row_of);
  return store::one<LedgerCheckRow>(tx.first(sql, {workspace.to_string()})).value_or(LedgerCheckRow{workspace, {}, {}});
}

void put(store::Transaction& tx, LedgerCheckRow const& row) {
  static std::string const sql = store::insert_into<LedgerCheckRow>("enrol_ledger_check") + over_row;
  tx.run(sql, store::fields(row));
}

std::vector<identity::WorkspaceId> workspaces_with_ledger(store::Transaction& tx) {
  std::vector<identity::WorkspaceId> all;
  for (store::Row const& row : tx.rows(workspaces_sql)) all.push_back(*identity::WorkspaceId::parse(row.text(0)));
  return all;
}

}  // namespace parvis::enrol
