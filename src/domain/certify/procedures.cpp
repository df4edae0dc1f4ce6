// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/procedures.h"

#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/awards.h"
#include "certify/certificates.h"
#include "certify/letter.h"
#include "certify/procedure_store.h"
#include "jobs/outbox.h"

namespace parvis::certify {
namespace {

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<std::string, Appeal const&> act) {
  put(tx, act.second);
  record_kept(tx, desk, actor, {act.first, appeal_table, act.second.id.to_string(), json::to_value(act.second)});
}
void record(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<std::string, Fraud const&> act) {
  put(tx, act.second);
  record_kept(tx, desk, actor, {act.first, fraud_table, act.second.id.to_string(), json::to_value(act.second)});
}

Result<Appeal> lodge(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<JuryOutcome const&, LodgeAppeal const&> asked) {
  auto const& [outcome, request] = asked;
  LocalDate const day = request.lodged_on.value_or(today_of(tx, desk.clock, actor.workspace));
  if (day > outcome.appeal_by) return invalid_field("lodged_on", "certify.appeal_late", outcome.appeal_by.to_string(), day.to_string());
  if (outcome.state != AwardStanding::standing) return conflict("certify.outcome_state", json::name_of(outcome.state));
  if (appeal_of(tx, outcome.id)) return conflict("certify.appeal_twice");
  Appeal appeal;
  appeal.id = AppealId::make(desk.clock);
  appeal.workspace_id = actor.workspace;
  appeal.candidate_id = outcome.candidate_id;
  appeal.outcome_id = outcome.id;
  appeal.grounds = request.grounds;
  appeal.lodged_on = day;
  record(tx, desk, actor, {"certify.appeal_lodged", appeal});
  return appeal;
}

bool ends(AppealEvent event) { return event == AppealEvent::uphold || event == AppealEvent::dismiss; }

Done check_move(MoveAppeal const& move) {
  if (move.event == AppealEvent::examine && move.findings.to_string().empty()) return invalid_field("findings", "certify.findings_required");
  if (ends(move.event) && move.motive.to_string().empty()) return invalid_field("motive", "certify.motive_required");
  return {};
}

void follow_appeal(store::Transaction& tx, Desk const& desk, Appeal const& appeal) {
  auto const outcome = find_outcome(tx, appeal.workspace_id, appeal.outcome_id);
  if (!outcome) return;
  if (appeal.state == AppealState::acknowledged) {
    write_letter(tx, desk, appeal.workspace_id, {appeal.candidate_id, "certify_appeal_received", {{"block", outcome->block}, {"lodged_on", appeal.lodged_on.to_string()}}});
  }
  if (appeal.state != AppealState::upheld) return;
  jobs::publish_event(tx, "certify.appeal_upheld", json::encode(ProcedureEnded{appeal.workspace_id, appeal.id.to_string()}));
}

Result<Fraud> load_fraud(store::Transaction& tx, WorkspaceId const& workspace, FraudId const& id) {
  auto fraud = find_fraud(tx, workspace, id);
  if (!fraud) return not_found("certify.fraud_not_found");
  return std::move(*fraud);
}

Result<Fraud> observe(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Fraud, Observe const&> asked) {
  auto& [fraud, request] = asked;
  TRY(fraud.state, moved(fraud.state, FraudEvent::observe));
  fraud.observations = *Text<0, 8000>::parse(request.observations.to_string());
  ++fraud.revision;
  record(tx, desk, actor, {"certify.fraud_observed", fraud});
  return std::move(fraud);
}

std::int64_t observation_days(store::Transaction& tx, WorkspaceId const& workspace) {
  auto const sets = enrol::rule_sets_in_force(tx, workspace);
  return (sets.empty() ? enrol::shipped_rule_sets().at("default") : sets.front().rules).delays.observation.days;
}

Done withdraw(store::Transaction& tx, Desk const& desk, Actor const& actor, Fraud const& fraud) {
  Text<0, 2000> const motive = *Text<0, 2000>::parse(first_code_points(fraud.motive.to_string(), 2000));
  if (fraud.block != final_block) {
    for (Award const& award : standing_awards(tx, fraud.enrolment_id, fraud.block)) {
      end_award(tx, desk, actor, {award, AwardStanding::withdrawn, motive});
      TRY_DONE(revoke_citing(tx, desk, actor, {award, motive}));
    }
  }
  // Without one of its blocks the certificate of the enrolment does not stand either.
  return revoke_certificate(tx, desk, actor, {fraud.enrolment_id, motive});
}

}  // namespace

Result<Appeal> lodge_own_appeal(Desk const& desk, Actor const& actor, LodgeAppeal const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Appeal> {
    auto const candidate = enrol::candidate_of_person(tx, actor.workspace, actor.person);
    auto const outcome = find_outcome(tx, actor.workspace, request.outcome_id);
    if (!candidate || !outcome || outcome->candidate_id != candidate->id) return not_found("certify.outcome_not_found");
    LodgeAppeal own = request;
    own.lodged_on.reset();  // today: a candidate does not date their own letter
    return lodge(tx, desk, actor, {*outcome, own});
  });
}

