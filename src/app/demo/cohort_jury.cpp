// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdexcept>

#include "app/demo/cohort.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int days_to_deliberation = 7;
constexpr std::size_t refused_each = 37;  // the final jury refuses one in so many

bool is_null(json::Value const& object, char const* name) {
  auto const* found = object.as_object().if_contains(name);
  return found == nullptr || found->is_null();
}

/// Everyone who votes, at the level that they gave; who gave none follows the first.
Array votes_on(json::Value const& line, json::Value const& apart) {
  auto const& levels = apart.at("levels").as_array();
  Array votes;
  for (json::Value const& voter : line.at("voters").as_array()) {
    json::Value const* level = &levels.front().at("level");
    for (json::Value const& seen : levels) {
      if (seen.at("juror") == voter) level = &seen.at("level");
    }
    votes.push_back(Object{{"juror", voter}, {"level", *level}});
  }
  return votes;
}

}  // namespace

/// What the work is worth on a criterion is one; each juror sees it a little otherwise now and then.
std::string Cohort::level(std::string const& criterion, Person const& person) {
  std::mt19937 worth = seeded_by(person.email);
  for (char const c : criterion) worth.discard(static_cast<unsigned char>(c));
  int const seen = person.strength - static_cast<int>(worth() % 35) - (draw(0, 19) == 0 ? 18 : 0) - (draw(0, 99) == 0 ? 50 : 0);
  return seen >= 45 ? "A" : seen >= 20 ? "PA" : "NA";
}

Array Cohort::marks(json::Value const& grid, Person const& person) {
  Array all;
  for (json::Value const& line : grid.at("criteria").as_array()) {
    std::string const criterion = id_of(line.at("criterion")), seen = level(criterion, person);
    std::string remark;
    if (seen != "A") {
      auto const& choice = texts_.at("remarks").at(seen).as_array();
      remark = json::text_of(choice.at(static_cast<std::size_t>(draw(0, static_cast<int>(choice.size()) - 1))));
    }
    all.push_back(Object{{"criterion", criterion}, {"level", seen}, {"remark", remark}});
  }
  return all;
}

void Cohort::mark(ExamJudge const& judge, ExamSheet const& sheet) {
  std::string const path = "/api/grids/" + sheet.id;
  json::Value const grid = stage_.ask(judge.email, "GET " + path);
  bool const oral = json::text_of(grid.at("part")) == "oral";
  json::Value const kept = by(judge.email, "PUT " + path + "/draft",
                              {{"marks", marks(grid, people_.at(by_enrolment_.at(sheet.enrolment)))}, {"remark", oral ? texts_.at("oral_remark") : json::Value("")}, {"revision", 0}});
  by(judge.email, "POST " + path + "/lock", {{"revision", kept.at("revision")}, {"submission_sha256", grid.at("submission_sha256")}});
}

void Cohort::mark_all(Exam const& exam, std::string const& part) {
  for (ExamJudge const& judge : judges_) {
    for (ExamSheet const& sheet : acts_.sheets(exam.held.id, judge, {part, "assigned"})) mark(judge, sheet);
  }
}

void Cohort::hear_orals(Exam const& exam) {
  step("orals");
  acts_.attend_orals(exam.held.id);
  step("marking");
  mark_all(exam, "oral");
}

void Cohort::deliberate(Exam& exam) {
  bool const last = exam.held.block == "final";
  step("marking");
  mark_all(exam, "written");
  go_to(exam.day + (last ? days_of_the_final : days_to_deliberation), "14:00");
  hear_orals(exam);
  step("deliberation");
  stage_.ask(judges_.front().email, "POST " + own(exam, "/deliberation"));
  if (!last) call_thirds(exam);
  acts_.meet(exam.held.id, jury(), json::text_of(texts_.at("incidents")));
  if (!last) settle(exam);
  for (char const* bulk : {"identical", "settled_too"}) by(judges_.front().email, "POST " + own(exam, "/deliberation/confirmations"), {{"bulk", bulk}});
  decide(exam);
  step("minutes and awards");
  close_minutes(exam);
}

