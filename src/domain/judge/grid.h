// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A grid: what one juror marks of one candidate in one part. Its draft stands apart (GridDraft) and is read by its juror alone;
// nothing of it, drafted or locked, is read by anyone else before revealed() says so.
// Problem codes: judge.grid_not_found (also another's, to whoever asks), judge.grid_state, judge.grid_incomplete (with each
// criterion that lacks its level or remark), judge.criterion_unknown, judge.stale_revision, judge.written_open (the oral
// part waits for the written one), judge.submission_changed, judge.marking_closed, judge.declaration_missing (on that
// candidate), judge.juror_conflict.

#include "judge/juror.h"
#include "judge/verdict.h"

namespace parvis::judge {

using examine::SubmissionId;
using GridId = Id<struct GridTag>;

struct Mark {
  Text<1, 20> criterion;
  Text<0, 12> level;  // a code of the scale, or a mark; "" while undecided
  Text<0, 2000> remark;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (criterion, level, remark))

enum class GridOrigin { screen, paper };
BOOST_DESCRIBE_ENUM(GridOrigin, screen, paper)
/// A grid re-entered from paper is compared with its scan by a second person once the grids are revealed.
enum class PaperCheck { none, awaited, conform, differs };
BOOST_DESCRIBE_ENUM(PaperCheck, none, awaited, conform, differs)

struct Grid {
  GridId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  EnrolmentId enrolment_id;
  JurorId juror_id;
  Part part = Part::written;
  std::int64_t place = 1;  // first, second, third juror
  GridState state = GridState::assigned;
  std::vector<Mark> marks;  // once locked
  Text<0, 4000> remark;     // on the whole, once locked
  std::string salt;         // makes the digest of a locked row tell nothing of its levels; never shown
  std::optional<SubmissionId> submission_id;
  std::string submission_sha256;  // of the manifest that was read when it was locked
  GridOrigin origin = GridOrigin::screen;
  std::optional<std::string> paper_sha256;
  PaperCheck paper_check = PaperCheck::none;
  std::optional<PersonId> checked_by;
  Text<0, 500> motive;  // of its being void, or of what the check found
  Instant created_at;
  std::optional<Instant> locked_at;
  std::optional<Instant> voided_at;
};
BOOST_DESCRIBE_STRUCT(Grid, (), (id, workspace_id, session_id, enrolment_id, juror_id, part, place, state, marks, remark, salt, submission_id,
                                 submission_sha256, origin, paper_sha256, paper_check, checked_by, motive, created_at, locked_at, voided_at))

/// Where a grid stands among its juror's.
struct GridPlace {
  GridId id;
  EnrolmentId enrolment_id;
  Part part = Part::written;
};
BOOST_DESCRIBE_STRUCT(GridPlace, (), (id, enrolment_id, part))

/// Never in the ledger, the audit trail, an event or a stream.
struct GridDraft {
  GridId id;
  std::vector<Mark> marks;
  Text<0, 4000> remark;
  std::int64_t revision = 0;
  Instant saved_at;
};
BOOST_DESCRIBE_STRUCT(GridDraft, (), (id, marks, remark, revision, saved_at))

struct SaveDraft {
  std::vector<Mark> marks;
  Text<0, 4000> remark;
  std::int64_t revision = 0;  // the one it was typed over
};
BOOST_DESCRIBE_STRUCT(SaveDraft, (), (marks, remark, revision))

using PhraseId = Id<struct PhraseTag>;
/// A juror's own words, to use again.
struct Phrase {
  PhraseId id;
  WorkspaceId workspace_id;
  JurorId juror_id;
  Text<1, 500> text;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Phrase, (), (id, workspace_id, juror_id, text, created_at))

/// A grid that counts for its candidate: not void.
bool counts(Grid const& grid);

/// Whether `reader` may learn of grids of one candidate beside their own: every grid of the first two places that counts is
/// locked in every part, and the reader has no unlocked grid there. `reader` is nil for one who marks none. Even then an
/// unlocked grid stays its juror's alone.
bool revealed(std::vector<Grid> const& of_candidate, JurorId const& reader);
/// Those of `of_candidate` that the reader may read: their own, and if revealed() the locked ones.
std::vector<Grid> readable_by(std::vector<Grid> const& of_candidate, JurorId const& reader);

/// The levels' worth; levels that are not set are left out. Problems of points_of.
Result<Points> points_of(std::vector<Mark> const& marks, enrol::Scale const& scale);
/// Every criterion has its level, and its remark where the rule asks for one. Problem judge.grid_incomplete.
Done check_complete(std::vector<Mark> const& marks, std::vector<Placed> const& criteria, RuleSet const& rules);
/// Criteria known, each once, and levels of the scale. Problem judge.draft_invalid.
Done check_marks(std::vector<Mark> const& marks, std::vector<Placed> const& criteria, RuleSet const& rules);

}  // namespace parvis::judge
