// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "judge/grid_store.h"
#include "judge/jury_store.h"
#include "judge/marking_desk.h"
#include "judge/minutes_store.h"
#include "judge/open_answers.h"

namespace parvis::judge {
namespace {

using examine::Sitter;

std::int64_t marked(std::vector<Mark> const& marks) {
  return std::count_if(marks.begin(), marks.end(), [](Mark const& one) { return !one.level.empty(); });
}

/// How many criteria each part holds.
Result<std::map<Part, std::int64_t>> criteria_by_part(store::Transaction& tx, ExamSession const& session) {
  TRY(RuleSet const rules, rules_of(tx, session));
  TRY(enrol::ReferentialVersion const version, enrol::load_version(tx, session.workspace_id, session.version_id));
  std::map<Part, std::int64_t> counts;
  for (Placed const& one : placed_criteria(version, rules, session.block.to_string())) ++counts[one.part];
  return counts;
}

/// How many open answers of each candidate: each may be asked other questions.
std::map<EnrolmentId, std::int64_t> open_by_candidate(store::Transaction& tx, ExamSession const& session, std::vector<Grid> const& grids) {
  std::map<EnrolmentId, std::int64_t> counts;
  bool const any = std::any_of(grids.begin(), grids.end(), [](Grid const& one) { return one.part == Part::questionnaire; });
  auto const rules = rules_of(tx, session);
  if (!any || !rules) return counts;
  for (OpenAnswer const& one : answers_in(tx, session, *rules).open) ++counts[one.enrolment_id];
  return counts;
}

std::map<EnrolmentId, std::string> pseudonyms_in(std::vector<Sitter> const& sitters) {
  std::map<EnrolmentId, std::string> names;
  for (Sitter const& one : sitters) names[one.enrolment_id] = one.pseudonym;
  return names;
}

std::vector<GridLine> own_grids(store::Transaction& tx, ExamSession const& session, JurorId const& juror, std::map<EnrolmentId, std::string> const& names) {
  std::vector<GridLine> lines;
  auto const grids = grids_of_juror_in(tx, session.id, juror);
  auto criteria = criteria_by_part(tx, session);
  if (grids.empty() || !criteria) return lines;
  auto const drafts = drafts_in(tx, session.id, juror);
  auto open = open_by_candidate(tx, session, grids);
  for (Grid const& grid : grids) {
    auto const name = names.find(grid.enrolment_id);
    if (!counts(grid) || name == names.end()) continue;
    auto const draft = drafts.find(grid.id);
    std::int64_t const places = grid.part == Part::questionnaire ? open[grid.enrolment_id] : (*criteria)[grid.part];
    lines.push_back({grid.id, grid.session_id, session.title.to_string(), session.block.to_string(), grid.enrolment_id, name->second, grid.part, grid.state,
                     marked(draft != drafts.end() ? draft->second.marks : grid.marks), places, grid.locked_at});
  }
  std::stable_sort(lines.begin(), lines.end(), [](GridLine const& a, GridLine const& b) {
    return std::tie(a.pseudonym, a.part) < std::tie(b.pseudonym, b.part);
  });
  return lines;
}

std::optional<OwnJury> own_jury(store::Transaction& tx, Juror const& juror, Seat const& seat) {
  auto const session = examine::load_session(tx, juror.workspace_id, seat.session_id);
  if (!session) return std::nullopt;
  auto const sitters = examine::sitters_of(tx, session->id);
  OwnJury jury{session->id, session->title.to_string(), session->block.to_string(), session->state, seat.position, 0, 0,
               own_grids(tx, *session, juror.id, pseudonyms_in(sitters)), {}, {}};
  if (auto const minutes = minutes_rows(tx, session->id); !minutes.empty()) {
    jury.minutes_id = minutes.back().id;
    jury.minutes_state = minutes.back().state;
  }
  auto const declared = declared_in(tx, session->id);
  for (Sitter const& sitter : sitters) {
    ++jury.candidates;
    jury.undeclared += !declared.contains({juror.id, sitter.enrolment_id});
  }
  return jury;
}

/// Open answers in a criterion's place: the question, what was answered, its points.
std::vector<SheetCriterion> answers_of(Place const& place) {
  std::vector<SheetCriterion> all;
  for (OpenAnswer const& one : place.open) {
    SheetCriterion line{{}, "questionnaire", {}, Rational{one.points}, false, {}, one.text};
    line.criterion.id = code_of(one);
    line.criterion.text = one.stem.text;
    all.push_back(std::move(line));
  }
  return all;
}

std::vector<SheetCriterion> criteria_of(store::Transaction& tx, Place const& place, std::optional<examine::Submission> const& submission) {
  if (!place.open.empty()) return answers_of(place);
  std::vector<SheetCriterion> all;
  auto const indicators = submission ? examine::indicators_of(tx, *submission) : std::vector<examine::Indicator>();
  referential::Block const* block = enrol::find_block(place.version, place.session.block.to_string());
  if (block == nullptr) return all;
  for (auto const& group : block->evaluation.criteria_groups) {
    for (referential::Criterion const& one : group.criteria) {
      bool const here = std::any_of(place.criteria.begin(), place.criteria.end(), [&](Placed const& placed) { return placed.code == one.id; });
      if (!here) continue;
      bool const eliminatory = std::find(place.rules.eliminatory.begin(), place.rules.eliminatory.end(), one.id) != place.rules.eliminatory.end();
      SheetCriterion line{one, group.id, group.title.value_or(""), enrol::weight_of(place.rules, one.id), eliminatory, {}, {}};
      for (examine::Indicator const& indicator : indicators) {
        if (indicator.criterion == one.id) line.indicators.push_back(indicator);
      }
      all.push_back(std::move(line));
    }
  }
  return all;
}

Matches matches(Grid const& grid, std::optional<examine::Submission> const& submission) {
  if (grid.state != GridState::locked) return Matches::nothing_yet;
  return grid.submission_sha256 == (submission ? submission->sha256 : std::string()) ? Matches::current : Matches::differs;
}

void add_marks(store::Transaction& tx, MarkingSheet& sheet, Grid const& grid) {
  auto const draft = find_draft(tx, grid.id);
  sheet.marks = draft ? draft->marks : grid.marks;
  sheet.remark = draft ? draft->remark : grid.remark;
  sheet.revision = draft ? draft->revision : 0;
  if (draft) sheet.saved_at = draft->saved_at;
}

void add_evidence(store::Transaction& tx, MarkingSheet& sheet, Grid const& grid, std::optional<examine::Submission> const& submission) {
  sheet.matches = matches(grid, submission);
  if (!submission) return;
  sheet.submission_id = submission->id;
  sheet.submission_sha256 = submission->sha256;
  sheet.pieces = examine::pieces_of(tx, submission->id);
}

void add_oral(store::Transaction& tx, Desk const& desk, MarkingSheet& sheet, Grid const& grid) {
  for (OralSlot const& slot : oral_rows(tx, grid.session_id)) {
    if (slot.enrolment_id != grid.enrolment_id) continue;
    sheet.oral = slot;
    bool const shown = may_see_materials(grids_of_candidate(tx, grid.session_id, grid.enrolment_id), grid.juror_id);
    if (shown) sheet.oral_materials = shown_materials(tx, desk, slot, sheet.pseudonym);
    for (OralNote const& note : oral_notes(tx, slot.id)) {
      if (note.juror_id == grid.juror_id) sheet.oral_note = note;
    }
  }
}

/// In the order of own_grids(), which a juror leafs through.
void add_neighbours(store::Transaction& tx, MarkingSheet& sheet, Grid const& grid) {
  auto const names = pseudonyms_in(examine::sitters_of(tx, grid.session_id));
  auto own = grid_places(tx, grid.session_id, grid.juror_id);
  std::erase_if(own, [&](GridPlace const& one) { return !names.contains(one.enrolment_id); });
  std::stable_sort(own.begin(), own.end(), [&](GridPlace const& a, GridPlace const& b) {
    return std::tie(names.at(a.enrolment_id), a.part) < std::tie(names.at(b.enrolment_id), b.part);
  });
  auto const here = std::find_if(own.begin(), own.end(), [&](GridPlace const& one) { return one.id == grid.id; });
  if (here == own.end()) return;
  if (here != own.begin()) sheet.previous = std::prev(here)->id;
  if (std::next(here) != own.end()) sheet.next = std::next(here)->id;
}

}  // namespace

Result<Place> place_of(store::Transaction& tx, Grid const& grid, ExamSession const& session) {
  TRY(RuleSet rules, rules_of(tx, session));
  TRY(enrol::ReferentialVersion version, enrol::load_version(tx, session.workspace_id, session.version_id));
  auto const sitter = examine::sitter_of_enrolment(tx, session.id, grid.enrolment_id);
  if (!sitter) return not_found("judge.grid_not_found");
  std::vector<Placed> criteria;
  for (Placed& one : placed_criteria(version, rules, session.block.to_string())) {
    if (one.part == grid.part) criteria.push_back(std::move(one));
  }
  std::vector<OpenAnswer> open;
  if (grid.part == Part::questionnaire) open = open_answers_by(tx, session, rules, grid.enrolment_id);
  for (Placed& one : placed_answers(open, grid.enrolment_id)) criteria.push_back(std::move(one));
  return Place{session, *sitter, std::move(rules), std::move(version), std::move(criteria), std::move(open)};
}

std::optional<examine::Submission> submission_read(store::Transaction& tx, Grid const& grid) {
  if (grid.part == Part::questionnaire) return std::nullopt;
  auto const sitter = examine::sitter_of_enrolment(tx, grid.session_id, grid.enrolment_id);
  return sitter ? examine::last_submission(tx, sitter->id) : std::nullopt;
}

Result<Grid> own_grid(store::Transaction& tx, Actor const& actor, GridId const& id) {
  auto const juror = find_juror_of(tx, actor.workspace, actor.person);
  auto grid = find_grid(tx, actor.workspace, id);
  if (!juror || !grid || grid->juror_id != juror->id) return not_found("judge.grid_not_found");
  return std::move(*grid);
}

std::vector<OwnJury> own_juries(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::vector<OwnJury> all;
    auto const juror = find_juror_of(tx, actor.workspace, actor.person);
    if (!juror) return all;
    for (Seat const& seat : seats_of_juror(tx, juror->id)) {
      if (seat.state != SeatState::seated) continue;
      if (auto jury = own_jury(tx, *juror, seat)) all.push_back(std::move(*jury));
    }
    return all;
  });
}

