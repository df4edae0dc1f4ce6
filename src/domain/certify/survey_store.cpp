// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/survey_store.h"

#include "certify/row_writing.h"

namespace parvis::certify {
namespace {

constexpr char const* plan_where = " FROM certify_survey_plan WHERE workspace_id = $1";
constexpr char const* plans_sending = " FROM certify_survey_plan WHERE sending = 'on' ORDER BY workspace_id";
constexpr char const* update_plan =
    "UPDATE certify_survey_plan SET sending = $2, months = $3, reminder_days = $4, most_reminders = $5, open_days = $6, source = $7, revision = $8 WHERE workspace_id = $1";
constexpr char const* by_token = " FROM certify_survey WHERE token_hash = $1";
constexpr char const* of_workspace = " FROM certify_survey WHERE workspace_id = $1 ORDER BY certified_on DESC, id DESC";
constexpr char const* of_candidate = " FROM certify_survey WHERE candidate_id = $1 ORDER BY months";

}  // namespace

void put(store::Transaction& tx, SurveyPlan const& plan) {
  if (tx.run(update_plan, store::fields(plan)) == 0) store::insert(tx, "certify_survey_plan", plan);
}
std::optional<SurveyPlan> find_plan(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::one<SurveyPlan>(tx.first(store::selected<SurveyPlan>(plan_where), {workspace.to_string()}));
}
std::vector<SurveyPlan> plans_on(store::Transaction& tx) { return store::records<SurveyPlan>(tx.rows(store::selected<SurveyPlan>(plans_sending))); }
void put(store::Transaction& tx, Survey const& survey) { put_row(tx, "certify_survey", survey); }
std::optional<Survey> survey_by_token(store::Transaction& tx, std::string const& token_hash) {
  return store::one<Survey>(tx.first(store::selected<Survey>(by_token), {token_hash}));
}
std::vector<Survey> survey_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<Survey>(tx.rows(store::selected<Survey>(of_workspace), {workspace.to_string()}));
}
std::vector<Survey> surveys_of(store::Transaction& tx, CandidateId const& candidate) {
  return store::records<Survey>(tx.rows(store::selected<Survey>(of_candidate), {candidate.to_string()}));
}

}  // namespace parvis::certify
