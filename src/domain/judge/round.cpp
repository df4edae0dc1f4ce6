// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/round.h"

#include <algorithm>
#include <set>

#include "judge/grid_store.h"
#include "judge/minutes_store.h"
#include "judge/open_answers.h"

namespace parvis::judge {
namespace {

constexpr std::int64_t third_place = 3;

/// Each part has both of its first jurors, all locked.
bool all_locked(std::vector<Grid> const& grids) {
  std::map<Part, std::size_t> marked;
  for (Grid const& one : grids) {
    if (one.state != GridState::locked) return false;
    marked[one.part] += one.place < third_place;
  }
  return !marked.empty() && std::all_of(marked.begin(), marked.end(), [](auto const& part) { return part.second >= jurors_a_candidate; });
}

/// What the session's questionnaire gives, under the round's rules.
void take_answers(store::Transaction& tx, Round& round) {
  auto answers = answers_in(tx, round.session, round.rules);
  round.open = std::move(answers.open);
  for (examine::QuestionnaireResult& one : answers.results) round.results.insert_or_assign(one.enrolment_id, std::move(one));
}

Result<Points> points_by(std::vector<Grid> const& grids, JurorId const& juror, enrol::Scale const& scale) {
  Points all;
  for (Grid const& one : grids) {
    if (one.juror_id != juror) continue;
    TRY(Points own, points_of(one.marks, scale));
    all.merge(own);
  }
  return all;
}

void drop(store::Transaction& tx, Desk const& desk, Actor const& actor, Agreed agreed) {
  agreed.dropped_at = desk.clock.now();
  keep(tx, desk, actor, {"judge.level_dropped", agreed_table}, agreed);
}

void drop(store::Transaction& tx, Desk const& desk, Actor const& actor, JuryDecision decision) {
  if (decision.verdict == JuryVerdict::EXCLU) return;  // comes from a procedure
  decision.dropped_at = desk.clock.now();
  keep(tx, desk, actor, {"judge.decision_dropped", decision_table}, decision);
}

template <class Votes>
bool names(Votes const& votes, JurorId const& juror) {
  return std::any_of(votes.begin(), votes.end(), [&](auto const& one) { return one.juror == juror; });
}

/// Put to the vote in this round, of others than those who would vote now. What was taken over from superseded minutes was
/// voted by those present then.
template <class Voted>
bool of_other_voters(Round const& round, Voted const& voted, Instant at) {
  bool const here = round.deliberation.round == 1 || at > round.deliberation.created_at;
  if (!here || voted.votes.empty()) return false;
  auto const voters = voters_on(round, voted.enrolment_id);
  return voters.size() != voted.votes.size() || !std::all_of(voters.begin(), voters.end(), [&](JurorId const& one) { return names(voted.votes, one); });
}

/// Back to before the decisions, from wherever the round is open.
Done reopen(store::Transaction& tx, Desk const& desk, Actor const& actor, Deliberation& deliberation) {
  bool const before = deliberation.state == DeliberationState::convened || deliberation.state == DeliberationState::quorate;
  if (before) return {};
  bool const signed_by_all = deliberation.state == DeliberationState::pv_signed;
  return advance(tx, desk, actor, {&deliberation, signed_by_all ? DeliberationEvent::void_signatures : DeliberationEvent::reopen});
}

}  // namespace

examine::Sitter const* Round::sitter(EnrolmentId const& enrolment) const {
  auto const found = std::find_if(sitters.begin(), sitters.end(), [&](examine::Sitter const& one) { return one.enrolment_id == enrolment; });
  return found == sitters.end() ? nullptr : &*found;
}

Result<Round> last_round(store::Transaction& tx, Desk const& desk, ExamSession const& session) {
  auto rounds = deliberation_rows(tx, session.id);
  if (rounds.empty()) return not_found("judge.deliberation_not_found");
  TRY(Round round, marked_round(tx, desk, session));
  round.seated = seated_in(tx, session);
  round.sitters = examine::sitters_of(tx, session.id);
  round.deliberation = rounds.back();
  round.agreed = agreed_rows(tx, round.deliberation.id);
  round.decisions = decision_rows(tx, round.deliberation.id);
  round.declared = declared_in(tx, session.id);
  return round;
}

Result<Round> round_of_president(store::Transaction& tx, Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
  TRY(Seated const own, own_seat(tx, actor, session));
  if (own.seat.position != Position::president) return not_found("judge.not_of_the_jury");
  return last_round(tx, desk, session);
}

std::vector<JurorId> jurors_in(std::vector<Grid> const& grids) {
  std::vector<std::pair<std::int64_t, JurorId>> order;
  for (Grid const& one : grids) {
    std::pair const key{one.place, one.juror_id};
    if (std::find(order.begin(), order.end(), key) == order.end()) order.push_back(key);
  }
  std::sort(order.begin(), order.end());
  std::vector<JurorId> jurors;
  for (auto const& [place, juror] : order) jurors.push_back(juror);
  return jurors;
}

std::optional<std::vector<Grid>> locked_grids(Comers& comers, EnrolmentId const& enrolment) {
  std::vector<Grid> grids;
  std::ranges::copy_if(comers.grids_of(enrolment), std::back_inserter(grids), counts);
  if (!all_locked(grids)) return std::nullopt;
  return grids;
}

Result<std::vector<Grid>> need_locked_grids(Comers& comers, EnrolmentId const& enrolment) {
  if (auto grids = locked_grids(comers, enrolment)) return std::move(*grids);
  auto const sitter = examine::sitter_of_enrolment(comers.transaction(), comers.session().id, enrolment);
  Problem problem{Kind::conflict, "judge.grids_open", {{"enrolment_id", "judge.grids_open", {}, sitter ? sitter->pseudonym : std::string()}}, {}, {}};
  return fail(std::move(problem));
}

Result<Comparison> compared(Round const& round, std::vector<Grid> const& grids) {
  EnrolmentId const& enrolment = grids.front().enrolment_id;
  SideBySide side{round.block(), criteria_for(round, enrolment), {}, questionnaire_of(round, enrolment)};
  for (JurorId const& juror : jurors_in(grids)) {
    TRY(Points points, points_by(grids, juror, round.rules.scale));
    side.jurors.push_back(std::move(points));
  }
  Comparison found = compare(side, round.rules);
  std::erase_if(found.criteria, [&](Compared const& one) { return std::none_of(grids.begin(), grids.end(), [&](Grid const& grid) { return grid.part == one.part; }); });
  return found;
}

std::vector<Part> parts_owed(Comers& comers, Round const& round, examine::Sitter const& sitter) {
  enrol::PartRule const rule = enrol::part_of(round.rules, round.block());
  bool const written = std::find(rule.held.begin(), rule.held.end(), enrol::ExamPart::written) != rule.held.end();
  std::vector<Part> parts;
  bool const handed_in = round.block() == final_block || comers.submission_of(sitter.enrolment_id) != nullptr;
  if (written && handed_in) parts.push_back(Part::written);
  if (!open_answers_of(round.open, sitter.enrolment_id).empty()) parts.push_back(Part::questionnaire);
  if (holds_oral(rule)) parts.push_back(Part::oral);
  return parts;
}

Result<Round> marked_round(store::Transaction& tx, Desk const& desk, ExamSession const& session) {
  TRY(enrol::ReferentialVersion version, enrol::load_version(tx, session.workspace_id, session.version_id));
  Round round;
  round.desk = &desk;
  round.session = session;
  TRY(round.rules, rules_of(tx, session));
  round.criteria = placed_criteria(version, round.rules, session.block.to_string());
  round.version = std::move(version);
  take_answers(tx, round);
  return round;
}

Result<Comparison> comparison_of(store::Transaction& tx, Desk const& desk, ExamSession const& session, EnrolmentId const& enrolment) {
  Comers comers(tx, desk, session, enrolment);
  TRY(auto const grids, need_locked_grids(comers, enrolment));
  TRY(Round const round, marked_round(tx, desk, session));
  return compared(round, grids);
}

Points counting(Round const& round, Comparison const& comparison, EnrolmentId const& enrolment) {
  Points points;
  std::set<Part> marked;
  for (Compared const& one : comparison.criteria) {
    marked.insert(one.part);
    if (one.counts) points[one.criterion] = *one.counts;
  }
  for (Placed const& one : criteria_for(round, enrolment)) {
    if (!marked.contains(one.part)) points[one.code] = Rational{0};
  }
  for (Agreed const& one : round.agreed) {
    if (one.enrolment_id == enrolment) points[one.criterion.to_string()] = one.points;
  }
  return points;
}

Done advance(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Deliberation*, DeliberationEvent> const& what) {
  auto const& [deliberation, event] = what;
  TRY(deliberation->state, moved(deliberation->state, event));
  ++deliberation->revision;
  std::string const act = "judge.deliberation_" + json::name_of(deliberation->state);
  keep(tx, desk, actor, {act.c_str(), deliberation_table}, *deliberation);
  return {};
}

Done make_quorate(store::Transaction& tx, Desk const& desk, Actor const& actor, Deliberation& deliberation) {
  if (deliberation.state == DeliberationState::quorate) return {};
  return advance(tx, desk, actor, {&deliberation, DeliberationEvent::reopen});
}

std::vector<JurorId> voters_on(Round const& round, EnrolmentId const& enrolment) {
  std::vector<JurorId> voters;
  for (JurorId const& one : round.deliberation.present) {
    auto const found = round.declared.find({one, enrolment});
    bool const tied = found != round.declared.end() && found->second.tie != Tie::none;
    bool const sits = std::any_of(round.seated.begin(), round.seated.end(), [&](Seated const& seat) { return seat.juror.id == one; });
    if (sits && !tied) voters.push_back(one);
  }
  return voters;
}

bool voted_on(store::Transaction& tx, ExamSessionId const& session, std::pair<JurorId, EnrolmentId> const& vote) {
  auto const& [juror, enrolment] = vote;
  auto const open = open_round(tx, session);
  if (!open) return false;
  auto const is_theirs = [&](auto const& one) { return one.enrolment_id == enrolment && names(one.votes, juror); };
  auto const agreed = agreed_rows(tx, open->id);
  auto const decisions = decision_rows(tx, open->id);
  return std::any_of(agreed.begin(), agreed.end(), is_theirs) || std::any_of(decisions.begin(), decisions.end(), is_theirs);
}

bool grids_may_come(ExamSession const& session, std::optional<DeliberationState> const& deliberation) {
  if (session.state == examine::SessionState::marking) return true;
  return session.state == examine::SessionState::deliberating && (!deliberation || *deliberation <= DeliberationState::decided);
}

Done judge_anew(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<ExamSessionId, EnrolmentId> const& candidate) {
  auto const& [session, enrolment] = candidate;
  auto open = open_round(tx, session);
  if (!open) return {};
  TRY_DONE(reopen(tx, desk, actor, *open));
  for (Agreed const& one : agreed_rows(tx, open->id)) {
    if (one.enrolment_id == enrolment) drop(tx, desk, actor, one);
  }
  for (JuryDecision const& one : decision_rows(tx, open->id)) {
    if (one.enrolment_id == enrolment) drop(tx, desk, actor, one);
  }
  return {};
}

void drop_other_votes(store::Transaction& tx, Actor const& actor, Round& round) {
  std::set<EnrolmentId> lost;
  for (Agreed const& one : round.agreed) {
    if (!of_other_voters(round, one, one.agreed_at)) continue;
    drop(tx, *round.desk, actor, one);
    lost.insert(one.enrolment_id);
  }
  for (JuryDecision const& one : round.decisions) {
    bool const rests_on_them = one.ratio && lost.contains(one.enrolment_id);
    if (rests_on_them || of_other_voters(round, one, one.decided_at)) drop(tx, *round.desk, actor, one);
  }
  round.agreed = agreed_rows(tx, round.deliberation.id);
}

Done settle(store::Transaction& tx, Desk const& desk, Actor const& actor, Round& round) {
  round.decisions = decision_rows(tx, round.deliberation.id);
  if (round.decisions.size() < round.sitters.size()) return {};
  return advance(tx, desk, actor, {&round.deliberation, DeliberationEvent::decide});
}

}  // namespace parvis::judge
