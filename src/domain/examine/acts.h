// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases of the certifier on cases, sessions and sitters.

#include "examine/dossier_store.h"

namespace parvis::examine {

// Cases
Result<ExamCase> write_case(Desk const& desk, Actor const& actor, CaseText const& content);
struct SaveCase {
  CaseText content;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveCase, (), (content, revision))
/// Of a draft alone (examine.case_state).
Result<ExamCase> save_case(Desk const& desk, Actor const& actor, ExamCaseId const& id, SaveCase const& change);
/// make_ready, rework, retire. Problems examine.case_state, examine.case_incomplete.
Result<ExamCase> move_case(Desk const& desk, Actor const& actor, ExamCaseId const& id, CaseEvent event);
/// A document of the client's, of any format of upload.h.
Result<ExamCase> add_case_document(Desk const& desk, Actor const& actor, ExamCaseId const& id, std::string const& name, std::string const& bytes);
Result<ExamCase> remove_case_document(Desk const& desk, Actor const& actor, ExamCaseId const& id, std::string const& sha256);

// Sessions
Result<ExamSession> plan_session(Desk const& desk, Actor const& actor, SessionPlan const& plan);
struct SaveSession {
  SessionPlan plan;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveSession, (), (plan, revision))
/// While planned (examine.session_state); deadlines of those who sit it follow.
Result<ExamSession> save_session(Desk const& desk, Actor const& actor, ExamSessionId const& id, SaveSession const& change);
/// As advance_session, once a jury has what it must.
Result<ExamSession> move_session(Desk const& desk, Actor const& actor, ExamSessionId const& id, SessionEvent event);

struct AddSitters {
  std::vector<EnrolmentId> enrolments;
};
BOOST_DESCRIBE_STRUCT(AddSitters, (), (enrolments))
/// While planned. Problems examine.sitter_state (an enrolment that is not admitted, or of another block or version),
/// examine.sitter_sits.
Result<std::vector<Sitter>> add_sitters(Desk const& desk, Actor const& actor, ExamSessionId const& id, AddSitters const& request);
/// While planned.
Done remove_sitter(Desk const& desk, Actor const& actor, ExamSessionId const& id, SitterId const& sitter);
/// While staffed: each gets a case, by a seed that is recorded, and a sandbox is prepared for each by a job. Drawn once.
Result<ExamSession> draw_cases(Desk const& desk, Actor const& actor, ExamSessionId const& id);

struct Convoked {
  std::int64_t sent = 0;
  std::int64_t without_address = 0;
};
BOOST_DESCRIBE_STRUCT(Convoked, (), (sent, without_address))
/// Mails to each who was not yet convoked, with a link to an entry for their calendar; from staffed on, until it opens.
Result<Convoked> convoke(Desk const& desk, Actor const& actor, ExamSessionId const& id);
Result<Sitter> note_presence(Desk const& desk, Actor const& actor, SitterId const& id, Presence presence);
struct GrantDerogation {
  Instant until;
  Text<1, 1000> motive;
};
BOOST_DESCRIBE_STRUCT(GrantDerogation, (), (until, motive))
/// While the session is open. Problem examine.derogation_past.
Result<Sitter> grant_derogation(Desk const& desk, Actor const& actor, SitterId const& id, GrantDerogation const& request);

/// The brand of a sitter, furnished with what the case supplies; done already: nothing.
Done prepare_sandbox(Desk const& desk, Actor const& actor, SitterId const& id);
/// Submissions whose deadline (and derogation) is past are sealed.
Done seal_due(Desk const& desk);
/// Copies without what tells their author; done already: nothing.
Done anonymise(Desk const& desk, WorkspaceId const& workspace, SubmissionId const& id);

// Receipts
enum class ReceiptVerdict { holds, superseded, altered, foreign };
BOOST_DESCRIBE_ENUM(ReceiptVerdict, holds, superseded, altered, foreign)
struct ReceiptCheck {
  ReceiptVerdict verdict = ReceiptVerdict::foreign;
  std::optional<SubmissionId> submission_id;
  std::optional<std::int64_t> attempt;
  std::optional<std::string> pseudonym;
};
BOOST_DESCRIBE_STRUCT(ReceiptCheck, (), (verdict, submission_id, attempt, pseudonym))
/// What a shown receipt is worth in that session; what does not hold is kept among the refusals.
Result<ReceiptCheck> check_receipt(Desk const& desk, Actor const& actor, ExamSessionId const& id, Receipt const& shown);

/// The program by itself, in a workspace.
Actor program(WorkspaceId const& workspace);
/// The payloads of jobs.
struct SandboxJob {
  WorkspaceId workspace_id;
  SitterId sitter_id;
  PersonId person_id;  // who drew
};
BOOST_DESCRIBE_STRUCT(SandboxJob, (), (workspace_id, sitter_id, person_id))
struct AnonymiseJob {
  WorkspaceId workspace_id;
  SubmissionId submission_id;
};
BOOST_DESCRIBE_STRUCT(AnonymiseJob, (), (workspace_id, submission_id))

}  // namespace parvis::examine
