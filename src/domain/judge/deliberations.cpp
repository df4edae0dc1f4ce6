// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/deliberations.h"

#include <algorithm>

#include "jobs/outbox.h"
#include "judge/grid_store.h"
#include "judge/marking_desk.h"
#include "judge/minutes_store.h"
#include "judge/open_answers.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

using examine::Sitter;

/// What one candidate's line is made from.
struct View {
  store::Transaction& tx;
  Round const& round;
  Actor const& actor;
  JurorId reader;
  Comers& comers;
  std::map<JurorId, std::string>& names;  // of those seated, and of others once asked for

  std::string const& name(JurorId const& juror) const {
    auto const [place, fresh] = names.try_emplace(juror);
    if (!fresh) return place->second;
    auto const gone = load_juror(tx, actor.workspace, juror);
    if (gone) place->second = identity::person_name(tx, gone->person_id);
    return place->second;
  }
};

std::map<JurorId, std::string> seated_names(store::Transaction& tx, Round const& round) {
  std::map<JurorId, std::string> names;
  for (Seated const& one : round.seated) names.emplace(one.juror.id, identity::person_name(tx, one.juror.person_id));
  return names;
}

Mark const* mark_on(std::vector<Grid> const& grids, JurorId const& juror, std::string const& criterion) {
  for (Grid const& grid : grids) {
    if (grid.juror_id != juror) continue;
    for (Mark const& mark : grid.marks) {
      if (mark.criterion.to_string() == criterion) return &mark;
    }
  }
  return nullptr;
}

std::string text_of(enrol::ReferentialVersion const& version, std::string const& block, std::string const& criterion) {
  for (referential::Criterion const* one : enrol::criteria_of(version, block)) {
    if (one->id == criterion) return one->text;
  }
  return {};
}

std::vector<JurorLevel> levels_on(View const& view, std::vector<Grid> const& grids, std::string const& criterion) {
  std::vector<JurorLevel> levels;
  std::int64_t place = 0;
  for (JurorId const& juror : jurors_in(grids)) {
    Mark const* mark = mark_on(grids, juror, criterion);
    levels.push_back({juror, view.name(juror), ++place, mark ? mark->level.to_string() : std::string(), mark ? mark->remark : Text<0, 2000>()});
  }
  return levels;
}

std::optional<Agreed> agreed_on(Round const& round, EnrolmentId const& enrolment, std::string const& criterion) {
  for (Agreed const& one : round.agreed) {
    if (one.enrolment_id == enrolment && one.criterion.to_string() == criterion) return one;
  }
  return std::nullopt;
}

void add_question(View const& view, EnrolmentId const& enrolment, Discrepancy& apart) {
  for (OpenAnswer const& one : open_answers_of(view.round.open, enrolment)) {
    if (code_of(one) != apart.criterion) continue;
    apart.text = one.stem.text;
    apart.answer = one.text;
  }
}

void add_discrepancies(View const& view, DeliberationLine& line, std::vector<Grid> const& grids, Comparison const& found) {
  examine::Submission const* const submission = view.comers.submission_of(line.enrolment_id);
  auto const indicators = submission ? view.comers.indicators_of(*submission) : std::vector<examine::Indicator>();
  for (Compared const& one : found.criteria) {
    if (one.standing == CriterionStanding::agreed) continue;
    Discrepancy apart{one.criterion, text_of(view.round.version, view.round.block(), one.criterion), one.part, levels_on(view, grids, one.criterion), one.standing,
                      one.why, {}, {}, agreed_on(view.round, line.enrolment_id, one.criterion), {}};
    if (one.part == Part::questionnaire) add_question(view, line.enrolment_id, apart);
    if (one.counts) apart.counts = level_worth(view.round.rules.scale, *one.counts).value_or(to_text(*one.counts));
    for (examine::Indicator const& indicator : indicators) {
      if (indicator.criterion == one.criterion) apart.indicators.push_back(indicator);
    }
    line.discrepancies.push_back(std::move(apart));
  }
  if (submission) line.pieces = view.comers.pieces_of(*submission);
}

