// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on what minutes decided.

#include "certify/award.h"

namespace parvis::certify {

/// Takes closed minutes in, once: outcomes, awards, the certificate of a favourable final decision, and the withdrawal of what
/// superseded minutes had given. Run again, changes nothing. Problem certify.enrolment_unknown.
Done take_minutes(store::Transaction& tx, Desk const& desk, Actor const& actor, ClosedMinutes const& minutes);

/// Minutes on paper, closed before Parvis or elsewhere.
struct DeclareMinutes {
  Text<1, 60> number;
  LocalDate closed_on;
  std::optional<Text<1, 60>> supersedes;
  std::vector<ClosedDecision> decisions;
};
BOOST_DESCRIBE_STRUCT(DeclareMinutes, (), (number, closed_on, supersedes, decisions))
/// Their outcomes; delays are those of the rule set in force. Problems certify.minutes_taken, certify.motive_required,
/// certify.decision_mismatch (a block's verdict at the final jury, or the reverse), certify.nothing_decided.
Result<std::vector<JuryOutcome>> declare_minutes(Desk const& desk, Actor const& actor, DeclareMinutes const& request);

/// What counts of a candidate's awards towards the enrolment's version today. Problem enrol.enrolment_not_found.
Result<Capital> capital_towards(store::Transaction& tx, Clock const& clock, enrol::Enrolment const& enrolment);
/// The blocks that versions ask for, each version read once: for who asks of many candidates in one transaction.
class VersionBlocks {
 public:
  explicit VersionBlocks(store::Transaction& tx) : tx_(tx) {}
  /// Empty for a version that is not there.
  std::vector<std::string> const& of(enrol::Enrolment const& enrolment);

 private:
  store::Transaction& tx_;
  std::map<enrol::ReferentialVersionId, std::vector<std::string>> known_;
};
/// The same towards these blocks.
Capital capital_towards(store::Transaction& tx, Clock const& clock, enrol::Enrolment const& enrolment, std::vector<std::string> blocks);
/// What is shared when the capital of many candidates of a workspace is asked for: their awards, the day, the equivalences.
class Capitals {
 public:
  Capitals(store::Transaction& tx, Clock const& clock, WorkspaceId const& workspace, std::vector<CandidateId> const& candidates);
  Capital towards(enrol::Enrolment const& enrolment, std::vector<std::string> blocks) const;
  std::vector<Award> const& awards_of(CandidateId const& candidate) const;

 private:
  LocalDate day_;
  enrol::Equivalents equivalents_;
  std::map<CandidateId, std::vector<Award>> awards_;
};

/// Ends an award: by a fraud decided, or by minutes that supersede. Its credential is revoked.
struct EndAward {
  Award award;
  AwardStanding state = AwardStanding::withdrawn;
  Text<0, 2000> motive;
};
void end_award(store::Transaction& tx, Desk const& desk, Actor const& actor, EndAward const& end);

/// One candidate's line in the certifier's register.
struct RegisterLine {
  EnrolmentId enrolment_id;
  CandidateId candidate_id;
  std::string candidate_number;
  std::string name;  // "" once erased
  enrol::EnrolmentState state = enrol::EnrolmentState::draft;
  Capital capital;
  std::vector<JuryOutcome> outcomes;
  std::optional<std::string> serial;  // of the certificate that stands
};
BOOST_DESCRIBE_STRUCT(RegisterLine, (), (enrolment_id, candidate_id, candidate_number, name, state, capital, outcomes, serial))
/// Every enrolment with an outcome or an award, latest first.
std::vector<RegisterLine> award_register(Desk const& desk, Actor const& actor);

/// The results not told yet of these minutes are mailed now; candidates without an address are returned untold.
struct NotifyMinutes {
  Text<1, 60> minutes_number;
};
BOOST_DESCRIBE_STRUCT(NotifyMinutes, (), (minutes_number))
struct Notified {
  std::int64_t told = 0;
  std::vector<JuryOutcome> untold;
};
BOOST_DESCRIBE_STRUCT(Notified, (), (told, untold))
Result<Notified> notify_minutes(Desk const& desk, Actor const& actor, NotifyMinutes const& request);
/// Told by letter or in person, on that day. Problems certify.outcome_not_found, certify.outcome_state.
struct ToldOtherwise {
  LocalDate on;
};
BOOST_DESCRIBE_STRUCT(ToldOtherwise, (), (on))
Result<JuryOutcome> told_otherwise(Desk const& desk, Actor const& actor, OutcomeId const& id, ToldOtherwise const& told);
/// The job: whoever must be told today at the latest is told.
Done notify_due(Desk const& desk);

}  // namespace parvis::certify