Result<MarkingSheet> sheet_of(store::Transaction& tx, Desk const& desk, Grid const& grid) {
  TRY(ExamSession const session, examine::load_session(tx, grid.workspace_id, grid.session_id));
  TRY(Place const place, place_of(tx, grid, session));
  auto const submission = submission_read(tx, grid);
  MarkingSheet sheet;
  sheet.id = grid.id;
  sheet.session_id = grid.session_id;
  sheet.session = session.title.to_string();
  sheet.block = session.block.to_string();
  sheet.enrolment_id = grid.enrolment_id;
  sheet.pseudonym = place.sitter.pseudonym;
  sheet.part = grid.part;
  sheet.state = grid.state;
  sheet.scale = place.rules.scale;
  sheet.remarks = place.rules.remarks;
  sheet.criteria = criteria_of(tx, place, submission);
  sheet.locked_at = grid.locked_at;
  sheet.origin = grid.origin;
  sheet.has_paper = grid.paper_sha256.has_value();
  sheet.paper_check = grid.paper_check;
  add_marks(tx, sheet, grid);
  add_evidence(tx, sheet, grid, submission);
  if (auto const eased = enrol::accommodation_of(tx, grid.enrolment_id)) sheet.accommodation = eased->effect.to_string();
  if (grid.part == Part::oral) add_oral(tx, desk, sheet, grid);
  sheet.blocks = Comers(tx, desk, session, grid.enrolment_id).blocks_held(grid.enrolment_id);
  sheet.phrases = phrase_rows(tx, grid.juror_id);
  add_neighbours(tx, sheet, grid);
  return sheet;
}

Result<MarkingSheet> marking_sheet(Desk const& desk, Actor const& actor, GridId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<MarkingSheet> {
    TRY(Grid const grid, own_grid(tx, actor, id));
    return sheet_of(tx, desk, grid);
  });
}

}  // namespace parvis::judge
