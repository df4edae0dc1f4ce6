// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over questionnaires, their sessions, sittings and answers. Every find and list is held to one workspace.

#include "examine/questionnaire_sitting.h"

namespace parvis::examine {

void insert_questionnaire(store::Transaction& tx, Questionnaire const& questionnaire);
/// False when the stored revision is not `questionnaire.revision - 1`. So for update_sitting.
bool update_questionnaire(store::Transaction& tx, Questionnaire const& questionnaire);
std::optional<Questionnaire> find_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, QuestionnaireId const& id);
/// By title.
std::vector<Questionnaire> questionnaire_rows(store::Transaction& tx, WorkspaceId const& workspace);

/// Replaces the one of that session.
void put_session_questionnaire(store::Transaction& tx, SessionQuestionnaire const& set);
std::optional<SessionQuestionnaire> find_session_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
std::vector<SessionQuestionnaire> session_questionnaire_rows(store::Transaction& tx, WorkspaceId const& workspace);

void insert_sitting(store::Transaction& tx, Sitting const& sitting);
bool update_sitting(store::Transaction& tx, Sitting const& sitting);
std::optional<Sitting> find_sitting(store::Transaction& tx, WorkspaceId const& workspace, SittingId const& id);
std::optional<Sitting> find_sitting(store::Transaction& tx, SittingId const& id);
/// The one of an enrolment in a session.
std::optional<Sitting> find_sitting(store::Transaction& tx, ExamSessionId const& session, enrol::EnrolmentId const& enrolment);
std::vector<Sitting> sitting_rows(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
void insert_sitting_question(store::Transaction& tx, SittingQuestion const& question);
void update_sitting_question(store::Transaction& tx, SittingQuestion const& question);
/// By position.
std::vector<SittingQuestion> sitting_question_rows(store::Transaction& tx, SittingId const& sitting);
/// Of every sitting of the session: by sitting, then position.
std::vector<SittingQuestion> sitting_question_rows(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
/// What was asked in it, each version and item once.
std::vector<QuestionVersion> versions_asked(store::Transaction& tx, SittingId const& sitting);
std::vector<QuestionVersion> versions_asked(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
std::vector<QuestionItem> items_asked(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
/// Who sat to the end.
std::set<enrol::EnrolmentId> handed_in_rows(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
/// How the ledger puts them back: each replaces the one of its key.
void restore_sitting(store::Transaction& tx, Sitting const& sitting);
void restore_sitting_question(store::Transaction& tx, SittingQuestion const& question);

}  // namespace parvis::examine
