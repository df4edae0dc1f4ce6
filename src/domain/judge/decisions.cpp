// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "judge/minutes_store.h"
#include "judge/open_answers.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

Awards awards_in(std::vector<BlockHeld> const& held) {
  Awards awards;
  for (BlockHeld const& one : held) {
    awards.blocks_required.push_back(one.block);
    if (one.awarded_on) awards.blocks_standing.push_back(one.block);
  }
  return awards;
}

bool present(Round const& round, JurorId const& juror) {
  auto const& all = round.deliberation.present;
  bool const sits = std::any_of(round.seated.begin(), round.seated.end(), [&](Seated const& one) { return one.juror.id == juror; });
  return sits && std::find(all.begin(), all.end(), juror) != all.end();
}

/// Everyone present votes, once, but who has a tie with the candidate.
template <class Votes>
Done check_votes(Round const& round, EnrolmentId const& enrolment, Votes const& votes) {
  std::vector<JurorId> const voters = voters_on(round, enrolment);
  std::vector<JurorId> seen;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    std::string const path = "votes/" + std::to_string(i) + "/juror";
    if (!present(round, votes[i].juror)) return invalid_field(path, "judge.vote_unknown_juror");
    if (std::find(seen.begin(), seen.end(), votes[i].juror) != seen.end()) return invalid_field(path, "judge.vote_twice");
    if (std::find(voters.begin(), voters.end(), votes[i].juror) == voters.end()) return invalid_field(path, "judge.juror_conflict");
    seen.push_back(votes[i].juror);
  }
  bool const missing = !seen.empty() && seen.size() < voters.size();
  if (missing) return invalid_field("votes", "judge.vote_missing", std::to_string(voters.size()), std::to_string(seen.size()));
  return {};
}

Result<Ballot> ballot_on(Round const& round, AgreeLevel const& request) {
  if (request.level) return Ballot{request.level->to_string(), Voice::plain};
  TRY_DONE(check_votes(round, request.enrolment_id, request.votes));
  std::vector<Vote<std::string>> votes;
  for (LevelVote const& one : request.votes) votes.push_back({one.juror, one.level.to_string()});
  auto const worth = [&](std::string const& level) { return points_of(round.rules.scale, level).value_or(Rational{0}); };
  return counted(votes, president_of(round.seated).value_or(JurorId()), round.rules.tie, worth);
}

JuryDecision decision_for(Desk const& desk, Round const& round, EnrolmentId const& enrolment) {
  for (JuryDecision const& one : round.decisions) {
    if (one.enrolment_id == enrolment) return one;
  }
  JuryDecision decision;
  decision.id = DecisionId::make(desk.clock);
  decision.workspace_id = round.session.workspace_id;
  decision.deliberation_id = round.deliberation.id;
  decision.session_id = round.session.id;
  decision.enrolment_id = enrolment;
  decision.block = round.block();
  return decision;
}

bool cast_on_a_criterion(Round const& round, EnrolmentId const& enrolment) {
  return std::any_of(round.agreed.begin(), round.agreed.end(), [&](Agreed const& one) { return one.enrolment_id == enrolment && one.voice == Voice::casting; });
}

JuryVerdict verdict_of(BlockResult const& result) { return result.outcome == Outcome::passes ? JuryVerdict::VALIDE : JuryVerdict::NON_VALIDE; }

/// Of a block: what was computed, or a verdict that stands beside arithmetic (absent, postponed, nothing handed in).
Done take_block_verdict(Comers& comers, Round const& round, DecideCandidate const& request, JuryDecision& decision) {
  examine::Sitter const& sitter = *round.sitter(request.enrolment_id);
  if (request.verdict == JuryVerdict::EXCLU) return conflict("judge.exclusion_by_procedure");
  if (request.verdict && of_final_jury(*request.verdict)) return invalid_field("verdict", "judge.verdict_of_another_jury");
  decision.ratio.reset();
  decision.shortfalls.clear();
  bool const absent = sitter.presence == examine::Presence::absent;
  if (request.verdict == JuryVerdict::ABSENT && !absent) return invalid_field("verdict", "judge.verdict_not_computed", "present", "ABSENT");
  bool const marked = comers.to_be_marked(sitter);
  if (request.verdict == JuryVerdict::ABSENT || request.verdict == JuryVerdict::AJOURNE || !marked) {
    decision.verdict = request.verdict.value_or(absent ? JuryVerdict::ABSENT : JuryVerdict::AJOURNE);
    if (decision.verdict == JuryVerdict::VALIDE) return invalid_field("verdict", "judge.verdict_not_computed", "judge.unmarked", "VALIDE");
    return {};
  }
  TRY(BlockResult const result, computed(comers, round, request.enrolment_id));
  decision.verdict = verdict_of(result);
  decision.ratio = result.ratio;
  decision.shortfalls = result.shortfalls;
  if (request.verdict && *request.verdict != decision.verdict) {
    return invalid_field("verdict", "judge.verdict_not_computed", json::name_of(decision.verdict), json::name_of(*request.verdict));
  }
  return {};
}

