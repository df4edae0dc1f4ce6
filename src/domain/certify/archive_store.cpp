// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/archive_store.h"

#include "certify/row_writing.h"

namespace parvis::certify {
namespace {

constexpr char const* by_id = " FROM certify_archive WHERE id = $1 AND workspace_id = $2";
constexpr char const* of_workspace = " FROM certify_archive WHERE workspace_id = $1 ORDER BY asked_at DESC, id DESC";
constexpr char const* made_before = " FROM certify_archive WHERE state = 'ready' AND made_at < $1 ORDER BY made_at";

}  // namespace

void put(store::Transaction& tx, SessionArchive const& archive) { put_row(tx, "certify_archive", archive); }
std::optional<SessionArchive> find_archive(store::Transaction& tx, WorkspaceId const& workspace, ArchiveId const& id) {
  return store::one<SessionArchive>(tx.first(store::selected<SessionArchive>(by_id), {id.to_string(), workspace.to_string()}));
}
std::vector<SessionArchive> archive_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<SessionArchive>(tx.rows(store::selected<SessionArchive>(of_workspace), {workspace.to_string()}));
}
std::vector<SessionArchive> archives_made_before(store::Database& database, Instant before) {
  return database.read([&](store::Transaction& tx) { return store::records<SessionArchive>(tx.rows(store::selected<SessionArchive>(made_before), {before.milliseconds()})); });
}

}  // namespace parvis::certify
