// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/minutes_store.h"

#include "judge/put.h"

namespace parvis::judge {
namespace {

constexpr auto deliberations_in = " FROM judge_deliberation WHERE session_id = $1 ORDER BY round";
constexpr auto agreed_in = " FROM judge_agreed WHERE deliberation_id = $1 AND dropped_at IS NULL ORDER BY enrolment_id, criterion";
constexpr auto decisions_of_round = " FROM judge_decision WHERE deliberation_id = $1 AND dropped_at IS NULL ORDER BY enrolment_id";
constexpr auto decisions_of_minutes = " FROM judge_decision WHERE minutes_id = $1 ORDER BY enrolment_id";
constexpr auto decisions_of_enrolment = " FROM judge_decision WHERE workspace_id = $1 AND enrolment_id = $2 ORDER BY decided_at, id";
constexpr auto minutes_by_id = " FROM judge_minutes WHERE workspace_id = $1 AND id = $2";
constexpr auto minutes_in = " FROM judge_minutes WHERE session_id = $1 ORDER BY created_at, id";
constexpr auto minutes_of_workspace = " FROM judge_minutes WHERE workspace_id = $1 ORDER BY number DESC";
constexpr auto keep_content =
    "INSERT INTO judge_minutes_content (id, content) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET content = excluded.content";
constexpr auto content_by_id = "SELECT content FROM judge_minutes_content WHERE id = $1";
constexpr auto signatures_in = " FROM judge_signature WHERE minutes_id = $1 ORDER BY signed_at, id";

}  // namespace

void put(store::Transaction& tx, Deliberation const& deliberation) { put_row(tx, "judge_deliberation", deliberation); }

std::vector<Deliberation> deliberation_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Deliberation>(deliberations_in);
  return store::records<Deliberation>(tx.rows(sql, {session.to_string()}));
}

void put(store::Transaction& tx, Agreed const& agreed) { put_row(tx, "judge_agreed", agreed); }

std::vector<Agreed> agreed_rows(store::Transaction& tx, DeliberationId const& deliberation) {
  static std::string const sql = store::selected<Agreed>(agreed_in);
  return store::records<Agreed>(tx.rows(sql, {deliberation.to_string()}));
}

void put(store::Transaction& tx, JuryDecision const& decision) { put_row(tx, "judge_decision", decision); }

std::vector<JuryDecision> decision_rows(store::Transaction& tx, DeliberationId const& deliberation) {
  static std::string const sql = store::selected<JuryDecision>(decisions_of_round);
  return store::records<JuryDecision>(tx.rows(sql, {deliberation.to_string()}));
}

std::vector<JuryDecision> decisions_in(store::Transaction& tx, MinutesId const& minutes) {
  static std::string const sql = store::selected<JuryDecision>(decisions_of_minutes);
  return store::records<JuryDecision>(tx.rows(sql, {minutes.to_string()}));
}

std::vector<JuryDecision> decisions_on(store::Transaction& tx, WorkspaceId const& workspace, EnrolmentId const& enrolment) {
  static std::string const sql = store::selected<JuryDecision>(decisions_of_enrolment);
  return store::records<JuryDecision>(tx.rows(sql, {workspace.to_string(), enrolment.to_string()}));
}

void put(store::Transaction& tx, Minutes const& minutes) { put_row(tx, "judge_minutes", minutes); }

std::optional<Minutes> find_minutes(store::Transaction& tx, WorkspaceId const& workspace, MinutesId const& id) {
  static std::string const sql = store::selected<Minutes>(minutes_by_id);
  return store::one<Minutes>(tx.first(sql, {workspace.to_string(), id.to_string()}));
}

std::vector<Minutes> minutes_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Minutes>(minutes_in);
  return store::records<Minutes>(tx.rows(sql, {session.to_string()}));
}

std::vector<Minutes> all_minutes(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<Minutes>(minutes_of_workspace);
  return store::records<Minutes>(tx.rows(sql, {workspace.to_string()}));
}

void put_content(store::Transaction& tx, MinutesId const& id, std::string const& content) { tx.run(keep_content, {id.to_string(), content}); }

std::string content_text(store::Transaction& tx, MinutesId const& id) {
  auto const row = tx.first(content_by_id, {id.to_string()});
  return row ? row->text("content") : std::string();
}

void put(store::Transaction& tx, MinutesSignature const& signature) { put_row(tx, "judge_signature", signature); }

std::vector<MinutesSignature> signature_rows(store::Transaction& tx, MinutesId const& minutes) {
  static std::string const sql = store::selected<MinutesSignature>(signatures_in);
  return store::records<MinutesSignature>(tx.rows(sql, {minutes.to_string()}));
}

}  // namespace parvis::judge