void add_results(View const& view, DeliberationLine& line, std::vector<Grid> const& grids, Comparison const& found) {
  auto const jurors = jurors_in(grids);
  for (std::size_t i = 0; i < jurors.size(); ++i) {
    auto const grid = std::find_if(grids.begin(), grids.end(), [&](Grid const& one) { return one.juror_id == jurors[i] && !one.remark.empty(); });
    line.jurors.push_back({jurors[i], view.name(jurors[i]), found.results[i], grid == grids.end() ? Text<0, 4000>() : grid->remark});
  }
  for (Grid const& one : grids) {
    if (one.paper_check == PaperCheck::awaited) line.papers.push_back(one.id);
  }
}

CandidateStanding standing_of(Comparison const& found) {
  if (found.standing == CriterionStanding::agreed) return CandidateStanding::identical;
  return found.standing == CriterionStanding::settled ? CandidateStanding::settled : CandidateStanding::to_deliberate;
}

void add_comparison(View const& view, DeliberationLine& line, std::vector<Grid> const& grids) {
  auto const found = compared(view.round, grids);
  if (!found) return;
  line.standing = standing_of(*found);
  add_discrepancies(view, line, grids, *found);
  add_results(view, line, grids, *found);
  line.oral_notes = view.comers.oral_notes_of(line.enrolment_id);
  Third const third = third_juror(*found, view.round.rules);
  line.third_may_be_called = third != Third::no && grids_may_come(view.round.session, view.round.deliberation.state);
  line.third_must_be_called = third == Third::must;
  Points const points = counting(view.round, *found, line.enrolment_id);
  auto const criteria = criteria_for(view.round, line.enrolment_id);
  if (!points.empty() && points.size() == criteria.size()) {
    line.computed = result_of({view.round.block(), criteria, points, questionnaire_of(view.round, line.enrolment_id)}, view.round.rules);
  }
}

/// Sat a questionnaire that asks no juror anything, and handed in nothing else: arithmetic alone is left to confirm.
bool decided_by_questionnaire(View const& view, Sitter const& sitter) {
  Round const& round = view.round;
  return round.block() != final_block && view.comers.to_be_marked(sitter) && parts_owed(view.comers, round, sitter).empty();
}

/// Grids of a candidate reach the reader only through readable_by(): one who still marks there is told nothing.
DeliberationLine candidate_line(View const& view, Sitter const& sitter) {
  DeliberationLine line;
  line.enrolment_id = sitter.enrolment_id;
  line.pseudonym = sitter.pseudonym;
  line.presence = sitter.presence;
  line.voters = voters_on(view.round, sitter.enrolment_id);
  auto const& grids = view.comers.grids_of(sitter.enrolment_id);
  bool const marked = std::any_of(grids.begin(), grids.end(), counts);
  if (!marked) line.standing = CandidateStanding::nothing_marked;
  if (!marked && decided_by_questionnaire(view, sitter)) {
    line.standing = CandidateStanding::identical;
    if (auto const result = computed(view.comers, view.round, sitter.enrolment_id)) line.computed = *result;
  }
  auto const locked = locked_grids(view.comers, sitter.enrolment_id);
  if (locked && revealed(grids, view.reader)) add_comparison(view, line, *locked);
  for (JuryDecision const& one : view.round.decisions) {
    if (one.enrolment_id == sitter.enrolment_id) line.decision = one;
  }
  return line;
}

DeliberationSheet sheet_on(View const& view) {
  Round const& round = view.round;
  DeliberationSheet sheet{round.session.title.to_string(), round.block(), round.rules.scale, round.deliberation, {}, {}, 0, {}};
  for (Seated const& one : round.seated) sheet.members.push_back({one.juror.id, view.name(one.juror.id), one.seat.position});
  for (Sitter const& sitter : round.sitters) {
    sheet.candidates.push_back(candidate_line(view, sitter));
    sheet.undecided += !sheet.candidates.back().decision;
  }
  for (Minutes const& one : minutes_rows(view.tx, round.session.id)) {
    if (one.deliberation_id == round.deliberation.id) sheet.minutes_id = one.id;
  }
  return sheet;
}

