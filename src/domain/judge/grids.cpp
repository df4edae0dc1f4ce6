// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/grids.h"

#include <algorithm>

#include "base/digest.h"
#include "base/random.h"
#include "judge/grid_store.h"
#include "judge/jury_store.h"
#include "judge/marking_desk.h"

namespace parvis::judge {
namespace {

using examine::SessionState;

constexpr std::size_t salt_bytes = 16;

/// Marking is open, and an oral grid waits until its juror has locked the written one.
Done check_open(store::Transaction& tx, Grid const& grid, ExamSession const& session) {
  // While the jury deliberates a third juror marks, or a substitute for a grid that was made void.
  bool const open = session.state == SessionState::marking || session.state == SessionState::deliberating;
  if (!open) return conflict("judge.marking_closed");
  if (grid.part != Part::oral) return {};
  for (Grid const& other : grids_of_candidate(tx, grid.session_id, grid.enrolment_id)) {
    bool const own_written = other.juror_id == grid.juror_id && other.part == Part::written && counts(other);
    if (own_written && other.state != GridState::locked) return conflict("judge.written_open");
  }
  return {};
}

/// Nobody marks a candidate before saying that nothing ties them: who sits since the opening said it then, a substitute may not.
Done check_declared(store::Transaction& tx, Grid const& grid) {
  auto const declared = last_declaration(tx, grid.session_id, {grid.juror_id, grid.enrolment_id});
  if (!declared) return conflict("judge.declaration_missing");
  if (declared->tie != Tie::none) return conflict("judge.juror_conflict");
  return {};
}

bool same_text(GridDraft const& draft, SaveDraft const& change) {
  return draft.remark == change.remark && json::encode(draft.marks) == json::encode(change.marks);
}

Result<GridDraft> drafted(store::Transaction& tx, Desk const& desk, GridId const& id, SaveDraft const& change) {
  auto const before = find_draft(tx, id);
  std::int64_t const revision = before ? before->revision : 0;
  if (before && before->revision == change.revision + 1 && same_text(*before, change)) return *before;
  if (change.revision != revision) return conflict("judge.stale_revision");
  GridDraft draft{id, change.marks, change.remark, revision + 1, desk.clock.now()};
  put(tx, draft);
  return draft;
}

Done check_read(std::optional<examine::Submission> const& submission, std::string const& read) {
  if ((submission ? submission->sha256 : std::string()) != read) return conflict("judge.submission_changed");
  return {};
}

void take(Grid& grid, GridDraft const& draft, std::optional<examine::Submission> const& submission) {
  grid.marks = draft.marks;
  grid.remark = draft.remark;
  grid.salt = random_token(salt_bytes);
  if (!submission) return;
  grid.submission_id = submission->id;
  grid.submission_sha256 = submission->sha256;
}

bool is_scan(std::string const& bytes) { return bytes.starts_with("%PDF-") || bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF"); }

Incident paper_incident(Desk const& desk, Grid const& grid, Text<0, 500> const& note) {
  Incident incident;
  incident.id = IncidentId::make(desk.clock);
  incident.workspace_id = grid.workspace_id;
  incident.session_id = grid.session_id;
  incident.code = "judge.paper_differs";
  incident.juror_id = grid.juror_id;
  incident.enrolment_id = grid.enrolment_id;
  incident.note = *Text<0, 1000>::parse(note.to_string());
  incident.at = desk.clock.now();
  return incident;
}

void mark_anew(store::Transaction& tx, Desk const& desk, Actor const& actor, Grid const& grid) {
  Grid next;
  next.id = GridId::make(desk.clock);
  next.workspace_id = grid.workspace_id;
  next.session_id = grid.session_id;
  next.enrolment_id = grid.enrolment_id;
  next.juror_id = grid.juror_id;
  next.part = grid.part;
  next.place = grid.place;
  next.created_at = desk.clock.now();
  keep(tx, desk, actor, {"judge.grid_assigned", grid_table}, next);
}

}  // namespace

Result<GridDraft> save_draft(Desk const& desk, Actor const& actor, GridId const& id, SaveDraft const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<GridDraft> {
    TRY(Grid grid, own_grid(tx, actor, id));
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, grid.session_id));
    TRY(GridState const state, moved(grid.state, GridEvent::write));
    TRY_DONE(check_open(tx, grid, session));
    TRY_DONE(check_declared(tx, grid));
    TRY(Place const place, place_of(tx, grid, session));
    TRY_DONE(check_marks(change.marks, place.criteria, place.rules));
    TRY(GridDraft draft, drafted(tx, desk, id, change));
    if (state != grid.state) {
      grid.state = state;
      // Without a line in the trail: that a juror has begun is theirs to tell.
      put(tx, grid);
      enrol::ledger_append(tx, desk.clock, actor, {"judge.grid_begun", grid_table, grid.id.to_string(), json::to_value(grid)});
    }
    return draft;
  });
}

