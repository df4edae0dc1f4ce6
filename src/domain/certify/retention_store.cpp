// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/retention_store.h"

#include "certify/act.h"
#include "certify/row_writing.h"

namespace parvis::certify {
namespace {

constexpr char const* purges_of_workspace = " FROM certify_purge WHERE workspace_id = $1 ORDER BY purged_at DESC, id DESC";
constexpr char const* select_workspaces = "SELECT DISTINCT workspace_id FROM certify_outcome ORDER BY workspace_id";

}  // namespace

void put(store::Transaction& tx, Purge const& purge) { put_row(tx, purge_table, purge); }
std::vector<Purge> purge_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<Purge>(tx.rows(store::selected<Purge>(purges_of_workspace), {workspace.to_string()}));
}
std::vector<WorkspaceId> workspaces_with_outcomes(store::Transaction& tx) {
  std::vector<WorkspaceId> found;
  for (auto const& row : tx.rows(select_workspaces)) {
    if (auto const id = WorkspaceId::parse(row.text(0))) found.push_back(*id);
  }
  return found;
}
std::vector<enrol::Rebuilder> purge_rebuilders() { return {rebuilder_of<Purge>(purge_table)}; }

}  // namespace parvis::certify
