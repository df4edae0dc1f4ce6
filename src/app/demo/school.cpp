// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/school.h"

#include <stdexcept>

#include "embedded/demo_promotion.h"
#include "embedded/demo_school.h"
#include "text/fold.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int prepared = -76, finished_day = -50, open_until = 6;

template <class Embedded>
json::Value read(Embedded const& embedded) {
  auto const parsed = json::parse(embedded.front().bytes);
  if (!parsed) throw std::runtime_error("the demo's school is no JSON");
  return *parsed;
}

}  // namespace

School::School(Stage& stage, Season& season)
    : stage_(stage), season_(season), told_(read(embedded::demo_school())), more_questions_(read(embedded::demo_promotion()).at("questions")) {
  season_.on(prepared, "09:30", [this] { open_certification(); });
  season_.on(prepared + 1, "09:30", [this] { add_jurors(); });
  season_.on(prepared + 2, "09:30", [this] { enrol_class(); });
  season_.on(prepared + 3, "09:30", [this] { take_over_earlier_class(); });
  plan_finished();
  plan_final_jury();
  plan_questionnaire();
  plan_survey();
  plan_marking();
  plan_open();
  plan_posts();
}

void School::plan_finished() {
  season_.on(finished_day - 20, "11:00", [this] { prepare(finished_, finished_day, finished_day); });
  season_.on(finished_day, "08:30", [this] { stage_.ask(people::owner, "POST " + one(finished_, "/jury/opening")); });
  hand_in_all(finished_, finished_day);
  season_.on(finished_day + 1, "09:00", [this] { acts_.close_and_begin_marking(finished_.id); });
  for (std::size_t const judge : finished_.judges) {
    season_.on(finished_day + 3, judge == 0 ? "10:00" : "14:00", [this, judge] { mark(finished_, judge, {"written", finished_.students}); });
  }
  season_.on(finished_day + 6, "14:00", [this] { deliberate(finished_); });
  season_.on(finished_day + 7, "10:00", [this] { award(finished_); });
}

void School::plan_marking() {
  season_.on(marking_day - 20, "11:00", [this] { prepare(marking_, marking_day, marking_day); });
  season_.on(marking_day, "08:30", [this] { stage_.ask(people::owner, "POST " + one(marking_, "/jury/opening")); });
  hand_in_all(marking_, marking_day);
  season_.on(marking_day + 1, "09:00", [this] { acts_.close_and_begin_marking(marking_.id); });
  season_.on(marking_day + 3, "10:00", [this] {
    mark(marking_, 0, {"written", {1, 6, 7}});
    mark(marking_, 2, {"written", {1, 6}});
    mark(marking_, 2, {"written", {7}, Leaves::draft});
    mark(marking_, 0, {"written", {8}, Leaves::draft});
  });
}

void School::plan_open() {
  season_.on(opened_yesterday - 20, "15:00", [this] { prepare(open_, opened_yesterday, open_until); });
  season_.on(opened_yesterday, "08:30", [this] { stage_.ask(people::owner, "POST " + one(open_, "/jury/opening")); });
  season_.on(opened_yesterday, "16:20", [this] { hand_in(open_, 10, Then::deposits); });
  season_.on(0, "09:05", [this] { hand_in(open_, 0, Then::goes_on); });
}

void School::open_certification() {
  by(people::owner, "PUT /api/certification/card", told_.at("card").as_object());
  version_ = acts_.confirm_version("2025", {"Camille Fabre", "Texte publié tel quel ; relu avec la responsable pédagogique."});
  rules_ = acts_.put_rules_in_force("Règlement 2025");
}

void School::add_jurors() {
  for (json::Value const& told : told_.at("jurors").as_array()) {
    ExamJudge judge{json::text_of(told.at("email")), json::text_of(told.at("name")), "", told.at("severity").to_number<int>()};
    season_.add_person(judge.email, judge.name, json::text_of(told.at("role")), "");
    judge.id = acts_.name_juror(judge.email, told);
    judges_.push_back(std::move(judge));
  }
}