Result<MarkingSheet> lock_grid(Desk const& desk, Actor const& actor, GridId const& id, LockGrid const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<MarkingSheet> {
    TRY(Grid grid, own_grid(tx, actor, id));
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, grid.session_id));
    TRY(grid.state, moved(grid.state, GridEvent::lock));
    TRY_DONE(check_open(tx, grid, session));
    TRY_DONE(check_declared(tx, grid));
    TRY(Place const place, place_of(tx, grid, session));
    auto const draft = find_draft(tx, id);
    if (!draft || draft->revision != request.revision) return conflict("judge.stale_revision");
    TRY_DONE(check_complete(draft->marks, place.criteria, place.rules));
    auto const submission = submission_read(tx, grid);
    TRY_DONE(check_read(submission, request.submission_sha256));
    take(grid, *draft, submission);
    grid.locked_at = desk.clock.now();
    if (grid.origin == GridOrigin::paper) grid.paper_check = PaperCheck::awaited;
    remove_draft(tx, id);
    keep(tx, desk, actor, {"judge.grid_locked", grid_table}, grid);
    return sheet_of(tx, desk, grid);
  });
}

Result<MarkingSheet> keep_paper(Desk const& desk, Actor const& actor, GridId const& id, NewFile const& scan) {
  if (!is_scan(scan.bytes)) return unsupported("judge.proof_type", "PDF, PNG, JPEG");
  std::string const digest = sha256_hex(scan.bytes);
  desk.keep_file(digest, scan.bytes);
  return desk.database.write([&](store::Transaction& tx) -> Result<MarkingSheet> {
    TRY(Grid grid, own_grid(tx, actor, id));
    if (grid.state != GridState::assigned && grid.state != GridState::draft) return conflict("judge.grid_state");
    grid.origin = GridOrigin::paper;
    grid.paper_sha256 = digest;
    keep(tx, desk, actor, {"judge.paper_kept", grid_table}, grid);
    return sheet_of(tx, desk, grid);
  });
}

Done check_paper(Desk const& desk, Actor const& actor, GridId const& id, CheckPaper const& request) {
  if (request.outcome != PaperCheck::conform && request.outcome != PaperCheck::differs) return invalid_field("outcome", "json.not_one_of", "conform, differs");
  return desk.database.write([&](store::Transaction& tx) -> Done {
    auto found = find_grid(tx, actor.workspace, id);
    auto const juror = find_juror_of(tx, actor.workspace, actor.person);
    JurorId const reader = juror ? juror->id : JurorId();
    if (!found || !revealed(grids_of_candidate(tx, found->session_id, found->enrolment_id), reader)) return not_found("judge.grid_not_found");
    if (found->juror_id == reader) return conflict("judge.same_person");
    if (found->paper_check != PaperCheck::awaited) return conflict("judge.paper_not_awaited");
    found->paper_check = request.outcome;
    found->checked_by = actor.person;
    keep(tx, desk, actor, {"judge.paper_checked", grid_table}, *found);
    if (request.outcome == PaperCheck::conform) return {};
    make_void(tx, desk, actor, *found, "judge.paper_differs");
    mark_anew(tx, desk, actor, *found);
    keep(tx, desk, actor, {"judge.incident_noted", incident_table}, paper_incident(desk, *found, request.note));
    return {};
  });
}

std::vector<Phrase> own_phrases(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    auto const juror = find_juror_of(tx, actor.workspace, actor.person);
    return juror ? phrase_rows(tx, juror->id) : std::vector<Phrase>();
  });
}

Result<Phrase> add_phrase(Desk const& desk, Actor const& actor, Text<1, 500> const& text) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Phrase> {
    TRY(Juror const juror, own_juror(tx, actor));
    Phrase const phrase{PhraseId::make(desk.clock), actor.workspace, juror.id, text, desk.clock.now()};
    put(tx, phrase);
    return phrase;
  });
}

Done drop_phrase(Desk const& desk, Actor const& actor, PhraseId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Juror const juror, own_juror(tx, actor));
    if (remove_phrase(tx, juror.id, id) == 0) return not_found("judge.phrase_not_found");
    return {};
  });
}

}  // namespace parvis::judge
