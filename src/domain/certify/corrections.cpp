// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/correction.h"
#include "certify/procedure_store.h"

namespace parvis::certify {
namespace {

/// What one correction is made from: the cause's own words are the motive that the minutes print.
struct Correcting {
  CorrectionAsked asked;
  Text<0, 4000> motive;
  JuryVerdict former = JuryVerdict::AJOURNE;
};

void record(store::Transaction& tx, Desk const& desk, CorrectionAsked const& asked) {
  put(tx, asked);
  record_kept(tx, desk, system_actor(asked.workspace_id), {"certify.correction_" + json::name_of(asked.state), correction_table, asked.id.to_string(), json::to_value(asked)});
}

CorrectionAsked asked_for(Desk const& desk, ProcedureEnded const& ended, CorrectionCause cause) {
  CorrectionAsked asked;
  asked.id = CorrectionId::make(desk.clock);
  asked.workspace_id = ended.workspace_id;
  asked.cause = cause;
  asked.cause_id = ended.id;
  asked.asked_at = desk.clock.now();
  return asked;
}

/// The session whose decision the fraud concerns: that of what stands in the candidate's favour, or else the last they sat.
std::string session_of(store::Transaction& tx, Fraud const& fraud) {
  for (JuryOutcome const& outcome : outcomes_of(tx, fraud.candidate_id)) {
    bool const concerned = outcome.enrolment_id == fraud.enrolment_id && outcome.block == fraud.block && outcome.state == AwardStanding::standing;
    if (concerned && !judge::needs_motive(outcome.verdict)) return outcome.session_id;
  }
  for (examine::ExamSession const& session : examine::sessions_of(tx, fraud.workspace_id)) {
    if (session.block.to_string() == fraud.block && examine::sitter_of_enrolment(tx, session.id, fraud.enrolment_id)) return session.id.to_string();
  }
  return {};
}

/// The open round, or a correction of the minutes that stand; absent while the jury has not met, or has signed.
Result<std::optional<judge::Deliberation>> round_for(store::Transaction& tx, Desk const& desk, Correcting const& correcting, examine::ExamSessionId const& session) {
  if (auto open = judge::open_round(tx, session)) {
    if (open->state == judge::DeliberationState::pv_signed) return std::optional<judge::Deliberation>();
    return std::optional(std::move(*open));
  }
  auto const minutes = judge::minutes_of(tx, session);
  if (minutes.empty()) return std::optional<judge::Deliberation>();
  std::string const motive = first_code_points(correcting.motive.to_string(), 2000);
  TRY(auto opened, judge::open_correction(tx, desk.jury, system_actor(correcting.asked.workspace_id), {minutes.back().id, *Text<1, 2000>::parse(motive)}));
  return std::optional(std::move(opened));
}

Done enter_decision(store::Transaction& tx, Desk const& desk, Correcting const& correcting, examine::ExamSessionId const& session) {
  Actor const actor = system_actor(correcting.asked.workspace_id);
  judge::Exclusion const exclusion{session, correcting.asked.enrolment_id, *Text<1, 4000>::parse(correcting.motive.to_string())};
  if (correcting.asked.cause == CorrectionCause::fraud) return judge::exclude(tx, desk.jury, actor, exclusion);
  if (correcting.former == JuryVerdict::EXCLU) return judge::lift_exclusion(tx, desk.jury, actor, exclusion);
  return {};
}

std::string number_superseded(store::Transaction& tx, WorkspaceId const& workspace, judge::Deliberation const& round) {
  if (!round.supersedes) return {};
  auto const minutes = judge::load_minutes(tx, workspace, *round.supersedes);
  return minutes ? minutes->number : std::string();
}

Done carry_out(store::Transaction& tx, Desk const& desk, Correcting correcting) {
  CorrectionAsked& asked = correcting.asked;
  if (asked.session_id.empty()) {
    asked.state = CorrectionState::on_paper;
    record(tx, desk, asked);
    return {};
  }
  TRY(auto const session, examine::ExamSessionId::parse(asked.session_id));
  TRY(auto const round, round_for(tx, desk, correcting, session));
  if (round) {
    TRY_DONE(enter_decision(tx, desk, correcting, session));
    asked.deliberation_id = round->id.to_string();
    asked.minutes_number = number_superseded(tx, asked.workspace_id, *round);
    asked.state = CorrectionState::opened;
  }
  record(tx, desk, asked);
  return {};
}

Result<Correcting> from_appeal(store::Transaction& tx, CorrectionAsked asked) {
  TRY(auto const id, AppealId::parse(asked.cause_id));
  auto const appeal = find_appeal(tx, asked.workspace_id, id);
  auto const outcome = appeal ? find_outcome(tx, asked.workspace_id, appeal->outcome_id) : std::nullopt;
  if (!outcome) return not_found("certify.outcome_not_found");
  asked.enrolment_id = outcome->enrolment_id;
  asked.block = outcome->block;
  asked.session_id = outcome->session_id;
  asked.minutes_number = outcome->minutes_number;
  return Correcting{std::move(asked), appeal->motive, outcome->verdict};
}

Result<Correcting> from_fraud(store::Transaction& tx, CorrectionAsked asked) {
  TRY(auto const id, FraudId::parse(asked.cause_id));
  auto const fraud = find_fraud(tx, asked.workspace_id, id);
  if (!fraud) return not_found("certify.fraud_not_found");
  asked.enrolment_id = fraud->enrolment_id;
  asked.block = fraud->block;
  asked.session_id = session_of(tx, *fraud);
  return Correcting{std::move(asked), fraud->motive, {}};
}

std::optional<std::string> corrected_by(store::Transaction& tx, CorrectionAsked const& asked) {
  auto const session = examine::ExamSessionId::parse(asked.session_id);
  if (!session || asked.deliberation_id.empty()) return std::nullopt;
  for (judge::Minutes const& minutes : judge::minutes_of(tx, *session)) {
    if (minutes.deliberation_id.to_string() == asked.deliberation_id) return minutes.number;
  }
  return std::nullopt;
}

}  // namespace

Done correct_for_appeal(store::Transaction& tx, Desk const& desk, ProcedureEnded const& ended) {
  if (correction_for(tx, CorrectionCause::appeal, ended.id)) return {};
  TRY(Correcting correcting, from_appeal(tx, asked_for(desk, ended, CorrectionCause::appeal)));
  return carry_out(tx, desk, std::move(correcting));
}

Done correct_for_fraud(store::Transaction& tx, Desk const& desk, ProcedureEnded const& ended) {
  if (correction_for(tx, CorrectionCause::fraud, ended.id)) return {};
  TRY(Correcting correcting, from_fraud(tx, asked_for(desk, ended, CorrectionCause::fraud)));
  return carry_out(tx, desk, std::move(correcting));
}

Done resume_corrections(store::Transaction& tx, Desk const& desk, JuryMoved const& moved) {
  for (CorrectionAsked& asked : corrections_waiting(tx, moved.workspace_id, moved.session_id)) {
    ++asked.revision;
    bool const appeal = asked.cause == CorrectionCause::appeal;
    TRY(Correcting correcting, appeal ? from_appeal(tx, std::move(asked)) : from_fraud(tx, std::move(asked)));
    TRY_DONE(carry_out(tx, desk, std::move(correcting)));
  }
  return {};
}

std::vector<CorrectionLine> corrections(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::vector<CorrectionLine> lines;
    for (CorrectionAsked& asked : correction_rows(tx, actor.workspace)) {
      auto number = corrected_by(tx, asked);
      lines.push_back({std::move(asked), std::move(number)});
    }
    return lines;
  });
}

}  // namespace parvis::certify
