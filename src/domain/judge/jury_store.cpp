// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/jury_store.h"

#include "judge/put.h"

namespace parvis::judge {
namespace {

constexpr auto juror_by_id = " FROM judge_juror WHERE workspace_id = $1 AND id = $2";
constexpr auto juror_by_person = " FROM judge_juror WHERE workspace_id = $1 AND person_id = $2";
constexpr auto jurors_in = " FROM judge_juror WHERE workspace_id = $1 ORDER BY archived_at NULLS FIRST, created_at, id";
constexpr auto jurors_by_person = " FROM judge_juror WHERE person_id = $1 ORDER BY id";
constexpr auto seats_in = " FROM judge_seat WHERE session_id = $1 ORDER BY created_at, id";
constexpr auto seats_by_juror = " FROM judge_seat WHERE juror_id = $1 ORDER BY created_at, id";
constexpr auto declarations_in = " FROM judge_declaration WHERE session_id = $1 ORDER BY declared_at, id";
constexpr auto declaration_last = " FROM judge_declaration WHERE session_id = $1 AND juror_id = $2 AND enrolment_id = $3 ORDER BY declared_at DESC, id DESC LIMIT 1";
constexpr auto declarations_by_juror = " FROM judge_declaration WHERE juror_id = $1 ORDER BY declared_at, id";
constexpr auto incidents_in = " FROM judge_incident WHERE session_id = $1 ORDER BY at, id";

}  // namespace

void put(store::Transaction& tx, Juror const& juror) { put_row(tx, "judge_juror", juror); }

std::optional<Juror> find_juror(store::Transaction& tx, WorkspaceId const& workspace, JurorId const& id) {
  static std::string const sql = store::selected<Juror>(juror_by_id);
  return store::one<Juror>(tx.first(sql, {workspace.to_string(), id.to_string()}));
}

std::optional<Juror> find_juror_of(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& person) {
  static std::string const sql = store::selected<Juror>(juror_by_person);
  return store::one<Juror>(tx.first(sql, {workspace.to_string(), person.to_string()}));
}

std::vector<Juror> juror_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<Juror>(jurors_in);
  return store::records<Juror>(tx.rows(sql, {workspace.to_string()}));
}

std::vector<Juror> jurors_of_person(store::Transaction& tx, PersonId const& person) {
  static std::string const sql = store::selected<Juror>(jurors_by_person);
  return store::records<Juror>(tx.rows(sql, {person.to_string()}));
}

void put(store::Transaction& tx, Seat const& seat) { put_row(tx, "judge_seat", seat); }

std::vector<Seat> seat_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Seat>(seats_in);
  return store::records<Seat>(tx.rows(sql, {session.to_string()}));
}

std::vector<Seat> seats_of_juror(store::Transaction& tx, JurorId const& juror) {
  static std::string const sql = store::selected<Seat>(seats_by_juror);
  return store::records<Seat>(tx.rows(sql, {juror.to_string()}));
}

void put(store::Transaction& tx, Declaration const& declaration) { put_row(tx, "judge_declaration", declaration); }

std::vector<Declaration> declaration_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Declaration>(declarations_in);
  return store::records<Declaration>(tx.rows(sql, {session.to_string()}));
}

std::optional<Declaration> last_declaration(store::Transaction& tx, ExamSessionId const& session, std::pair<JurorId, EnrolmentId> const& of) {
  static std::string const sql = store::selected<Declaration>(declaration_last);
  return store::one<Declaration>(tx.first(sql, {session.to_string(), of.first.to_string(), of.second.to_string()}));
}

std::vector<Declaration> declarations_by(store::Transaction& tx, JurorId const& juror) {
  static std::string const sql = store::selected<Declaration>(declarations_by_juror);
  return store::records<Declaration>(tx.rows(sql, {juror.to_string()}));
}

void put(store::Transaction& tx, Incident const& incident) { put_row(tx, "judge_incident", incident); }

std::vector<Incident> incident_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Incident>(incidents_in);
  return store::records<Incident>(tx.rows(sql, {session.to_string()}));
}

}  // namespace parvis::judge
