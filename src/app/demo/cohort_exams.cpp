// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/cohort.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int final_convoked = -26, final_day = -11;
constexpr int absent_each = 61;      // one in so many does not come
constexpr int rooms = 6, morning = 9, hours_a_day = 8;

bool holds_oral(std::string const& block) { return block == "B1" || block == "B3" || block == "final"; }

}  // namespace

bool Cohort::absent(Exam const& exam, std::size_t number) const {
  return exam.held.block != "final" && number % absent_each == static_cast<std::size_t>(exam.held.block.back() - '0') * 7;
}

std::string Cohort::make_case(std::string const& block) {
  json::Value const& told = texts_.at("blocks").at(block);
  Object const nothing{{"client", told.at("title")}, {"channels", Array{}}, {"posts", Array{}}, {"orders", Array{}}, {"costs", Array{}}};
  std::string const id = id_of(owner("POST /api/exam-cases", {{"block", block}, {"title", told.at("title")}, {"brief", told.at("brief")}, {"deliverables", told.at("deliverables")}, {"supplied", nothing}}));
  owner("POST /api/exam-cases/" + id + "/events", {{"event", "make_ready"}});
  return id;
}

void Cohort::plan_exam(Exam& exam) {
  step("exam sessions: cases, candidates, jury, draw, convocations");
  std::string const block = exam.held.block;
  bool const last = block == "final";
  json::Value const& told = last ? texts_.at("final") : texts_.at("blocks").at(block);
  json::Value const made = owner("POST /api/exam-sessions",
                                 {{"title", told.at("session")}, {"block", block}, {"version_id", made_.version}, {"rule_set_id", made_.rules}, {"centre", "Marseille"}, {"mode", "MIXTE"},
                                  {"zone", "Europe/Paris"}, {"opens_at", at(exam.day, "09:00").to_string()}, {"closes_at", at(exam.day + (last ? 3 : 0), "18:00").to_string()}, {"measures", "shown"},
                                  {"pool", last ? Array{} : Array{json::Value(make_case(block))}}});
  exam.held.id = id_of(made.at("summary"));
  Array enrolments;
  for (std::size_t const number : exam.people) enrolments.push_back(json::Value(people_.at(number).enrolment));
  owner("POST " + one(exam, "/sitters"), {{"enrolments", enrolments}});
  if (block == "B4") owner("PUT " + one(exam, "/questionnaire"), {{"questionnaire_id", questionnaire_}});
  seat_jury(exam, enrolments);
  if (!last) owner("POST " + one(exam, "/draw"));
  owner("POST " + one(exam, "/convocations"));
  stage_.advance_to(stage_.now() + std::chrono::minutes(10));  // sandboxes are made, convocations sent
}

void Cohort::seat_jury(Exam const& exam, Array const& enrolments) {
  Array ties;
  for (json::Value const& enrolment : enrolments) ties.push_back(Object{{"enrolment_id", enrolment}, {"tie", "none"}});
  for (Judge const& judge : judges_) {
    owner("POST " + one(exam, "/jury/seats"), {{"juror_id", judge.id}, {"position", &judge == &judges_.front() ? "president" : "member"}});
    by(judge.email, "PUT " + own(exam, "/declarations"), {{"ties", ties}});
  }
  owner("POST " + one(exam, "/jury/staffing"));
}

/// Rooms side by side, one candidate after another, from that day on.
void Cohort::set_orals(Exam const& exam, int day) {
  int const minutes = exam.held.block == "final" ? 45 : 20;
  int const a_day = hours_a_day * 60 / minutes * rooms;
  int number = 0;
  for (std::size_t const person : exam.people) {
    if (absent(exam, person)) continue;
    Instant const starts = at(day + number / a_day, "0" + std::to_string(morning) + ":00") + std::chrono::minutes(number % a_day / rooms * minutes);
    owner("PUT " + one(exam, "/jury/orals"), {{"enrolment_id", people_.at(person).enrolment}, {"starts_at", starts.to_string()}, {"minutes", minutes},
                                              {"place", "Marseille, salle " + std::to_string(1 + number % rooms)}});
    ++number;
  }
}

