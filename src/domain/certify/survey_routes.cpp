// SPDX-License-Identifier: AGPL-3.0-or-later
// The follow-up survey: the certifier's page, and the form that anyone with a link answers.
#include "certify/room_routes.h"
#include "certify/survey.h"

namespace parvis::certify {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr http::Rate answering{20, 60};

using identity::actor;

void csv_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::get, "/api/certification/survey/cohorts.csv", may::run_certification, "Cohorts with their counts, as CSV", "text/csv", {}, {}, {}, {}, {}};
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> { return download({"text/csv", "cohorts.csv", survey_csv(desk, actor(asked))}); };
  router.raw(std::move(row));
}

void link_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/follow-up/{token}";
  http::RowOptions options;
  options.rate = answering;
  router.get<SurveyShown>(one, may::anyone, "What the link asks; no name", [&desk](Asked const& asked) { return show_survey(desk, asked.text("token")); });
  router.put<AnswerSurvey, SurveyShown>(one, may::anyone, "Answers; again while it is open, the last counts",
                                        [&desk](Asked const& asked, AnswerSurvey const& body) { return answer_survey(desk, asked.text("token"), body); }, options);
  router.act<SurveyShown>(Method::post, one + "/refusal", may::anyone, "Wants to be asked no more; what was answered is forgotten",
                          [&desk](Asked const& asked) { return refuse_survey(desk, asked.text("token")); });
}

}  // namespace

void register_survey_routes(http::Router& router, Desk const& desk) {
  router.get<SurveyPage>("/api/certification/survey", may::run_certification, "When those certified are asked what became of them, and the rates by cohort",
                         [&desk](Asked const& asked) -> Result<SurveyPage> { return survey_page(desk, actor(asked)); });
  router.put<SaveSurveyPlan, SurveyPlan>("/api/certification/survey/plan", may::run_certification, "Sets when they are asked, and reminded",
                                         [&desk](Asked const& asked, SaveSurveyPlan const& body) { return save_survey_plan(desk, actor(asked), body); });
  csv_route(router, desk);
  link_routes(router, desk);
}

}  // namespace parvis::certify
