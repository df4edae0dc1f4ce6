// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The jury: who judges, blind double marking on the referential's own grid, deliberation, decisions, and minutes closed for
// ever. Nobody, president, certifier and owner included, learns another's grid before all of the candidate's are locked.
// Problem codes: those of juror.h, grid.h, oral.h, deliberation.h, minutes.h, composition.h, marking.h, numbering.h, and
// judge.stale_revision.

#include "judge/comparison.h"
#include "judge/minutes.h"
#include "judge/numbering.h"
#include "judge/oral.h"

namespace parvis::judge {

using KeepFile = std::function<void(std::string const& sha256, std::string const& bytes)>;
using FileOf = std::function<std::filesystem::path(std::string const& sha256)>;

/// What the printer is given beside the content: signatures as they stand, images by name in it.
struct PrintedSignature {
  std::string name;
  SignatureMethod method = SignatureMethod::typed;
  std::string image;  // the name of an image in `images`; "" for none
  Instant at;
};
struct MinutesPrint {
  MinutesContent content;
  std::vector<PrintedSignature> signatures;  // empty: a draft, with room to sign
  std::map<std::string, std::string> images;
  identity::Locale locale = identity::Locale::fr;
};
/// The PDF's bytes. Problems render.*.
using PrintMinutes = std::function<Result<std::string>(MinutesPrint const& print)>;

/// The awards of these candidates that stand, as the room above keeps them.
using AwardsOf = std::function<std::map<EnrolmentId, std::vector<AwardHeld>>(store::Transaction& tx, WorkspaceId const& workspace, std::vector<EnrolmentId> const& enrolments)>;

/// Who holds a role in the workspace.
using HoldersOf = std::function<std::vector<PersonId>(store::Transaction& tx, WorkspaceId const& workspace, identity::Role role)>;

struct Desk {
  store::Database& database;
  Clock const& clock;
  identity::Desk const& identity;
  Numbering& numbers;
  KeepFile keep_file;
  FileOf file_of;
  PrintMinutes print;
  AwardsOf awards;
  HoldersOf holders_of;
  examine::PrintWork print_work = {};  // live work, for jurors who do not read French
};

/// The event "judge.minutes_closed".
struct MinutesClosed {
  MinutesId minutes_id;
  ExamSessionId session_id;
};
BOOST_DESCRIBE_STRUCT(MinutesClosed, (), (minutes_id, session_id))

/// The event "judge.jury_convened".
struct JuryConvened {
  WorkspaceId workspace_id;
  ExamSessionId session_id;
};
BOOST_DESCRIBE_STRUCT(JuryConvened, (), (workspace_id, session_id))

// What the room above reads.
/// Problem judge.minutes_not_found.
Result<Minutes> load_minutes(store::Transaction& tx, WorkspaceId const& workspace, MinutesId const& id);
/// Of the session, closed ones, oldest first: the last one stands, unless another supersedes it.
std::vector<Minutes> minutes_of(store::Transaction& tx, ExamSessionId const& session);
std::vector<JuryDecision> decisions_of(store::Transaction& tx, MinutesId const& minutes);
/// What was printed and signed.
MinutesContent content_of(store::Transaction& tx, MinutesId const& minutes);
/// For the audit export of a session whose minutes are closed: everything, by table; {} before that.
json::Value session_records(store::Transaction& tx, ExamSessionId const& session);

/// Whether the actor reads, as a juror, a dossier that names the posts of that sitter's sandbox.
bool reads_posts_of(store::Transaction& tx, Actor const& actor, examine::Sitter const& sitter);

/// Opens another round on a session whose minutes are closed, its minutes superseding them: an error found, an appeal
/// upheld, a fraud established. Levels and decisions are taken over, to be changed. Problems judge.minutes_not_found,
/// judge.minutes_state, judge.correction_open.
struct Correction {
  MinutesId minutes;
  Text<1, 2000> motive;
};
Result<Deliberation> open_correction(store::Transaction& tx, Desk const& desk, Actor const& actor, Correction const& correction);
/// The round whose minutes are not closed yet; absent before the jury met, and once all is closed.
std::optional<Deliberation> open_round(store::Transaction& tx, ExamSessionId const& session);
/// In the open round: what the fraud procedure found, having heard the candidate. The jury cannot undo it.
struct Exclusion {
  ExamSessionId session;
  EnrolmentId enrolment;
  Text<1, 4000> motive;
};
/// The decision becomes EXCLU; once so, changes nothing. Problems judge.candidate_unknown, judge.deliberation_state (the
/// minutes are signed by all, or no round is open).
Done exclude(store::Transaction& tx, Desk const& desk, Actor const& actor, Exclusion const& exclusion);
/// After an appeal upheld: a decision that was EXCLU is the jury's to make again, AJOURNE until then.
Done lift_exclusion(store::Transaction& tx, Desk const& desk, Actor const& actor, Exclusion const& exclusion);

/// How this room's tables are put back from the ledger.
std::vector<enrol::Rebuilder> rebuilders();
/// A juror's part of a person's export: what is their own.
/// The clock outlives what is returned.
identity::PersonalRecords personal_records(Clock const& clock);

}  // namespace parvis::judge
