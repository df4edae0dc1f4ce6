// SPDX-License-Identifier: AGPL-3.0-or-later
// What this room hears of the one beneath: minutes closed by a jury become outcomes, awards and certificates.
#include <set>

#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/awards.h"
#include "certify/correction.h"
#include "certify/jobs.h"
#include "judge/judge.h"

namespace parvis::certify {
namespace {

ClosedDecision decision_of(judge::JuryDecision const& decision) {
  return {decision.enrolment_id, decision.block, decision.verdict, decision.motive};
}

std::string number_of(store::Transaction& tx, judge::Minutes const& minutes) {
  if (!minutes.supersedes) return "";
  auto const former = judge::load_minutes(tx, minutes.workspace_id, *minutes.supersedes);
  return former ? former->number : "";
}

Done hear(store::Transaction& tx, Desk const& desk, judge::Minutes const& closed) {
  Actor const actor = system_actor(closed.workspace_id);
  TRY(auto const session, examine::load_session(tx, closed.workspace_id, closed.session_id));
  TRY(auto const workspace, identity::load_workspace(tx, closed.workspace_id));
  ClosedMinutes minutes;
  minutes.id = closed.id.to_string();
  minutes.number = closed.number;
  minutes.supersedes = number_of(tx, closed);
  minutes.session_id = closed.session_id.to_string();
  minutes.closed_on = local_moment(closed.closed_at.value_or(desk.clock.now()), workspace.zone).date;
  minutes.notification_days = session.rules->delays.notification.days;
  minutes.appeal_days = session.rules->delays.appeal.days;
  minutes.award_months = session.rules->award_months;
  for (judge::JuryDecision const& decision : judge::decisions_of(tx, closed.id)) minutes.decisions.push_back(decision_of(decision));
  return take_minutes(tx, desk, actor, minutes);
}

Done hear_closed(store::Transaction& tx, Desk const& desk, jobs::Event const& event) {
  TRY(auto const told, json::decode<judge::MinutesClosed>(event.payload));
  for (judge::Minutes const& one : judge::minutes_of(tx, told.session_id)) {
    if (one.id != told.minutes_id) continue;
    TRY_DONE(hear(tx, desk, one));
    return resume_corrections(tx, desk, {one.workspace_id, one.session_id.to_string()});
  }
  return {};
}

}  // namespace

std::vector<jobs::Listener> certify_listeners(Desk const& desk) {
  return {{"certify.take_minutes", "judge.minutes_closed", [&desk](store::Transaction& tx, jobs::Event const& event) { return hear_closed(tx, desk, event); }},
          {"certify.resume_corrections", "judge.jury_convened", [&desk](store::Transaction& tx, jobs::Event const& event) -> Done {
             TRY(auto const met, json::decode<judge::JuryConvened>(event.payload));
             return resume_corrections(tx, desk, {met.workspace_id, met.session_id.to_string()});
           }},
          {"certify.correct_for_appeal", "certify.appeal_upheld", [&desk](store::Transaction& tx, jobs::Event const& event) -> Done {
             TRY(auto const ended, json::decode<ProcedureEnded>(event.payload));
             return correct_for_appeal(tx, desk, ended);
           }},
          {"certify.correct_for_fraud", "certify.fraud_decided", [&desk](store::Transaction& tx, jobs::Event const& event) -> Done {
             TRY(auto const ended, json::decode<ProcedureEnded>(event.payload));
             return correct_for_fraud(tx, desk, ended);
           }}};
}

judge::AwardsOf awards_for_juries(Clock const& clock) {
  return [&clock](store::Transaction& tx, WorkspaceId const& workspace, std::vector<EnrolmentId> const& enrolments) {
    std::map<EnrolmentId, std::vector<judge::AwardHeld>> held;
    auto const people = enrol::enrolled(tx, workspace, enrolments);
    std::vector<CandidateId> candidates;
    for (auto const& [id, one] : people) candidates.push_back(one.enrolment.candidate_id);
    Capitals const capitals(tx, clock, workspace, candidates);
    for (auto const& [id, one] : people) {
      // What is held, whatever the version asks for.
      std::set<std::string> blocks;
      for (Award const& award : capitals.awards_of(one.enrolment.candidate_id)) blocks.insert(award.block);
      for (Award const& award : capitals.towards(one.enrolment, {blocks.begin(), blocks.end()}).acquired) {
        held[id].push_back({award.block, award.version_id, award.awarded_on, award.minutes_number});
      }
    }
    return held;
  };
}

}  // namespace parvis::certify