void Cohort::hold_exam(Exam const& exam) {
  std::string const block = exam.held.block;
  step("deposits");
  go_to(exam.day, "08:30");
  owner("POST " + one(exam, "/jury/opening"));
  go_to(exam.day, "14:00");
  for (std::size_t const number : exam.people) {
    if (block != "final" && !absent(exam, number)) hand_in(exam, people_.at(number));
  }
  if (block == "B4") {
    step("questionnaire");
    for (std::size_t const number : exam.people) {
      if (!absent(exam, number)) sit_questionnaire(exam, people_.at(number));
    }
  }
  note_absent(exam);
  if (holds_oral(block)) {
    step("orals");
    set_orals(exam, block == "final" ? exam.day : exam.day + 2);
  }
  step("sealing, anonymised copies, assignment");
  go_to(exam.day + (block == "final" ? 4 : 1), "08:00");
  owner("POST " + one(exam, "/events"), {{"event", "close"}});
  stage_.advance_to(stage_.now() + std::chrono::minutes(30));
  owner("POST " + one(exam, "/jury/marking"));
}

void Cohort::hand_in(Exam const& exam, Person const& person) {
  json::Value const& told = texts_.at("blocks").at(exam.held.block);
  std::string const path = "/api/my-exams/" + exam.held.id;
  for (json::Value const& code : told.at("deliverables").as_array()) {
    std::string const name = json::text_of(code);
    std::string const text = json::text_of(told.at("title")) + "\n\n" + json::text_of(told.at("piece")) + "\n\n" + name + ", version de travail no " + std::to_string(draw(2, 90)) + ".";
    stage_.ask(person.email, "POST " + path + "/pieces?deliverable=" + name + "&name=" + name + ".txt", Sent{text, "text/plain"});
  }
  stage_.ask(person.email, "POST " + path + "/deposits");
}

void Cohort::sit_questionnaire(Exam const& exam, Person const& person) {
  json::Value const sitting = stage_.ask(person.email, "POST " + one(exam, "/sitting"));
  std::string const path = "/api/sittings/" + id_of(sitting);
  for (json::Value const& asked : sitting.at("questions").as_array()) {
    // Who knows picks the right one, which the bank alone tells; others try the first.
    std::int64_t chosen = 0;
    for (json::Value const& known : texts_.at("questions").as_array()) {
      auto const& options = asked.at("options").as_array();
      for (std::size_t i = 0; i < options.size(); ++i) {
        if (draw(0, 99) < person.strength && options[i].at("text") == known.at("right")) chosen = static_cast<std::int64_t>(i);
      }
    }
    by(person.email, "PUT " + path + "/answers/" + boost::json::serialize(asked.at("position")), {{"chosen", Array{chosen}}, {"text", ""}, {"matched", Array{}}});
  }
  stage_.ask(person.email, "POST " + path + "/hand-in");
}

void Cohort::note_absent(Exam const& exam) {
  json::Value const sheet = owner("GET " + one(exam, ""));
  for (json::Value const& line : sheet.at("sitters").as_array()) {
    json::Value const& sitter = line.at("sitter");
    bool const away = absent(exam, by_enrolment_.at(json::text_of(sitter.at("enrolment_id"))));
    owner("PUT /api/exam-sitters/" + id_of(sitter) + "/presence", {{"presence", away ? "absent" : "present"}});
  }
}

void Cohort::hear_final_jury() {
  step("final jury");
  Exam exam{{"final", "", "", ""}, final_day, {}};
  go_to(final_convoked, "09:00");
  json::Value const all = owner("GET /api/certification/enrolments");
  for (json::Value const& line : all.at("items").as_array()) {
    json::Value const& enrolment = line.at("enrolment");
    if (json::text_of(enrolment.at("state")) == "eligible_final") exam.people.push_back(by_enrolment_.at(id_of(enrolment)));
  }
  exams_.push_back(std::move(exam));
  Exam& final_jury = exams_.back();
  plan_exam(final_jury);
  hold_exam(final_jury);
  deliberate(final_jury);
}

}  // namespace parvis::app