void School::enrol_class() {
  for (json::Value const& told : told_.at("candidates").as_array()) {
    std::string const first = json::text_of(told.at("first")), last = json::text_of(told.at("last"));
    Student student{text::fold(first) + "." + text::fold(last) + "@ecole.example", first + " " + last, "", "", told.at("strength").to_number<int>()};
    season_.add_person(student.email, student.name, "candidate", "");
    enrol(student, told);
    by(people::owner, "PUT /api/certification/candidates/" + student.candidate + "/person", {{"person_id", stage_.ask(student.email, "GET /api/me").at("id")}});
    students_.push_back(student);
  }
  acts_.grant_extra_time(students_.at(5).enrolment, season_.date(prepared + 2));
}

void School::enrol(Student& student, json::Value const& told) {
  std::string const& owner = people::owner;
  Object const identity{{"birth_name", told.at("last")}, {"first_name", told.at("first")}, {"sex", told.at("sex")}, {"birth_year", told.at("year")},
                        {"birth_month", draw(1, 12)}, {"birth_day", draw(1, 28)}, {"birth_insee", "13055"}, {"email", student.email}};
  json::Value const made = by(owner, "POST /api/certification/candidates", {{"route", told.at("route")}, {"identity", identity}, {"revision", 0}});
  student.candidate = id_of(made.at("candidate"));
  student.enrolment = id_of(by(owner, "POST /api/certification/enrolments",
                               {{"candidate_id", student.candidate}, {"version_id", version_}, {"blocks", Array{"B1", "B2", "B3", "B4", "B5"}}}));
  by(owner, "POST /api/certification/enrolments/" + student.enrolment + "/submission", {});
  stage_.ask(owner, "POST /api/certification/enrolments/" + student.enrolment + "/admission");
}

void School::prepare(Exam& exam, int from, int to) {
  bool const last = exam.block == "final";
  json::Value const& told = last ? told_.at("final") : told_.at("cases").at(exam.block);
  PlannedExam planned{json::text_of(told.at("session")), exam.block, version_, rules_, last ? "EN_PRESENTIEL" : "A_DISTANCE", season_.at(from, "09:00"), season_.at(to, "18:00"), {}};
  if (!last) {
    for (json::Value const& code : told.at("deliverables").as_array()) exam.deliverables.push_back(json::text_of(code));
    Object const nothing{{"client", ""}, {"channels", Array{}}, {"posts", Array{}}, {"orders", Array{}}, {"costs", Array{}}};
    auto const* supplied = told_.at("supplied").as_object().if_contains(exam.block);
    planned.cases = {acts_.make_case(exam.block, told, supplied != nullptr ? supplied->as_object() : nothing, json::text_of(told.at("document")))};
  }
  exam.id = acts_.plan(planned);
  acts_.seat_candidates(exam.id, enrolments(exam));
  if (!questionnaire_.empty() && exam.block == "B4") by(people::owner, "PUT " + one(exam, "/questionnaire"), {{"questionnaire_id", questionnaire_}});
  acts_.seat_jury(exam.id, jury(exam), enrolments(exam));
  if (!last) stage_.ask(people::owner, "POST " + one(exam, "/draw"));
  stage_.ask(people::owner, "POST " + one(exam, "/convocations"));
}

void School::hand_in_all(Exam const& exam, int day) {
  for (std::size_t i = 0; i < exam.students.size(); ++i) {
    season_.on(day, std::to_string(11 + i / 2) + (i % 2 == 0 ? ":10" : ":40"), [this, &exam, student = exam.students[i]] { hand_in(exam, student, Then::deposits); });
  }
}

std::vector<ExamJudge const*> School::jury(Exam const& exam) const {
  std::vector<ExamJudge const*> all;
  for (std::size_t const judge : exam.judges) all.push_back(&judges_.at(judge));
  return all;
}

std::vector<std::string> School::enrolments(Exam const& exam) const {
  std::vector<std::string> all;
  for (std::size_t const student : exam.students) all.push_back(students_.at(student).enrolment);
  return all;
}

School::Student const& School::sitting(std::string const& enrolment) const {
  return *std::find_if(students_.begin(), students_.end(), [&](Student const& one) { return one.enrolment == enrolment; });
}

}  // namespace parvis::app
