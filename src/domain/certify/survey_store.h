// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over the follow-up survey.

#include "certify/survey.h"

namespace parvis::certify {

void put(store::Transaction& tx, SurveyPlan const& plan);
std::optional<SurveyPlan> find_plan(store::Transaction& tx, WorkspaceId const& workspace);
/// Of workspaces that send.
std::vector<SurveyPlan> plans_on(store::Transaction& tx);
void put(store::Transaction& tx, Survey const& survey);
std::optional<Survey> survey_by_token(store::Transaction& tx, std::string const& token_hash);
std::vector<Survey> survey_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<Survey> surveys_of(store::Transaction& tx, CandidateId const& candidate);

}  // namespace parvis::certify