/// Of the final jury: the awards that stand, and with all of them the votes on the defence. Without, there was none.
Done take_final_verdict(Comers& comers, Round const& round, DecideCandidate const& request, JuryDecision& decision) {
  examine::Sitter const& sitter = *round.sitter(request.enrolment_id);
  if (request.verdict == JuryVerdict::EXCLU) return conflict("judge.exclusion_by_procedure");
  bool const of_a_block = request.verdict == JuryVerdict::VALIDE || request.verdict == JuryVerdict::NON_VALIDE;
  if (of_a_block) return invalid_field("verdict", "judge.verdict_of_another_jury", final_block, json::name_of(*request.verdict));
  bool const absent = comers.stayed_away(sitter);
  Awards const awards = awards_in(comers.blocks_held(request.enrolment_id));
  decision.blocks = awards.blocks_standing;
  decision.votes.clear();
  if (absent || request.verdict == JuryVerdict::AJOURNE) {
    decision.verdict = absent ? JuryVerdict::ABSENT : JuryVerdict::AJOURNE;
    return {};
  }
  if (awards.blocks_standing.size() < awards.blocks_required.size()) {
    decision.verdict = final_verdict(awards, Opinion::unfavourable);
    return {};
  }
  TRY_DONE(need_locked_grids(comers, request.enrolment_id));
  TRY_DONE(check_votes(round, request.enrolment_id, request.votes));
  std::vector<Vote<std::string>> votes;
  for (VerdictVote const& one : request.votes) votes.push_back({one.juror, json::name_of(one.opinion)});
  auto const favourable = [](std::string const& opinion) { return Rational{opinion == "favourable" ? 1 : 0}; };
  TRY(Ballot const ballot, counted(votes, president_of(round.seated).value_or(JurorId()), round.rules.tie, favourable));
  Opinion const opinion = *json::named<Opinion>(ballot.choice);
  decision.votes = request.votes;
  decision.casting_vote = ballot.voice;
  decision.verdict = final_verdict(awards, opinion);
  return {};
}

Done check_motive(JuryDecision const& decision) {
  if (needs_motive(decision.verdict) && decision.motive.empty()) return invalid_field("motive", "judge.motive_missing", json::name_of(decision.verdict));
  return {};
}

Result<JuryDecision> decided(Comers& comers, Actor const& actor, Round const& round, DecideCandidate const& request) {
  Desk const& desk = *round.desk;
  if (round.sitter(request.enrolment_id) == nullptr) return invalid_field("enrolment_id", "judge.candidate_unknown");
  JuryDecision decision = decision_for(desk, round, request.enrolment_id);
  if (decision.verdict == JuryVerdict::EXCLU) return conflict("judge.exclusion_by_procedure");
  decision.motive = request.motive.value_or(decision.motive);
  decision.casting_vote = cast_on_a_criterion(round, request.enrolment_id) ? Voice::casting : Voice::plain;
  if (round.block() == final_block) {
    TRY_DONE(take_final_verdict(comers, round, request, decision));
  } else {
    TRY_DONE(take_block_verdict(comers, round, request, decision));
  }
  TRY_DONE(check_motive(decision));
  if (decision.ratio) TRY_DONE(keep_open_marks(comers, actor, round, request.enrolment_id));
  decision.decided_at = desk.clock.now();
  keep(comers.transaction(), desk, actor, {"judge.decided", decision_table}, decision);
  return decision;
}

/// Writes a verdict that comes from a procedure into the open round.
Done impose(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Exclusion const&, JuryVerdict> const& what) {
  auto const& [exclusion, verdict] = what;
  TRY(ExamSession const session, examine::load_session(tx, actor.workspace, exclusion.session));
  TRY(Round round, last_round(tx, desk, session));
  if (round.sitter(exclusion.enrolment) == nullptr) return not_found("judge.candidate_unknown");
  JuryDecision decision = decision_for(desk, round, exclusion.enrolment);
  if ((decision.verdict == JuryVerdict::EXCLU) == (verdict == JuryVerdict::EXCLU)) return {};
  bool const convened = round.deliberation.state == DeliberationState::convened;
  if (!convened) TRY_DONE(make_quorate(tx, desk, actor, round.deliberation));
  decision.verdict = verdict;
  decision.ratio.reset();
  decision.shortfalls.clear();
  decision.votes.clear();
  decision.casting_vote = Voice::plain;
  decision.motive = *Text<0, 4000>::parse(exclusion.motive.to_string());
  decision.decided_at = desk.clock.now();
  keep(tx, desk, actor, {verdict == JuryVerdict::EXCLU ? "judge.excluded" : "judge.exclusion_lifted", decision_table}, decision);
  return convened ? Done() : settle(tx, desk, actor, round);
}

/// Whether a bulk confirmation may take this candidate.
bool takes(Comers& comers, Round const& round, examine::Sitter const& sitter, Bulk bulk) {
  if (comers.stayed_away(sitter)) return true;
  if (round.block() == final_block) return false;
  if (parts_owed(comers, round, sitter).empty()) return comers.to_be_marked(sitter);
  auto const grids = locked_grids(comers, sitter.enrolment_id);
  if (!grids) return false;
  auto const found = compared(round, *grids);
  CriterionStanding const most = bulk == Bulk::identical ? CriterionStanding::agreed : CriterionStanding::settled;
  return found && found->standing <= most;
}

}  // namespace

