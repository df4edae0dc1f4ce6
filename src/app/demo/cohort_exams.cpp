// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/cohort.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int final_convoked = -30, final_day = -15;
constexpr int absent_each = 61;      // one in so many does not come
constexpr int oral_minutes = 10, final_minutes = 15, minutes_a_day = 8 * 60;

bool holds_oral(std::string const& block) { return block == "B1" || block == "B3" || block == "final"; }

}  // namespace

bool Cohort::absent(Exam const& exam, std::size_t number) const {
  return exam.held.block != "final" && number % absent_each == static_cast<std::size_t>(exam.held.block.back() - '0') * 7;
}

void Cohort::plan_exam(Exam& exam) {
  step("exam sessions: cases, candidates, jury, draw, convocations");
  std::string const block = exam.held.block;
  bool const last = block == "final";
  json::Value const& told = last ? texts_.at("final") : texts_.at("blocks").at(block);
  PlannedExam planned{json::text_of(told.at("session")), block, made_.version, made_.rules, "MIXTE", at(exam.day, "09:00"), at(exam.day + (last ? days_of_the_final - 1 : 0), "18:00"), {}};
  if (!last) planned.cases = {acts_.make_case(block, told, {{"client", told.at("title")}, {"channels", Array{}}, {"posts", Array{}}, {"orders", Array{}}, {"costs", Array{}}}, "")};
  exam.held.id = acts_.plan(planned);
  std::vector<std::string> enrolments;
  for (std::size_t const number : exam.people) enrolments.push_back(people_.at(number).enrolment);
  acts_.seat_candidates(exam.held.id, enrolments);
  if (block == "B4") owner("PUT " + one(exam, "/questionnaire"), {{"questionnaire_id", questionnaire_}});
  acts_.seat_jury(exam.held.id, jury(), enrolments);
  if (!last) owner("POST " + one(exam, "/draw"));
  owner("POST " + one(exam, "/convocations"));
  stage_.advance_to(stage_.now() + std::chrono::minutes(10));  // sandboxes are made, convocations sent
}

/// One candidate after another, from that day on: two of three jurors hear each, so no two can be heard at once.
void Cohort::set_orals(Exam const& exam, int day) {
  int const minutes = exam.held.block == "final" ? final_minutes : oral_minutes;
  int const a_day = minutes_a_day / minutes;
  int number = 0;
  for (std::size_t const person : exam.people) {
    if (absent(exam, person)) continue;
    Instant const starts = at(day + number / a_day, "09:00") + std::chrono::minutes(number % a_day * minutes);
    acts_.hear_oral(exam.held.id, {people_.at(person).enrolment, starts, minutes, "Marseille, salle 1"});
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
  go_to(exam.day + (block == "final" ? days_of_the_final : 1), "08:00");
  acts_.close_and_begin_marking(exam.held.id);
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
  acts_.hand_in_questionnaire(person.email, acts_.sit(exam.held.id, person.email, texts_.at("questions").as_array(), {[&](std::string const&) { return draw(0, 99) < person.strength; }, {}}));
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