void Cohort::call_thirds(Exam const& exam) {
  json::Value const sheet = acts_.deliberation(exam.held.id, judges_.front());
  for (json::Value const& line : sheet.at("candidates").as_array()) {
    if (!line.at("third_must_be_called").as_bool()) continue;
    for (ExamJudge const& judge : judges_) {
      bool marked = false;
      for (json::Value const& one : line.at("jurors").as_array()) marked = marked || json::text_of(one.at("juror")) == judge.id;
      if (!marked) owner("POST " + one(exam, "/jury/third-jurors"), {{"enrolment_id", line.at("enrolment_id")}, {"jurors", Array{json::Value(judge.id)}}});
    }
  }
  for (char const* part : {"written", "oral"}) mark_all(exam, part);
}

/// What stays apart after all grids is put to the vote.
void Cohort::settle(Exam const& exam) {
  json::Value const sheet = acts_.deliberation(exam.held.id, judges_.front());
  for (json::Value const& line : sheet.at("candidates").as_array()) {
    for (json::Value const& apart : line.at("discrepancies").as_array()) {
      if (json::text_of(apart.at("standing")) != "to_deliberate") continue;
      by(judges_.front().email, "PUT " + own(exam, "/deliberation/levels"),
         {{"enrolment_id", line.at("enrolment_id")}, {"criterion", apart.at("criterion")}, {"votes", votes_on(line, apart)}, {"motive", pick("motives")}});
    }
  }
}

void Cohort::decide(Exam const& exam) {
  json::Value const sheet = acts_.deliberation(exam.held.id, judges_.front());
  std::size_t number = 0;
  for (json::Value const& line : sheet.at("candidates").as_array()) {
    if (is_null(line, "decision")) decide_one(exam, line, ++number);
  }
}

void Cohort::decide_one(Exam const& exam, json::Value const& line, std::size_t number) {
  Array votes;
  bool const refused = number % refused_each == 0;
  if (exam.held.block == "final") {
    for (json::Value const& voter : line.at("voters").as_array()) votes.push_back(Object{{"juror", voter}, {"opinion", refused ? "unfavourable" : "favourable"}});
  }
  by(judges_.front().email, "PUT " + own(exam, "/deliberation/decisions"),
     {{"enrolment_id", line.at("enrolment_id")}, {"votes", votes}, {"motive", exam.held.block != "final" ? motive_of(line, pick("refusals")) : refused ? json::text_of(texts_.at("final_refusal")) : ""}});
}

void Cohort::close_minutes(Exam& exam) {
  ExamActs::Closed const closed = acts_.close_minutes(exam.held.id, jury());
  exam.held.minutes = closed.minutes;
  exam.held.number = closed.number;
}

void Cohort::certify() {
  step("certificates and credentials");
  stage_.advance_to(stage_.now() + std::chrono::hours(1));
  json::Value const all = owner("GET /api/certification/certificates");
  for (json::Value const& one : all.at("items").as_array()) {
    made_.certificates.push_back(id_of(one));
    made_.candidate = people_.at(by_enrolment_.at(json::text_of(one.at("enrolment_id")))).email;
  }
}

void Cohort::tell_caisse() {
  step("the Caisse des Dépôts' file");
  go_to(-3, "10:00");
  made_.batch = id_of(owner("POST /api/certification/cdc/batches", {{"version", "v1_1_2"}, {"action", "CREATION"}, {"name_rule", Object{{"letters", "none"}, {"length", "none"}}}}));
  std::string const path = "/api/certification/cdc/batches/" + made_.batch;
  json::Value const check = owner("GET " + path + "/check");
  if (!check.at("refusals").as_array().empty()) throw std::runtime_error("the demo stops: the file is refused: " + boost::json::serialize(check.at("refusals")));
  made_.cdc_file = stage_.answer(people::owner, "POST " + path + "/file.xml").body;
  json::Value const overview = owner("GET /api/certification/cdc");
  Array verdicts;
  for (json::Value const& item : overview.at("items").as_array()) verdicts.push_back(Object{{"technical_id", item.at("technical_id")}});
  by(people::owner, "PUT " + path + "/report", {{"verdicts", verdicts}});
}

}  // namespace parvis::app
