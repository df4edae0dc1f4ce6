// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/procedure_store.h"

#include "certify/act.h"
#include "certify/row_writing.h"

namespace parvis::certify {
namespace {

constexpr char const* appeal_by_id = " FROM certify_appeal WHERE id = $1 AND workspace_id = $2";
constexpr char const* appeal_by_outcome = " FROM certify_appeal WHERE outcome_id = $1";
constexpr char const* appeals_of_workspace = " FROM certify_appeal WHERE workspace_id = $1 ORDER BY lodged_on DESC, id DESC";
constexpr char const* fraud_by_id = " FROM certify_fraud WHERE id = $1 AND workspace_id = $2";
constexpr char const* frauds_of_workspace = " FROM certify_fraud WHERE workspace_id = $1 ORDER BY reported_on DESC, id DESC";

}  // namespace

void put(store::Transaction& tx, Appeal const& appeal) { put_row(tx, appeal_table, appeal); }
void put(store::Transaction& tx, Fraud const& fraud) { put_row(tx, fraud_table, fraud); }
std::optional<Appeal> find_appeal(store::Transaction& tx, WorkspaceId const& workspace, AppealId const& id) {
  return store::one<Appeal>(tx.first(store::selected<Appeal>(appeal_by_id), {id.to_string(), workspace.to_string()}));
}
std::optional<Appeal> appeal_of(store::Transaction& tx, OutcomeId const& outcome) {
  return store::one<Appeal>(tx.first(store::selected<Appeal>(appeal_by_outcome), {outcome.to_string()}));
}
std::vector<Appeal> appeal_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<Appeal>(tx.rows(store::selected<Appeal>(appeals_of_workspace), {workspace.to_string()}));
}
std::optional<Fraud> find_fraud(store::Transaction& tx, WorkspaceId const& workspace, FraudId const& id) {
  return store::one<Fraud>(tx.first(store::selected<Fraud>(fraud_by_id), {id.to_string(), workspace.to_string()}));
}
std::vector<Fraud> fraud_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<Fraud>(tx.rows(store::selected<Fraud>(frauds_of_workspace), {workspace.to_string()}));
}
std::vector<enrol::Rebuilder> procedure_rebuilders() { return {rebuilder_of<Appeal>(appeal_table), rebuilder_of<Fraud>(fraud_table)}; }

}  // namespace parvis::certify
