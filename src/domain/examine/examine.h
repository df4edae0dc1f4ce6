// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Exams: cases and their draw, sessions, dossiers, deposits, sealing, and what jurors are given of them.
// Functions on a Transaction serve the rooms above (judge, certify); an id of another workspace is not found.
//
// Problem codes: those of exam_case.h, exam_session.h, dossier.h and upload.h; examine.sitter_not_found,
// examine.sitter_sits, examine.sitter_state, examine.pool_empty, examine.not_open.

#include <filesystem>

#include "convert/convert.h"
#include "examine/dossier.h"
#include "examine/questionnaire_sitting.h"
#include "examine/upload.h"
#include "measure/measure.h"
#include "publish/publish.h"

namespace parvis::examine {

// Sessions
/// Problem examine.session_not_found.
Result<ExamSession> load_session(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& id);
/// Latest opening first.
std::vector<ExamSession> sessions_of(store::Transaction& tx, WorkspaceId const& workspace);
/// Moves it, with ledger and audit. `staff` freezes rules and habilitation; `close` seals what is deposited and computes
/// the root; begin_marking, notify move the submissions with it. Guards of this room hold (examine.session_not_ready with
/// what is missing); what a jury must have is judge's to check before.
Result<ExamSession> advance_session(store::Transaction& tx, Clock const& clock, Actor const& actor, ExamSessionId const& id, SessionEvent event);
/// What stands before the session's next state, in this room's sight.
std::vector<Missing> missing_of(store::Transaction& tx, Clock const& clock, ExamSession const& session);

// Sitters
/// In order of pseudonym.
std::vector<Sitter> sitters_of(store::Transaction& tx, ExamSessionId const& session);
/// Problem examine.sitter_not_found.
Result<Sitter> load_sitter(store::Transaction& tx, WorkspaceId const& workspace, SitterId const& id);
std::optional<Sitter> sitter_of_enrolment(store::Transaction& tx, ExamSessionId const& session, EnrolmentId const& enrolment);

// Sandboxes
/// Who works in that sandbox brand; absent for one that was furnished by half, or is another brand.
std::optional<Sitter> sitter_of_sandbox(store::Transaction& tx, identity::BrandId const& brand);
/// Whether its exam is under way for them: else examine.not_open, examine.deposit_late, examine.sitter_absent.
Done check_sandbox_open(store::Transaction& tx, Clock const& clock, identity::BrandId const& brand);
/// Live work that names the posts of a sandbox.
bool names_posts(std::optional<LiveKind> const& live);
/// Whether that sitter is the actor, and what they handed in names the posts of their sandbox.
bool handed_in_posts(store::Transaction& tx, Actor const& actor, Sitter const& sitter);

// Cases
/// Problem examine.case_not_found.
Result<ExamCase> load_case(store::Transaction& tx, WorkspaceId const& workspace, ExamCaseId const& id);

// Submissions
/// The last attempt of each sitter, in order of pseudonym.
std::vector<Submission> submissions_of(store::Transaction& tx, ExamSessionId const& session);
/// Problem examine.submission_not_found.
Result<Submission> load_submission(store::Transaction& tx, WorkspaceId const& workspace, SubmissionId const& id);
/// The last attempt of that sitter, if any.
std::optional<Submission> last_submission(store::Transaction& tx, SitterId const& sitter);
/// Anonymised; empty until the submission is.
std::vector<PieceCopy> pieces_of(store::Transaction& tx, SubmissionId const& submission);
/// Empty when the session hides its measures.
std::vector<Indicator> indicators_of(store::Transaction& tx, Submission const& submission);
/// The same of every submission of a session at once.
std::map<SubmissionId, std::vector<PieceCopy>> pieces_in(store::Transaction& tx, ExamSessionId const& session);
std::map<SubmissionId, std::vector<Indicator>> indicators_in(store::Transaction& tx, ExamSession const& session);
/// Hexadecimal; absent until the session is closed.
std::optional<std::string> sealed_root(store::Transaction& tx, ExamSessionId const& session);
/// Problem examine.submission_state.
Result<Submission> release_submission(store::Transaction& tx, Clock const& clock, Actor const& actor, SubmissionId const& id);

/// Told by judge, when it is there: what a jury still lacks before an event.
using JuryCheck = std::function<std::vector<Missing>(store::Transaction&, ExamSession const&, SessionEvent)>;
/// Visits that a supplied post brought, counted as a site's script would have. Given by app.
struct SuppliedVisits {
  convert::Site site;
  strategy::ShortLink link;
  Instant at;
  std::int64_t count = 0;
};
using CountVisits = std::function<void(SuppliedVisits const&)>;
/// Live work as an accessible PDF. Problems of render. Given by app.
struct WorkPrint {
  LiveKind kind = LiveKind::charter;
  json::Value work;
  std::string title;
  identity::Locale locale = identity::Locale::fr;
};
using PrintWork = std::function<Result<std::string>(WorkPrint const&)>;
/// Live work as it was frozen, printed for a reader of another language: what is sealed, and its French print, stay what they
/// are. `title_in` is the title and the language. Problems examine.file_absent, those of render.
Result<std::string> print_frozen(PrintWork const& print, std::filesystem::path const& frozen, std::pair<std::string, identity::Locale> const& title_in);

struct Desk {
  store::Database& database;
  Clock const& clock;
  identity::Desk const& identity;
  strategy::Desk const& strategy;
  studio::Desk const& studio;
  publish::Desk const& publish;
  convert::Desk const& convert;
  measure::Desk const& measure;
  strategy::KeepFile keep_file;
  studio::FileOf file_of;
  CleanFile clean_file;
  PrintWork print_work;
  CountVisits count_visits;
  JuryCheck jury_check = {};
};

/// How this room's tables are put back from the ledger.
std::vector<enrol::Rebuilder> rebuilders();

}  // namespace parvis::examine
