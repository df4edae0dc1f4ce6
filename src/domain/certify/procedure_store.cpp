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
constexpr char const* correction_of_cause = " FROM certify_correction WHERE cause = $1 AND cause_id = $2";
constexpr char const* waiting_of_session = " FROM certify_correction WHERE workspace_id = $1 AND session_id = $2 AND state = 'waiting' ORDER BY asked_at, id";
constexpr char const* corrections_of_workspace = " FROM certify_correction WHERE workspace_id = $1 ORDER BY asked_at DESC, id DESC";

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
void put(store::Transaction& tx, CorrectionAsked const& asked) { put_row(tx, correction_table, asked); }
std::optional<CorrectionAsked> correction_for(store::Transaction& tx, CorrectionCause cause, std::string const& cause_id) {
  return store::one<CorrectionAsked>(tx.first(store::selected<CorrectionAsked>(correction_of_cause), {json::name_of(cause), cause_id}));
}
std::vector<CorrectionAsked> corrections_waiting(store::Transaction& tx, WorkspaceId const& workspace, std::string const& session) {
  return store::records<CorrectionAsked>(tx.rows(store::selected<CorrectionAsked>(waiting_of_session), {workspace.to_string(), session}));
}
std::vector<CorrectionAsked> correction_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<CorrectionAsked>(tx.rows(store::selected<CorrectionAsked>(corrections_of_workspace), {workspace.to_string()}));
}
std::vector<enrol::Rebuilder> procedure_rebuilders() {
  return {rebuilder_of<Appeal>(appeal_table), rebuilder_of<Fraud>(fraud_table), rebuilder_of<CorrectionAsked>(correction_table)};
}

}  // namespace parvis::certify
