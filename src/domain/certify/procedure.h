// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Appeals and the fraud procedure. Of fraud, no path leads to a decision but through the candidate's observations, or the
// end of the time given to make them (R6412-7).

#include "certify/award.h"

namespace parvis::certify {

using AppealId = Id<struct AppealTag>;
using FraudId = Id<struct FraudTag>;

enum class AppealState { lodged, acknowledged, examined, upheld, dismissed };
BOOST_DESCRIBE_ENUM(AppealState, lodged, acknowledged, examined, upheld, dismissed)
enum class AppealEvent { acknowledge, examine, uphold, dismiss };
BOOST_DESCRIBE_ENUM(AppealEvent, acknowledge, examine, uphold, dismiss)
/// Problem certify.appeal_state.
Result<AppealState> moved(AppealState state, AppealEvent event);

struct Appeal {
  AppealId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  OutcomeId outcome_id;
  Text<1, 8000> grounds;
  LocalDate lodged_on;
  AppealState state = AppealState::lodged;
  Text<0, 8000> findings;  // on procedure and arithmetic
  Text<0, 4000> motive;    // of the end
  std::optional<Instant> acknowledged_at;
  std::optional<Instant> closed_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Appeal, (), (id, workspace_id, candidate_id, outcome_id, grounds, lodged_on, state, findings, motive, acknowledged_at, closed_at, revision))

enum class FraudState { reported, informed, observed, decided };
BOOST_DESCRIBE_ENUM(FraudState, reported, informed, observed, decided)
/// expire: the time for observations passed without any.
enum class FraudEvent { inform, observe, expire, decide };
BOOST_DESCRIBE_ENUM(FraudEvent, inform, observe, expire, decide)
/// Problem certify.fraud_state.
Result<FraudState> moved(FraudState state, FraudEvent event);

enum class Sanction { none, warning, annulled_sitting, refusal, withdrawal };
BOOST_DESCRIBE_ENUM(Sanction, none, warning, annulled_sitting, refusal, withdrawal)

struct Fraud {
  FraudId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  EnrolmentId enrolment_id;
  std::string block;  // "B1" … "final"
  Text<1, 8000> facts;
  FraudState state = FraudState::reported;
  LocalDate reported_on;
  std::optional<LocalDate> observe_by;  // the last day
  Text<0, 8000> observations;
  std::optional<Sanction> sanction;
  Text<0, 4000> motive;
  std::optional<Instant> decided_at;
  bool asks_minutes = false;  // new minutes must supersede those of the session
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Fraud, (), (id, workspace_id, candidate_id, enrolment_id, block, facts, state, reported_on, observe_by, observations, sanction, motive,
                                  decided_at, asks_minutes, revision))

}  // namespace parvis::certify
