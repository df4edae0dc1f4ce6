// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_store.h"

#include "store/record.h"

namespace parvis::examine {
namespace {

constexpr auto one_sql = "SELECT * FROM examine_questionnaire WHERE workspace_id = $1 AND id = $2";
constexpr auto all_sql = "SELECT * FROM examine_questionnaire WHERE workspace_id = $1 ORDER BY title, id";
constexpr auto unset_sql = "DELETE FROM examine_session_questionnaire WHERE session_id = $1";
constexpr auto set_sql = "SELECT * FROM examine_session_questionnaire WHERE workspace_id = $1 AND session_id = $2";
constexpr auto sets_sql = "SELECT * FROM examine_session_questionnaire WHERE workspace_id = $1 ORDER BY set_at, session_id";
constexpr auto sitting_sql = "SELECT * FROM examine_sitting WHERE workspace_id = $1 AND id = $2";
constexpr auto any_sitting_sql = "SELECT * FROM examine_sitting WHERE id = $1";
constexpr auto sitting_of_sql = "SELECT * FROM examine_sitting WHERE session_id = $1 AND enrolment_id = $2";
constexpr auto sittings_sql = "SELECT * FROM examine_sitting WHERE workspace_id = $1 AND session_id = $2 ORDER BY started_at, id";
constexpr auto questions_sql = "SELECT * FROM examine_sitting_question WHERE sitting_id = $1 ORDER BY position";
constexpr auto questions_in_sql =
    "SELECT q.* FROM examine_sitting_question q JOIN examine_sitting s ON s.id = q.sitting_id WHERE s.workspace_id = $1 AND s.session_id = $2 "
    "ORDER BY q.sitting_id, q.position";
constexpr auto versions_asked_sql = "SELECT * FROM examine_question_version WHERE id IN (SELECT version_id FROM examine_sitting_question WHERE sitting_id = $1)";
constexpr auto versions_asked_in_sql =
    "SELECT * FROM examine_question_version WHERE id IN (SELECT q.version_id FROM examine_sitting_question q JOIN examine_sitting s ON s.id = q.sitting_id "
    "WHERE s.workspace_id = $1 AND s.session_id = $2)";
constexpr auto items_asked_in_sql =
    "SELECT * FROM examine_question WHERE id IN (SELECT q.item_id FROM examine_sitting_question q JOIN examine_sitting s ON s.id = q.sitting_id "
    "WHERE s.workspace_id = $1 AND s.session_id = $2)";
constexpr auto handed_in_sql = "SELECT enrolment_id FROM examine_sitting WHERE workspace_id = $1 AND session_id = $2 AND state = 'handed_in'";
constexpr auto answer_sql =
    "UPDATE examine_sitting_question SET answer = $3, answered_at = $4, saves = $5, score = $6, mark = $7 WHERE sitting_id = $1 AND position = $2";
constexpr auto drop_sitting_sql = "DELETE FROM examine_sitting WHERE id = $1";
constexpr auto drop_question_sql = "DELETE FROM examine_sitting_question WHERE sitting_id = $1 AND position = $2";

}  // namespace

void insert_questionnaire(store::Transaction& tx, Questionnaire const& questionnaire) { store::insert(tx, "examine_questionnaire", questionnaire); }
bool update_questionnaire(store::Transaction& tx, Questionnaire const& questionnaire) { return store::update(tx, "examine_questionnaire", questionnaire); }
std::optional<Questionnaire> find_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, QuestionnaireId const& id) {
  return store::one<Questionnaire>(tx.first(one_sql, {workspace.to_string(), id.to_string()}));
}
std::vector<Questionnaire> questionnaire_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<Questionnaire>(tx.rows(all_sql, {workspace.to_string()}));
}

void put_session_questionnaire(store::Transaction& tx, SessionQuestionnaire const& set) {
  tx.run(unset_sql, {set.session_id.to_string()});
  store::insert(tx, "examine_session_questionnaire", set);
}
std::optional<SessionQuestionnaire> find_session_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  return store::one<SessionQuestionnaire>(tx.first(set_sql, {workspace.to_string(), session.to_string()}));
}
std::vector<SessionQuestionnaire> session_questionnaire_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<SessionQuestionnaire>(tx.rows(sets_sql, {workspace.to_string()}));
}

void insert_sitting(store::Transaction& tx, Sitting const& sitting) { store::insert(tx, "examine_sitting", sitting); }
bool update_sitting(store::Transaction& tx, Sitting const& sitting) { return store::update(tx, "examine_sitting", sitting); }
std::optional<Sitting> find_sitting(store::Transaction& tx, WorkspaceId const& workspace, SittingId const& id) {
  return store::one<Sitting>(tx.first(sitting_sql, {workspace.to_string(), id.to_string()}));
}
std::optional<Sitting> find_sitting(store::Transaction& tx, SittingId const& id) { return store::one<Sitting>(tx.first(any_sitting_sql, {id.to_string()})); }
std::optional<Sitting> find_sitting(store::Transaction& tx, ExamSessionId const& session, enrol::EnrolmentId const& enrolment) {
  return store::one<Sitting>(tx.first(sitting_of_sql, {session.to_string(), enrolment.to_string()}));
}
std::vector<Sitting> sitting_rows(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  return store::records<Sitting>(tx.rows(sittings_sql, {workspace.to_string(), session.to_string()}));
}

void insert_sitting_question(store::Transaction& tx, SittingQuestion const& question) { store::insert(tx, "examine_sitting_question", question); }
void update_sitting_question(store::Transaction& tx, SittingQuestion const& question) {
  tx.run(answer_sql, {question.sitting_id.to_string(), question.position, store::parameter(question.answer), store::parameter(question.answered_at), question.saves,
                      store::parameter(question.score), store::parameter(question.mark)});
}
std::vector<SittingQuestion> sitting_question_rows(store::Transaction& tx, SittingId const& sitting) {
  return store::records<SittingQuestion>(tx.rows(questions_sql, {sitting.to_string()}));
}

std::vector<SittingQuestion> sitting_question_rows(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  return store::records<SittingQuestion>(tx.rows(questions_in_sql, {workspace.to_string(), session.to_string()}));
}
std::vector<QuestionVersion> versions_asked(store::Transaction& tx, SittingId const& sitting) {
  return store::records<QuestionVersion>(tx.rows(versions_asked_sql, {sitting.to_string()}));
}
std::vector<QuestionVersion> versions_asked(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  return store::records<QuestionVersion>(tx.rows(versions_asked_in_sql, {workspace.to_string(), session.to_string()}));
}
std::vector<QuestionItem> items_asked(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  return store::records<QuestionItem>(tx.rows(items_asked_in_sql, {workspace.to_string(), session.to_string()}));
}
std::set<enrol::EnrolmentId> handed_in_rows(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  std::set<enrol::EnrolmentId> enrolments;
  for (store::Row const& row : tx.rows(handed_in_sql, {workspace.to_string(), session.to_string()})) enrolments.insert(*enrol::EnrolmentId::parse(row.text(0)));
  return enrolments;
}

void restore_sitting(store::Transaction& tx, Sitting const& sitting) {
  tx.run(drop_sitting_sql, {sitting.id.to_string()});
  insert_sitting(tx, sitting);
}
void restore_sitting_question(store::Transaction& tx, SittingQuestion const& question) {
  tx.run(drop_question_sql, {question.sitting_id.to_string(), question.position});
  insert_sitting_question(tx, question);
}

}  // namespace parvis::examine
