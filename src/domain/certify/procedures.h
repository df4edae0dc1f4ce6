// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases of appeals and of the fraud procedure.

#include "certify/procedure.h"

namespace parvis::certify {

struct LodgeAppeal {
  OutcomeId outcome_id;
  Text<1, 8000> grounds;
  std::optional<LocalDate> lodged_on;  // the certifier's alone: the day the letter came
};
BOOST_DESCRIBE_STRUCT(LodgeAppeal, (), (outcome_id, grounds, lodged_on))
/// By the candidate, of their own outcome. Problems certify.outcome_not_found, certify.appeal_late (with the last day),
/// certify.appeal_twice.
Result<Appeal> lodge_own_appeal(Desk const& desk, Actor const& actor, LodgeAppeal const& request);
/// By the certifier, of a letter.
Result<Appeal> lodge_appeal(Desk const& desk, Actor const& actor, LodgeAppeal const& request);

struct MoveAppeal {
  AppealEvent event = AppealEvent::acknowledge;
  Text<0, 8000> findings;  // required to examine
  Text<0, 4000> motive;    // required to uphold or dismiss
};
BOOST_DESCRIBE_STRUCT(MoveAppeal, (), (event, findings, motive))
/// Upholding publishes "certify.appeal_upheld": the room beneath opens a correction of the minutes. Problems
/// certify.appeal_not_found, certify.appeal_state, certify.findings_required, certify.motive_required.
Result<Appeal> move_appeal(Desk const& desk, Actor const& actor, AppealId const& id, MoveAppeal const& move);
std::vector<Appeal> appeals(Desk const& desk, Actor const& actor);

struct ReportFraud {
  EnrolmentId enrolment_id;
  Text<1, 10> block;
  Text<1, 8000> facts;
};
BOOST_DESCRIBE_STRUCT(ReportFraud, (), (enrolment_id, block, facts))
Result<Fraud> report_fraud(Desk const& desk, Actor const& actor, ReportFraud const& request);
/// Mails the candidate, and gives them until the rule set's delay. Problems certify.fraud_not_found, certify.fraud_state.
Result<Fraud> inform_of_fraud(Desk const& desk, Actor const& actor, FraudId const& id);
struct Observe {
  Text<1, 8000> observations;
};
BOOST_DESCRIBE_STRUCT(Observe, (), (observations))
Result<Fraud> observe_own(Desk const& desk, Actor const& actor, FraudId const& id, Observe const& request);
/// As the candidate told them otherwise.
Result<Fraud> observe_for(Desk const& desk, Actor const& actor, FraudId const& id, Observe const& request);
/// Nothing came in the time given. Problem certify.observation_open (with the last day) before that.
Result<Fraud> expire_observations(Desk const& desk, Actor const& actor, FraudId const& id);
struct DecideFraud {
  Sanction sanction = Sanction::none;
  Text<1, 4000> motive;
};
BOOST_DESCRIBE_STRUCT(DecideFraud, (), (sanction, motive))
/// Withdrawal ends the award or certificate, revokes the credentials and queues the CDC's suppression; an annulled sitting, a
/// refusal and a withdrawal ask new minutes ("certify.fraud_decided").
Result<Fraud> decide_fraud(Desk const& desk, Actor const& actor, FraudId const& id, DecideFraud const& request);
std::vector<Fraud> frauds(Desk const& desk, Actor const& actor);

}  // namespace parvis::certify
