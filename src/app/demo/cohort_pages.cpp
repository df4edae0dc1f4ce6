// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/cohort_pages.h"

namespace parvis::app {
namespace {

json::Value first_of(json::Value const& list) { return list.at("items").as_array().empty() ? json::Value() : list.at("items").at(0); }

void add_certifiers(Stage& stage, MadeCohort const& made, std::vector<CohortPage>& pages) {
  std::string const who = people::owner, base = "/api/certification/";
  for (char const* name : {"card", "versions", "rule-sets", "candidates", "candidates?search=fontaine", "candidates?route=vae", "candidates.csv", "enrolments", "awards", "certificates",
                           "credentials", "cdc", "keys", "appeals", "frauds", "ledger/verification"}) {
    pages.push_back({who, base + name});
  }
  pages.push_back({who, base + "versions/" + made.version});
  pages.push_back({who, base + "rule-sets/" + made.rules});
  pages.push_back({who, base + "cdc/batches/" + made.batch + "/check"});
  pages.push_back({who, base + "candidates/" + json::text_of(first_of(stage.ask(who, "GET " + base + "candidates")).at("card").at("candidate").at("id"))});
  for (char const* path : {"/api/fil", "/api/search?q=fontaine", "/api/exam-sessions", "/api/exam-cases", "/api/jurors", "/api/minutes", "/api/jury-agreement", "/api/questions", "/api/questionnaires",
                           "/api/workspace/members", "/api/workspace/sent-mail", "/api/workspace/audit"}) {
    pages.push_back({who, path});
  }
  for (HeldExam const& exam : made.exams) {
    std::string const one = "/api/exam-sessions/" + exam.id;
    for (char const* rest : {"", "/jury", "/seatable", "/seal", "/refusals"}) pages.push_back({who, one + rest});
    if (exam.block == "B4") for (char const* rest : {"/questionnaire", "/sittings", "/item-analysis"}) pages.push_back({who, one + rest});
    pages.push_back({who, "/api/minutes/" + exam.minutes});
  }
}

void add_jurors(Stage& stage, MadeCohort const& made, std::vector<CohortPage>& pages) {
  std::string const who = people::president;
  pages.push_back({who, "/api/my-juries"});
  pages.push_back({people::juror, "/api/my-juries"});
  pages.push_back({people::juror, "/api/my-phrases"});
  for (HeldExam const& exam : made.exams) {
    for (char const* rest : {"/declarations", "/deliberation"}) pages.push_back({who, "/api/my-juries/" + exam.id + rest});
    pages.push_back({who, "/api/my-minutes/" + exam.minutes});
  }
  json::Value const juries = stage.ask(who, "GET /api/my-juries");
  for (json::Value const& jury : juries.at("items").as_array()) {
    if (!jury.at("grids").as_array().empty()) pages.push_back({who, "/api/grids/" + json::text_of(jury.at("grids").at(0).at("id"))});
  }
}

void add_candidates(MadeCohort const& made, std::vector<CohortPage>& pages) {
  for (char const* path : {"/api/fil", "/api/my-exams", "/api/sittings", "/api/certification/own-file", "/api/certification/own-holdings"}) pages.push_back({made.candidate, path});
  for (HeldExam const& exam : made.exams) pages.push_back({made.candidate, "/api/my-exams/" + exam.id});
  pages.push_back({"", "/api/verification/" + made.certificates.front()});
}

}  // namespace

std::vector<CohortPage> cohort_pages(Stage& stage, MadeCohort const& made) {
  std::vector<CohortPage> pages;
  add_certifiers(stage, made, pages);
  add_jurors(stage, made, pages);
  add_candidates(made, pages);
  return pages;
}

std::string shape_of(std::string const& path) {
  std::string shape;
  for (std::size_t i = 0; i < path.size();) {
    bool const id = i + 36 <= path.size() && path[i + 8] == '-' && path[i + 13] == '-' && path[i + 18] == '-' && path[i + 23] == '-';
    shape += id ? '*' : path[i];
    i += id ? 36 : 1;
  }
  return shape;
}

}  // namespace parvis::app
