// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/session_store.h"

#include "examine/rebuilding.h"

namespace parvis::examine {
namespace {

constexpr auto cases_where = " FROM examine_case WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC";
constexpr auto case_where = " FROM examine_case WHERE workspace_id = $1 AND id = $2";
constexpr auto sessions_where = " FROM examine_session WHERE workspace_id = $1 ORDER BY opens_at DESC, id DESC";
constexpr auto session_where = " FROM examine_session WHERE workspace_id = $1 AND id = $2";
constexpr auto open_where = " FROM examine_session WHERE state = 'open' ORDER BY id";
constexpr auto sitters_where = " FROM examine_sitter WHERE session_id = $1 ORDER BY pseudonym";
constexpr auto sitter_where = " FROM examine_sitter WHERE workspace_id = $1 AND id = $2";
constexpr auto enrolled_where = " FROM examine_sitter WHERE session_id = $1 AND enrolment_id = $2";
constexpr auto of_sandbox_where = " FROM examine_sitter WHERE brand_id = $1";
constexpr auto of_enrolment_where = " FROM examine_sitter WHERE enrolment_id = $1 ORDER BY created_at DESC";
constexpr auto delete_sql = "DELETE FROM examine_sitter WHERE id = $1";
constexpr auto root_sql = "SELECT root FROM examine_session WHERE id = $1 AND root IS NOT NULL";
constexpr auto taken_sql = "SELECT id FROM examine_sitter WHERE workspace_id = $1 AND pseudonym = $2";

template <class T>
Done keep(store::Transaction& tx, Act const& act, T const& noun, std::string const& table, Write write) {
  if (write == Write::insert) {
    store::insert(tx, table, noun);
  } else if (!store::update(tx, table, noun)) {
    return conflict("examine.stale_revision");
  }
  enrol::ledger_append(tx, act.clock, act.actor, {act.code, table, noun.id.to_string(), json::to_value(noun)});
  identity::record_audit(tx, act.clock, act.actor, {act.code, table, noun.id.to_string()});
  return {};
}

}  // namespace

Done save(store::Transaction& tx, Act const& act, ExamCase const& exam_case, Write write) { return keep(tx, act, exam_case, "examine_case", write); }
Done save(store::Transaction& tx, Act const& act, ExamSession const& session, Write write) { return keep(tx, act, session, "examine_session", write); }
Done save(store::Transaction& tx, Act const& act, Sitter const& sitter, Write write) { return keep(tx, act, sitter, "examine_sitter", write); }

void delete_sitter(store::Transaction& tx, SitterId const& sitter) { tx.run(delete_sql, {sitter.to_string()}); }

std::vector<ExamCase> case_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<ExamCase>(cases_where);
  return store::records<ExamCase>(tx.rows(sql, {workspace.to_string()}));
}

Result<ExamCase> load_case(store::Transaction& tx, WorkspaceId const& workspace, ExamCaseId const& id) {
  static std::string const sql = store::selected<ExamCase>(case_where);
  auto found = store::one<ExamCase>(tx.first(sql, {workspace.to_string(), id.to_string()}));
  if (!found) return not_found("examine.case_not_found");
  return std::move(*found);
}

std::vector<ExamSession> sessions_of(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<ExamSession>(sessions_where);
  return store::records<ExamSession>(tx.rows(sql, {workspace.to_string()}));
}

Result<ExamSession> load_session(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& id) {
  static std::string const sql = store::selected<ExamSession>(session_where);
  auto found = store::one<ExamSession>(tx.first(sql, {workspace.to_string(), id.to_string()}));
  if (!found) return not_found("examine.session_not_found");
  return std::move(*found);
}

std::vector<ExamSession> open_sessions(store::Transaction& tx) {
  static std::string const sql = store::selected<ExamSession>(open_where);
  return store::records<ExamSession>(tx.rows(sql));
}

std::vector<Sitter> sitters_of(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Sitter>(sitters_where);
  return store::records<Sitter>(tx.rows(sql, {session.to_string()}));
}

Result<Sitter> load_sitter(store::Transaction& tx, WorkspaceId const& workspace, SitterId const& id) {
  static std::string const sql = store::selected<Sitter>(sitter_where);
  auto found = store::one<Sitter>(tx.first(sql, {workspace.to_string(), id.to_string()}));
  if (!found) return not_found("examine.sitter_not_found");
  return std::move(*found);
}

std::optional<Sitter> sitter_of_enrolment(store::Transaction& tx, ExamSessionId const& session, EnrolmentId const& enrolment) {
  static std::string const sql = store::selected<Sitter>(enrolled_where);
  return store::one<Sitter>(tx.first(sql, {session.to_string(), enrolment.to_string()}));
}

std::optional<Sitter> sitter_of_sandbox(store::Transaction& tx, identity::BrandId const& brand) {
  static std::string const sql = store::selected<Sitter>(of_sandbox_where);
  return store::one<Sitter>(tx.first(sql, {brand.to_string()}));
}

std::vector<Sitter> sitters_of_enrolments(store::Transaction& tx, std::vector<EnrolmentId> const& enrolments) {
  static std::string const sql = store::selected<Sitter>(of_enrolment_where);
  std::vector<Sitter> all;
  for (EnrolmentId const& enrolment : enrolments) {
    for (Sitter& one : store::records<Sitter>(tx.rows(sql, {enrolment.to_string()}))) all.push_back(std::move(one));
  }
  return all;
}

std::optional<std::string> find_root(store::Transaction& tx, ExamSessionId const& session) {
  auto const row = tx.first(root_sql, {session.to_string()});
  if (!row) return std::nullopt;
  return row->text(0);
}

bool pseudonym_taken(store::Transaction& tx, WorkspaceId const& workspace, std::string const& pseudonym) {
  return tx.first(taken_sql, {workspace.to_string(), pseudonym}).has_value();
}

std::vector<enrol::Rebuilder> session_rebuilders() {
  return {rebuilder<ExamCase>("examine_case"), rebuilder<ExamSession>("examine_session"), rebuilder<Sitter>("examine_sitter"),
          {"examine_sitter_removed", [](store::Transaction& tx, json::Value const& row) { tx.run(delete_sql, {json::text_of(row.at("id"))}); }}};
}

}  // namespace parvis::examine
