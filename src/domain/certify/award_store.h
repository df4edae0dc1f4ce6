// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over outcomes and awards.

#include "certify/award.h"

namespace parvis::certify {

/// Whole, new or over its former self.
void put(store::Transaction& tx, JuryOutcome const& outcome);
void put(store::Transaction& tx, Award const& award);

std::optional<JuryOutcome> find_outcome(store::Transaction& tx, WorkspaceId const& workspace, OutcomeId const& id);
/// The decision of these minutes on the enrolment and block, if it was heard already.
std::optional<JuryOutcome> outcome_of(store::Transaction& tx, JuryOutcome const& like);
/// AwardStanding ones of former minutes on the same enrolment and block.
std::vector<JuryOutcome> former_outcomes(store::Transaction& tx, JuryOutcome const& like, std::string const& minutes_number);
/// That number, and those that it supersedes directly or through others, nearest first. Empty for "".
std::vector<std::string> superseded_chain(store::Transaction& tx, WorkspaceId const& workspace, std::string const& minutes_number);
/// Latest decided first.
std::vector<JuryOutcome> outcome_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<JuryOutcome> outcomes_of(store::Transaction& tx, CandidateId const& candidate);
std::vector<JuryOutcome> outcomes_of_session(store::Transaction& tx, WorkspaceId const& workspace, std::string const& session);
/// AwardStanding, not notified yet, earliest last day first, of every workspace.
std::vector<JuryOutcome> outcomes_to_notify(store::Transaction& tx);

std::optional<Award> find_award(store::Transaction& tx, WorkspaceId const& workspace, AwardId const& id);
/// Earliest first. There is a second one when the first has its term before the second's.
std::vector<Award> standing_awards(store::Transaction& tx, EnrolmentId const& enrolment, std::string const& block);
std::vector<Award> award_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// As awards_of(), of many in one statement.
std::map<CandidateId, std::vector<Award>> awards_by_candidate(store::Transaction& tx, std::vector<CandidateId> const& candidates);
std::vector<Award> awards_of(store::Transaction& tx, CandidateId const& candidate);

std::vector<enrol::Rebuilder> award_rebuilders();

}  // namespace parvis::certify