/// Every candidate with grids has all of them locked.
Done check_grids(store::Transaction& tx, Desk const& desk, ExamSession const& session) {
  Problem problem{Kind::conflict, "judge.grids_open", {}, {}, {}};
  TRY(Round const round, marked_round(tx, desk, session));
  Comers comers(tx, desk, session);
  for (Sitter const& sitter : examine::sitters_of(tx, session.id)) {
    if (!comers.to_be_marked(sitter) || parts_owed(comers, round, sitter).empty()) continue;
    if (!locked_grids(comers, sitter.enrolment_id)) problem.fields.push_back({sitter.pseudonym, "judge.grids_open", {}, {}});
  }
  if (!problem.fields.empty()) return fail(std::move(problem));
  return {};
}

Done check_quorum(Round const& round, std::vector<JurorId> const& present, std::optional<VaeJuryRule> const& vae) {
  std::vector<Member> members;
  LocalDate const day = local_moment(round.session.opens_at, round.session.zone).date;
  for (Seated const& one : round.seated) {
    if (std::find(present.begin(), present.end(), one.juror.id) != present.end()) members.push_back(member_of(one.juror, one.seat.position, day));
  }
  if (members.size() != present.size()) return invalid_field("present", "judge.not_of_the_jury");
  auto const sit = may_sit(lacks_of(members, round.rules.jury, vae));
  if (sit) return {};
  Problem problem = sit.error();
  problem.code = "judge.quorum_missing";
  return fail(std::move(problem));
}

}  // namespace

Result<DeliberationSheet> deliberation_sheet(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<DeliberationSheet> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(Seated const own, own_seat(tx, actor, session));
    TRY(Round round, last_round(tx, desk, session));
    Comers comers(tx, desk, session);
    auto names = seated_names(tx, round);
    DeliberationSheet sheet = sheet_on({tx, round, actor, own.juror.id, comers, names});
    for (DeliberationLine& line : sheet.candidates) line.blocks = comers.blocks_held(line.enrolment_id);
    return sheet;
  });
}

Result<Deliberation> convene(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Deliberation> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(Seated const own, own_seat(tx, actor, session));
    if (own.seat.position != Position::president) return not_found("judge.not_of_the_jury");
    TRY_DONE(check_grids(tx, desk, session));
    TRY_DONE(examine::advance_session(tx, desk.clock, actor, id, examine::SessionEvent::deliberate));
    Deliberation deliberation;
    deliberation.id = DeliberationId::make(desk.clock);
    deliberation.workspace_id = session.workspace_id;
    deliberation.session_id = session.id;
    deliberation.created_at = desk.clock.now();
    keep(tx, desk, actor, {"judge.deliberation_convened", deliberation_table}, deliberation);
    jobs::publish_event(tx, "judge.jury_convened", json::encode(JuryConvened{session.workspace_id, session.id}));
    return deliberation;
  });
}

Result<Deliberation> establish_quorum(Desk const& desk, Actor const& actor, ExamSessionId const& id, EstablishQuorum const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Deliberation> {
    TRY(Round round, round_of_president(tx, desk, actor, id));
    Deliberation deliberation = round.deliberation;
    if (request.revision != deliberation.revision) return conflict("judge.stale_revision");
    TRY_DONE(check_quorum(round, request.present, vae_rule_of(tx, round.session)));
    deliberation.present = request.present;
    deliberation.starts_at = request.starts_at;
    deliberation.place = *Text<0, 200>::parse(request.place.to_string());
    deliberation.representative = request.representative;
    deliberation.incidents = request.incidents.value_or(deliberation.incidents);
    if (deliberation.state != DeliberationState::convened) TRY_DONE(make_quorate(tx, desk, actor, deliberation));
    TRY_DONE(advance(tx, desk, actor, {&deliberation, DeliberationEvent::establish_quorum}));
    round.deliberation = deliberation;
    drop_other_votes(tx, actor, round);
    TRY_DONE(settle(tx, desk, actor, round));
    return round.deliberation;
  });
}

}  // namespace parvis::judge