Result<BlockResult> computed(Comers& comers, Round const& round, EnrolmentId const& enrolment) {
  if (parts_owed(comers, round, *round.sitter(enrolment)).empty()) {
    return result_of({round.block(), criteria_for(round, enrolment), counting(round, {}, enrolment), questionnaire_of(round, enrolment)}, round.rules);
  }
  TRY(auto const grids, need_locked_grids(comers, enrolment));
  for (Grid const& one : grids) {
    if (one.paper_check == PaperCheck::awaited) return conflict("judge.paper_unchecked");
  }
  TRY(Comparison const found, compared(round, grids));
  bool const third = third_juror(found, round.rules) == Third::must;
  if (third) return conflict("judge.third_awaited");
  Points const points = counting(round, found, enrolment);
  Problem pending{Kind::conflict, "judge.level_pending", {}, {}, {}};
  auto const criteria = criteria_for(round, enrolment);
  for (Placed const& one : criteria) {
    if (!points.contains(one.code)) pending.fields.push_back({one.code, "judge.level_pending", {}, {}});
  }
  if (!pending.fields.empty()) return fail(std::move(pending));
  return result_of({round.block(), criteria, points, questionnaire_of(round, enrolment)}, round.rules);
}

Result<Agreed> agree_level(Desk const& desk, Actor const& actor, ExamSessionId const& id, AgreeLevel const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Agreed> {
    TRY(Round round, round_of_president(tx, desk, actor, id));
    TRY_DONE(make_quorate(tx, desk, actor, round.deliberation));
    Comers comers(tx, desk, round.session, request.enrolment_id);
    TRY_DONE(need_locked_grids(comers, request.enrolment_id));
    std::string const code = request.criterion.to_string();
    auto const criteria = criteria_for(round, request.enrolment_id);
    bool const known = std::any_of(criteria.begin(), criteria.end(), [&](Placed const& one) { return one.code == code; });
    if (!known) return invalid_field("criterion", "judge.criterion_unknown", {}, code);
    TRY(Ballot const ballot, ballot_on(round, request));
    Agreed agreed;
    agreed.id = AgreedId::make(desk.clock);
    for (Agreed const& before : round.agreed) {
      if (before.enrolment_id == request.enrolment_id && before.criterion == request.criterion) agreed.id = before.id;
    }
    agreed.workspace_id = round.session.workspace_id;
    agreed.deliberation_id = round.deliberation.id;
    agreed.enrolment_id = request.enrolment_id;
    agreed.criterion = request.criterion;
    TRY(agreed.points, points_of(round.rules.scale, ballot.choice));
    agreed.voice = ballot.voice;
    agreed.motive = *Text<0, 2000>::parse(request.motive.to_string());
    agreed.votes = request.votes;
    agreed.agreed_at = desk.clock.now();
    keep(tx, desk, actor, {"judge.level_agreed", agreed_table}, agreed);
    return agreed;
  });
}

Done exclude(store::Transaction& tx, Desk const& desk, Actor const& actor, Exclusion const& exclusion) {
  return impose(tx, desk, actor, {exclusion, JuryVerdict::EXCLU});
}

Done lift_exclusion(store::Transaction& tx, Desk const& desk, Actor const& actor, Exclusion const& exclusion) {
  return impose(tx, desk, actor, {exclusion, JuryVerdict::AJOURNE});
}

Result<JuryDecision> decide(Desk const& desk, Actor const& actor, ExamSessionId const& id, DecideCandidate const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<JuryDecision> {
    TRY(Round round, round_of_president(tx, desk, actor, id));
    TRY_DONE(make_quorate(tx, desk, actor, round.deliberation));
    Comers comers(tx, desk, round.session, request.enrolment_id);
    TRY(JuryDecision decision, decided(comers, actor, round, request));
    TRY_DONE(settle(tx, desk, actor, round));
    return decision;
  });
}

Result<Confirmed> confirm_in_bulk(Desk const& desk, Actor const& actor, ExamSessionId const& id, Bulk bulk) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Confirmed> {
    TRY(Round round, round_of_president(tx, desk, actor, id));
    TRY_DONE(make_quorate(tx, desk, actor, round.deliberation));
    Confirmed confirmed;
    Comers comers(tx, desk, round.session);
    for (examine::Sitter const& sitter : round.sitters) {
      bool const done = std::any_of(round.decisions.begin(), round.decisions.end(), [&](JuryDecision const& one) { return one.enrolment_id == sitter.enrolment_id; });
      if (done) continue;
      bool taken = takes(comers, round, sitter, bulk);
      // An unfavourable one lacks its motive: it is left to be looked at.
      if (taken) taken = decided(comers, actor, round, {sitter.enrolment_id, {}, {}, {}}).has_value();
      ++(taken ? confirmed.decided : confirmed.left);
    }
    TRY_DONE(settle(tx, desk, actor, round));
    return confirmed;
  });
}

}  // namespace parvis::judge
