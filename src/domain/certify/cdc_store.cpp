// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/cdc_store.h"

#include "certify/act.h"
#include "certify/row_writing.h"

namespace parvis::certify {
namespace {

constexpr char const* item_once = " FROM certify_cdc_item WHERE certificate_id = $1 AND action = $2";
constexpr char const* items_of_workspace = " FROM certify_cdc_item WHERE workspace_id = $1 ORDER BY due_by, technical_id, id";
constexpr char const* items_of_batch = " FROM certify_cdc_item WHERE batch_id = $1 ORDER BY technical_id, id";
constexpr char const* candidates_to_create =
    "SELECT DISTINCT candidate_id FROM certify_cdc_item WHERE workspace_id = $1 AND action = 'CREATION' AND state <> 'accepted'";
constexpr char const* batch_by_id = " FROM certify_cdc_batch WHERE id = $1 AND workspace_id = $2";
constexpr char const* batches_of_workspace = " FROM certify_cdc_batch WHERE workspace_id = $1 ORDER BY prepared_at DESC, id DESC";

}  // namespace

void put(store::Transaction& tx, CdcItem const& item) { put_row(tx, item_table, item); }
void put(store::Transaction& tx, CdcBatch const& batch) { put_row(tx, batch_table, batch); }
std::optional<CdcItem> item_for(store::Transaction& tx, CertificateId const& certificate, CdcAction action) {
  return store::one<CdcItem>(tx.first(store::selected<CdcItem>(item_once), {certificate.to_string(), json::name_of(action)}));
}
std::vector<CdcItem> item_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<CdcItem>(tx.rows(store::selected<CdcItem>(items_of_workspace), {workspace.to_string()}));
}
std::set<CandidateId> open_creations(store::Transaction& tx, WorkspaceId const& workspace) {
  std::set<CandidateId> open;
  for (store::Row const& row : tx.rows(candidates_to_create, {workspace.to_string()})) open.insert(*CandidateId::parse(row.text(0)));
  return open;
}
std::vector<CdcItem> items_of(store::Transaction& tx, CdcBatchId const& batch) {
  return store::records<CdcItem>(tx.rows(store::selected<CdcItem>(items_of_batch), {batch.to_string()}));
}
std::optional<CdcBatch> find_batch(store::Transaction& tx, WorkspaceId const& workspace, CdcBatchId const& id) {
  return store::one<CdcBatch>(tx.first(store::selected<CdcBatch>(batch_by_id), {id.to_string(), workspace.to_string()}));
}
std::vector<CdcBatch> batch_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<CdcBatch>(tx.rows(store::selected<CdcBatch>(batches_of_workspace), {workspace.to_string()}));
}
std::vector<enrol::Rebuilder> cdc_rebuilders() { return {rebuilder_of<CdcItem>(item_table), rebuilder_of<CdcBatch>(batch_table)}; }

}  // namespace parvis::certify
