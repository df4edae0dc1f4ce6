// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases of one who marks: their list, the marking sheet, the draft that is saved as they go, locking, paper, orals.

#include "judge/jury.h"

namespace parvis::judge {

/// One of the juror's own grids in a list.
struct GridLine {
  GridId id;
  ExamSessionId session_id;
  std::string session;
  std::string block;
  EnrolmentId enrolment_id;
  std::string pseudonym;
  Part part = Part::written;
  GridState state = GridState::assigned;
  std::int64_t marked = 0;
  std::int64_t criteria = 0;
  std::optional<Instant> locked_at;
};
BOOST_DESCRIBE_STRUCT(GridLine, (), (id, session_id, session, block, enrolment_id, pseudonym, part, state, marked, criteria, locked_at))
/// A session in whose jury the juror sits.
struct OwnJury {
  ExamSessionId session_id;
  std::string session;
  std::string block;
  examine::SessionState state = examine::SessionState::planned;
  Position position = Position::member;
  std::int64_t candidates = 0;
  std::int64_t undeclared = 0;
  std::vector<GridLine> grids;
  std::optional<MinutesId> minutes_id;  // the last of the session
  std::optional<MinutesState> minutes_state;
};
BOOST_DESCRIBE_STRUCT(OwnJury, (), (session_id, session, block, state, position, candidates, undeclared, grids, minutes_id, minutes_state))
std::vector<OwnJury> own_juries(Desk const& desk, Actor const& actor);

struct SheetCriterion {
  referential::Criterion criterion;
  std::string group;
  std::string group_title;
  Rational weight{1};
  bool eliminatory = false;
  std::vector<examine::Indicator> indicators;
  std::string answer;  // to a question of the questionnaire, in the candidate's words
};
BOOST_DESCRIBE_STRUCT(SheetCriterion, (), (criterion, group, group_title, weight, eliminatory, indicators, answer))

/// Whether what was read when the grid was locked is what stands now.
enum class Matches { nothing_yet, current, differs };
BOOST_DESCRIBE_ENUM(Matches, nothing_yet, current, differs)
/// All a juror needs on one page.
struct MarkingSheet {
  GridId id;
  ExamSessionId session_id;
  std::string session;
  std::string block;
  EnrolmentId enrolment_id;
  std::string pseudonym;
  Part part = Part::written;
  GridState state = GridState::assigned;
  enrol::Scale scale;
  enrol::RemarkRule remarks = enrol::RemarkRule::below_top;
  std::vector<SheetCriterion> criteria;
  std::vector<Mark> marks;
  Text<0, 4000> remark;
  std::int64_t revision = 0;
  std::optional<Instant> saved_at;
  std::optional<Instant> locked_at;
  GridOrigin origin = GridOrigin::screen;
  bool has_paper = false;
  PaperCheck paper_check = PaperCheck::none;
  std::optional<SubmissionId> submission_id;
  std::string submission_sha256;  // of what stands now
  Matches matches = Matches::nothing_yet;
  std::vector<examine::PieceCopy> pieces;
  std::optional<std::string> accommodation;  // its effect in words, never a reason
  std::optional<OralSlot> oral;
  std::optional<OralNote> oral_note;
  std::vector<OralMaterial> oral_materials;
  std::vector<BlockHeld> blocks;  // before the final jury: every one, held or lacking
  std::vector<Phrase> phrases;
  std::optional<GridId> previous;  // of the juror's own, in this session
  std::optional<GridId> next;
};
BOOST_DESCRIBE_STRUCT(MarkingSheet, (), (id, session_id, session, block, enrolment_id, pseudonym, part, state, scale, remarks, criteria, marks, remark,
                                         revision, saved_at, locked_at, origin, has_paper, paper_check, submission_id, submission_sha256, matches,
                                         pieces, accommodation, oral, oral_note, oral_materials, blocks, phrases, previous, next))

/// One's own alone: anyone else's is judge.grid_not_found.
Result<MarkingSheet> marking_sheet(Desk const& desk, Actor const& actor, GridId const& id);
/// Kept as it is typed, incomplete too. The same text sent again over the revision it made answers as the first time did, so
/// that a request whose answer was lost may be repeated. Problems judge.stale_revision, judge.draft_invalid, judge.grid_state,
/// judge.written_open, judge.marking_closed, judge.declaration_missing.
Result<GridDraft> save_draft(Desk const& desk, Actor const& actor, GridId const& id, SaveDraft const& change);
struct LockGrid {
  std::int64_t revision = 0;        // of the draft as the juror sees it
  std::string submission_sha256;    // of what the juror read; "" where there is nothing to read
};
BOOST_DESCRIBE_STRUCT(LockGrid, (), (revision, submission_sha256))
/// For ever. Problems judge.grid_incomplete, judge.submission_changed, judge.stale_revision, judge.grid_state.
Result<MarkingSheet> lock_grid(Desk const& desk, Actor const& actor, GridId const& id, LockGrid const& request);
/// The scan of a grid marked on paper, before it is locked; it awaits its check once locked.
Result<MarkingSheet> keep_paper(Desk const& desk, Actor const& actor, GridId const& id, NewFile const& scan);
struct CheckPaper {
  PaperCheck outcome = PaperCheck::conform;
  Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(CheckPaper, (), (outcome, note))
/// By a second person who may read the grid by then. What differs is void, and its juror marks anew, told in the minutes.
/// Problems judge.grid_not_found (not revealed yet, too), judge.paper_not_awaited, judge.same_person.
Done check_paper(Desk const& desk, Actor const& actor, GridId const& id, CheckPaper const& request);

std::vector<Phrase> own_phrases(Desk const& desk, Actor const& actor);
Result<Phrase> add_phrase(Desk const& desk, Actor const& actor, Text<1, 500> const& text);
Done drop_phrase(Desk const& desk, Actor const& actor, PhraseId const& id);

// Orals.
struct SaveOral {
  EnrolmentId enrolment_id;
  Instant starts_at;
  std::int64_t minutes = 30;
  std::optional<Text<0, 200>> place;
};
BOOST_DESCRIBE_STRUCT(SaveOral, (), (enrolment_id, starts_at, minutes, place))
struct OralLine {
  OralSlot slot;
  std::string pseudonym;
  std::vector<OralMaterial> materials;
};
BOOST_DESCRIBE_STRUCT(OralLine, (), (slot, pseudonym, materials))
std::vector<OralLine> orals(store::Transaction& tx, ExamSession const& session);
/// A slot a candidate: the same candidate again moves it. Problems of oral.h.
Result<OralSlot> set_oral(Desk const& desk, Actor const& actor, ExamSessionId const& session, SaveOral const& request);
struct RecordAttendance {
  Attendance attendance = Attendance::present;
  std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(RecordAttendance, (), (attendance, note))
/// present asks that the candidate's written grids are locked: the oral begins after. Problem judge.written_not_locked.
Result<OralSlot> record_attendance(Desk const& desk, Actor const& actor, OralId const& id, RecordAttendance const& request);
struct SaveOralNote {
  Text<0, 4000> questions;
  Text<0, 4000> notes;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveOralNote, (), (questions, notes, revision))
Result<OralNote> save_oral_note(Desk const& desk, Actor const& actor, OralId const& id, SaveOralNote const& change);
/// Slides or a document of the presenter's: PDF or image, brought by the certifier for the candidate.
Result<OralMaterial> add_oral_material(Desk const& desk, Actor const& actor, OralId const& id, NewFile const& file);

}  // namespace parvis::judge
