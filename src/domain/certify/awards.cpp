// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/awards.h"

#include <algorithm>

#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/certificate_store.h"
#include "certify/certificates.h"

namespace parvis::certify {
namespace {

struct Hearing {
  store::Transaction& tx;
  Desk const& desk;
  Actor const& actor;
  ClosedMinutes const& minutes;
  VersionBlocks& blocks;
  std::vector<std::string> former;  // numbers of what these minutes supersede, through all corrections

  bool supersede(std::string const& number) const { return std::find(former.begin(), former.end(), number) != former.end(); }
};

void record(Hearing const& hearing, char const* act, JuryOutcome const& outcome) {
  put(hearing.tx, outcome);
  record_kept(hearing.tx, hearing.desk, hearing.actor, {act, outcome_table, outcome.id.to_string(), json::to_value(outcome)});
}

void record(Hearing const& hearing, char const* act, Award const& award) {
  put(hearing.tx, award);
  record_kept(hearing.tx, hearing.desk, hearing.actor, {act, award_table, award.id.to_string(), json::to_value(award)});
}

JuryOutcome outcome_from(Hearing const& hearing, enrol::Enrolment const& enrolment, ClosedDecision const& decision) {
  ClosedMinutes const& minutes = hearing.minutes;
  JuryOutcome outcome;
  outcome.id = OutcomeId::make(hearing.desk.clock);
  outcome.workspace_id = enrolment.workspace_id;
  outcome.candidate_id = enrolment.candidate_id;
  outcome.enrolment_id = enrolment.id;
  outcome.version_id = enrolment.version_id;
  outcome.block = decision.block;
  outcome.verdict = decision.verdict;
  outcome.motive = decision.motive;
  outcome.minutes_number = minutes.number;
  if (!minutes.supersedes.empty()) outcome.supersedes = minutes.supersedes;
  outcome.session_id = minutes.session_id;
  outcome.origin = minutes.origin;
  outcome.decided_on = minutes.closed_on;
  outcome.notify_by = minutes.closed_on.plus_days(static_cast<int>(minutes.notification_days));
  outcome.appeal_days = minutes.appeal_days;
  outcome.appeal_by = outcome.notify_by.plus_days(static_cast<int>(minutes.appeal_days));
  return outcome;
}

void supersede_former(Hearing const& hearing, JuryOutcome const& outcome) {
  for (std::string const& number : hearing.former) {
    for (JuryOutcome former : former_outcomes(hearing.tx, outcome, number)) {
      former.state = AwardStanding::superseded;
      ++former.revision;
      record(hearing, "certify.outcome_superseded", former);
    }
  }
}

enrol::RuleSet rules_in_force(store::Transaction& tx, WorkspaceId const& workspace) {
  auto const sets = enrol::rule_sets_in_force(tx, workspace);
  return sets.empty() ? enrol::shipped_rule_sets().at("default") : sets.front().rules;
}

/// How long an award of this outcome stands: by the rules of its session, or of its minutes on paper.
std::optional<LocalDate> term_of(Hearing const& hearing, JuryOutcome const& outcome) {
  std::optional<std::int64_t> months = hearing.minutes.award_months;
  if (outcome.minutes_number != hearing.minutes.number) {
    auto const id = examine::ExamSessionId::parse(outcome.session_id);
    auto const session = id ? examine::load_session(hearing.tx, outcome.workspace_id, *id) : Result<examine::ExamSession>(not_found("examine.session_not_found"));
    months = session && session->rules ? session->rules->award_months : rules_in_force(hearing.tx, outcome.workspace_id).award_months;
  }
  if (!months) return std::nullopt;
  return plus_months(outcome.decided_on, static_cast<int>(*months)).plus_days(-1);
}

/// Stands at least as long: another award would add nothing.
bool lasts_until(Award const& award, std::optional<LocalDate> const& until) { return !award.until || (until && *award.until >= *until); }

enum class Given { already, now };

/// The award of a favourable outcome, unless one stands that lasts as long: one that has its term is earned again.
Given give_award(Hearing const& hearing, JuryOutcome const& outcome) {
  auto const until = term_of(hearing, outcome);
  for (Award const& standing : standing_awards(hearing.tx, outcome.enrolment_id, outcome.block)) {
    if (lasts_until(standing, until)) return Given::already;
  }
  Award const award{AwardId::make(hearing.desk.clock), outcome.workspace_id, outcome.candidate_id, outcome.enrolment_id, outcome.version_id, outcome.block,
                    outcome.minutes_number, outcome.decided_on, until, AwardStanding::standing, {}, 1};
  record(hearing, "certify.block_awarded", award);
  queue_credential(hearing.tx, hearing.desk, {award.workspace_id, CredentialKind::block, award.id.to_string()});
  return Given::now;
}

/// What superseded minutes gave is kept, and told of these.
void award_block(Hearing const& hearing, JuryOutcome const& outcome) {
  bool kept = false;
  for (Award award : standing_awards(hearing.tx, outcome.enrolment_id, outcome.block)) {
    if (!hearing.supersede(award.minutes_number)) continue;
    award.minutes_number = outcome.minutes_number;
    ++award.revision;
    record(hearing, "certify.block_awarded", award);
    queue_credential(hearing.tx, hearing.desk, {award.workspace_id, CredentialKind::block, award.id.to_string()});
    kept = true;
  }
  if (!kept) give_award(hearing, outcome);
}

/// Another favourable outcome on the block that stands, of a resit for one, gives the block in place of what ended.
Given award_of_another(Hearing const& hearing, JuryOutcome const& lost) {
  Given given = Given::already;
  for (JuryOutcome const& other : outcomes_of(hearing.tx, lost.candidate_id)) {
    bool const same = other.enrolment_id == lost.enrolment_id && other.block == lost.block;
    bool const stands = same && other.verdict == JuryVerdict::VALIDE && other.state == AwardStanding::standing;
    if (stands && give_award(hearing, other) == Given::now) given = Given::now;
  }
  return given;
}

Done take_away(Hearing const& hearing, JuryOutcome const& outcome) {
  bool ended = false;
  for (Award const& award : standing_awards(hearing.tx, outcome.enrolment_id, outcome.block)) {
    if (!hearing.supersede(award.minutes_number)) continue;
    end_award(hearing.tx, hearing.desk, hearing.actor, {award, AwardStanding::superseded, {}});
    TRY_DONE(revoke_citing(hearing.tx, hearing.desk, hearing.actor, {award, {}}));
    ended = true;
  }
  if (!ended || award_of_another(hearing, outcome) == Given::already) return {};
  return restore_certificate(hearing.tx, hearing.desk, hearing.actor, outcome);
}

Done hear_block(Hearing const& hearing, enrol::Enrolment const& enrolment, JuryOutcome const& outcome) {
  if (outcome.verdict != JuryVerdict::VALIDE) return take_away(hearing, outcome);
  award_block(hearing, outcome);
  Capital const capital = capital_towards(hearing.tx, hearing.desk.clock, enrolment, hearing.blocks.of(enrolment));
  bool const whole = capital.missing.empty() && !capital.acquired.empty();
  if (whole && enrol::moved(enrolment.state, enrol::EnrolmentEvent::all_awarded)) {
    static_cast<void>(enrol::move_enrolment(hearing.tx, hearing.desk.clock, hearing.actor, enrolment.id, enrol::EnrolmentEvent::all_awarded));
  }
  if (hearing.former.empty()) return {};
  return restore_certificate(hearing.tx, hearing.desk, hearing.actor, outcome);
}

Done hear_decision(Hearing const& hearing, ClosedDecision const& decision) {
  auto const enrolment = enrol::load_enrolment(hearing.tx, hearing.actor.workspace, decision.enrolment_id);
  if (!enrolment) return invalid_field("decisions", "certify.enrolment_unknown", "", decision.enrolment_id.to_string());
  JuryOutcome const outcome = outcome_from(hearing, *enrolment, decision);
  if (outcome_of(hearing.tx, outcome)) return {};
  supersede_former(hearing, outcome);
  record(hearing, "certify.outcome_heard", outcome);
  if (outcome.block == final_block) return hear_final(hearing.tx, hearing.desk, hearing.actor, {outcome, hearing.minutes.supersedes});
  return hear_block(hearing, *enrolment, outcome);
}

bool of_block_alone(JuryVerdict verdict) { return verdict == JuryVerdict::VALIDE || verdict == JuryVerdict::NON_VALIDE; }

Done check_declared(DeclareMinutes const& request) {
  std::vector<FieldError> wrong;
  for (std::size_t i = 0; i < request.decisions.size(); ++i) {
    ClosedDecision const& decision = request.decisions[i];
    std::string const path = "decisions/" + std::to_string(i);
    bool const final_one = decision.block == final_block;
    if (final_one ? of_block_alone(decision.verdict) : judge::of_final_jury(decision.verdict)) {
      wrong.push_back({path + "/verdict", "certify.decision_mismatch", decision.block, json::name_of(decision.verdict)});
    }
    if (judge::needs_motive(decision.verdict) && decision.motive.to_string().empty()) wrong.push_back({path + "/motive", "certify.motive_required", "", ""});
  }
  if (request.decisions.empty()) wrong.push_back({"decisions", "certify.nothing_decided", "1", "0"});
  if (!wrong.empty()) return invalid("json.invalid_fields", std::move(wrong));
  return {};
}

ClosedMinutes minutes_from(DeclareMinutes const& request, enrol::RuleSet const& rules) {
  ClosedMinutes minutes;
  minutes.number = request.number.to_string();
  minutes.supersedes = request.supersedes ? request.supersedes->to_string() : std::string();
  minutes.origin = MinutesOrigin::declared;
  minutes.closed_on = request.closed_on;
  minutes.notification_days = rules.delays.notification.days;
  minutes.appeal_days = rules.delays.appeal.days;
  minutes.award_months = rules.award_months;
  minutes.decisions = request.decisions;
  return minutes;
}

std::vector<JuryOutcome> those_of(store::Transaction& tx, WorkspaceId const& workspace, std::string const& number) {
  std::vector<JuryOutcome> found = outcome_rows(tx, workspace);
  std::erase_if(found, [&](JuryOutcome const& outcome) { return outcome.minutes_number != number; });
  return found;
}

}  // namespace

Done take_minutes(store::Transaction& tx, Desk const& desk, Actor const& actor, ClosedMinutes const& minutes) {
  VersionBlocks blocks(tx);
  Hearing const hearing{tx, desk, actor, minutes, blocks, superseded_chain(tx, actor.workspace, minutes.supersedes)};
  // Blocks first, so that a final decision of the same minutes sees them.
  for (bool const final_ones : {false, true}) {
    for (ClosedDecision const& decision : minutes.decisions) {
      if ((decision.block == final_block) == final_ones) TRY_DONE(hear_decision(hearing, decision));
    }
  }
  return {};
}

Result<std::vector<JuryOutcome>> declare_minutes(Desk const& desk, Actor const& actor, DeclareMinutes const& request) {
  TRY_DONE(check_declared(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<std::vector<JuryOutcome>> {
    if (!those_of(tx, actor.workspace, request.number.to_string()).empty()) return conflict("certify.minutes_taken");
    TRY_DONE(take_minutes(tx, desk, actor, minutes_from(request, rules_in_force(tx, actor.workspace))));
    return those_of(tx, actor.workspace, request.number.to_string());
  });
}

std::vector<std::string> const& VersionBlocks::of(enrol::Enrolment const& enrolment) {
  auto const [place, fresh] = known_.try_emplace(enrolment.version_id);
  if (!fresh) return place->second;
  if (auto const version = enrol::load_version(tx_, enrolment.workspace_id, enrolment.version_id)) {
    for (auto const& block : version->content.blocks) place->second.push_back(block.id);
  }
  return place->second;
}

Capital capital_towards(store::Transaction& tx, Clock const& clock, enrol::Enrolment const& enrolment, std::vector<std::string> blocks) {
  return Capitals(tx, clock, enrolment.workspace_id, {enrolment.candidate_id}).towards(enrolment, std::move(blocks));
}

Capitals::Capitals(store::Transaction& tx, Clock const& clock, WorkspaceId const& workspace, std::vector<CandidateId> const& candidates)
    : day_(today_of(tx, clock, workspace)), equivalents_(tx, workspace), awards_(awards_by_candidate(tx, candidates)) {}

std::vector<Award> const& Capitals::awards_of(CandidateId const& candidate) const {
  static std::vector<Award> const none;
  auto const found = awards_.find(candidate);
  return found == awards_.end() ? none : found->second;
}

Capital Capitals::towards(enrol::Enrolment const& enrolment, std::vector<std::string> blocks) const {
  auto const counts = [&](Award const& award) { return equivalents_.hold(award.version_id, enrolment.version_id, award.block); };
  return capital_of({std::move(blocks), awards_of(enrolment.candidate_id), day_, counts});
}

Result<Capital> capital_towards(store::Transaction& tx, Clock const& clock, enrol::Enrolment const& enrolment) {
  auto const blocks = VersionBlocks(tx).of(enrolment);
  if (blocks.empty()) return not_found("enrol.version_not_found");
  return capital_towards(tx, clock, enrolment, blocks);
}

void end_award(store::Transaction& tx, Desk const& desk, Actor const& actor, EndAward const& end) {
  Award award = end.award;
  award.state = end.state;
  award.motive = end.motive;
  ++award.revision;
  put(tx, award);
  record_kept(tx, desk, actor, {"certify.award_ended", award_table, award.id.to_string(), json::to_value(award)});
  revoke_credentials_of(tx, desk, actor, {award.id.to_string(), end.motive});
}

std::vector<RegisterLine> award_register(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::map<EnrolmentId, std::vector<JuryOutcome>> outcomes;
    std::vector<EnrolmentId> order;
    for (JuryOutcome& outcome : outcome_rows(tx, actor.workspace)) {
      auto& those = outcomes[outcome.enrolment_id];
      if (those.empty()) order.push_back(outcome.enrolment_id);
      those.push_back(std::move(outcome));
    }
    std::vector<RegisterLine> lines;
    VersionBlocks blocks(tx);
    auto const people = enrol::enrolled(tx, actor.workspace, order);
    std::vector<CandidateId> candidates;
    for (auto const& [id, one] : people) candidates.push_back(one.enrolment.candidate_id);
    Capitals const capitals(tx, desk.clock, actor.workspace, candidates);
    auto const serials = standing_serials(tx, actor.workspace);
    for (EnrolmentId const& id : order) {
      auto const found = people.find(id);
      if (found == people.end() || blocks.of(found->second.enrolment).empty()) continue;
      enrol::Enrolled const& one = found->second;
      enrol::Enrolment const& enrolment = one.enrolment;
      auto const serial = serials.find(id);
      lines.push_back({id, enrolment.candidate_id, one.number, one.name, enrolment.state, capitals.towards(enrolment, blocks.of(enrolment)), std::move(outcomes[id]),
                       serial == serials.end() ? std::nullopt : std::optional(serial->second)});
    }
    return lines;
  });
}

}  // namespace parvis::certify