Result<Appeal> lodge_appeal(Desk const& desk, Actor const& actor, LodgeAppeal const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Appeal> {
    auto const outcome = find_outcome(tx, actor.workspace, request.outcome_id);
    if (!outcome) return not_found("certify.outcome_not_found");
    return lodge(tx, desk, actor, {*outcome, request});
  });
}

Result<Appeal> move_appeal(Desk const& desk, Actor const& actor, AppealId const& id, MoveAppeal const& move) {
  TRY_DONE(check_move(move));
  return desk.database.write([&](store::Transaction& tx) -> Result<Appeal> {
    auto appeal = find_appeal(tx, actor.workspace, id);
    if (!appeal) return not_found("certify.appeal_not_found");
    TRY(appeal->state, moved(appeal->state, move.event));
    if (move.event == AppealEvent::acknowledge) appeal->acknowledged_at = desk.clock.now();
    if (move.event == AppealEvent::examine) appeal->findings = move.findings;
    if (ends(move.event)) {
      appeal->motive = move.motive;
      appeal->closed_at = desk.clock.now();
    }
    ++appeal->revision;
    record(tx, desk, actor, {"certify.appeal_" + json::name_of(appeal->state), *appeal});
    follow_appeal(tx, desk, *appeal);
    return *appeal;
  });
}

std::vector<Appeal> appeals(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return appeal_rows(tx, actor.workspace); });
}

Result<Fraud> report_fraud(Desk const& desk, Actor const& actor, ReportFraud const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Fraud> {
    TRY(auto const enrolment, enrol::load_enrolment(tx, actor.workspace, request.enrolment_id));
    Fraud fraud;
    fraud.id = FraudId::make(desk.clock);
    fraud.workspace_id = actor.workspace;
    fraud.candidate_id = enrolment.candidate_id;
    fraud.enrolment_id = enrolment.id;
    fraud.block = request.block.to_string();
    fraud.facts = request.facts;
    fraud.reported_on = today_of(tx, desk.clock, actor.workspace);
    record(tx, desk, actor, {"certify.fraud_reported", fraud});
    return fraud;
  });
}

Result<Fraud> inform_of_fraud(Desk const& desk, Actor const& actor, FraudId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Fraud> {
    TRY(Fraud fraud, load_fraud(tx, actor.workspace, id));
    TRY(fraud.state, moved(fraud.state, FraudEvent::inform));
    fraud.observe_by = today_of(tx, desk.clock, actor.workspace).plus_days(static_cast<int>(observation_days(tx, actor.workspace)));
    ++fraud.revision;
    record(tx, desk, actor, {"certify.fraud_informed", fraud});
    write_letter(tx, desk, actor.workspace,
                 {fraud.candidate_id, "certify_fraud_informed", {{"block", fraud.block}, {"facts", fraud.facts.to_string()}, {"observe_by", fraud.observe_by->to_string()}}});
    return fraud;
  });
}

Result<Fraud> observe_own(Desk const& desk, Actor const& actor, FraudId const& id, Observe const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Fraud> {
    auto const candidate = enrol::candidate_of_person(tx, actor.workspace, actor.person);
    TRY(Fraud fraud, load_fraud(tx, actor.workspace, id));
    bool const own = candidate && fraud.candidate_id == candidate->id && fraud.state != FraudState::reported;
    if (!own) return not_found("certify.fraud_not_found");
    return observe(tx, desk, actor, {std::move(fraud), request});
  });
}

Result<Fraud> observe_for(Desk const& desk, Actor const& actor, FraudId const& id, Observe const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Fraud> {
    TRY(Fraud fraud, load_fraud(tx, actor.workspace, id));
    return observe(tx, desk, actor, {std::move(fraud), request});
  });
}

Result<Fraud> expire_observations(Desk const& desk, Actor const& actor, FraudId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Fraud> {
    TRY(Fraud fraud, load_fraud(tx, actor.workspace, id));
    TRY(fraud.state, moved(fraud.state, FraudEvent::expire));
    LocalDate const today = today_of(tx, desk.clock, actor.workspace);
    if (today <= *fraud.observe_by) return conflict("certify.observation_open", fraud.observe_by->to_string());
    ++fraud.revision;
    record(tx, desk, actor, {"certify.fraud_unobserved", fraud});
    return fraud;
  });
}

Result<Fraud> decide_fraud(Desk const& desk, Actor const& actor, FraudId const& id, DecideFraud const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Fraud> {
    TRY(Fraud fraud, load_fraud(tx, actor.workspace, id));
    TRY(fraud.state, moved(fraud.state, FraudEvent::decide));
    fraud.sanction = request.sanction;
    fraud.motive = *Text<0, 4000>::parse(request.motive.to_string());
    fraud.decided_at = desk.clock.now();
    fraud.asks_minutes = request.sanction != Sanction::none && request.sanction != Sanction::warning;
    ++fraud.revision;
    record(tx, desk, actor, {"certify.fraud_decided", fraud});
    if (request.sanction == Sanction::withdrawal) TRY_DONE(withdraw(tx, desk, actor, fraud));
    if (fraud.asks_minutes) jobs::publish_event(tx, "certify.fraud_decided", json::encode(ProcedureEnded{fraud.workspace_id, fraud.id.to_string()}));
    return fraud;
  });
}

std::vector<Fraud> frauds(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return fraud_rows(tx, actor.workspace); });
}

}  // namespace parvis::certify
