// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/school.h"

#include <stdexcept>

#include "app/demo/picture.h"
#include "embedded/demo_school.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int prepared = -76, finished_day = -50, marking_day = -6, opened_yesterday = -1, open_until = 6;

json::Value read_school() {
  auto const parsed = json::parse(embedded::demo_school().front().bytes);
  if (!parsed) throw std::runtime_error("the demo's school is no JSON");
  return *parsed;
}

std::string plain(std::string const& name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    auto const byte = static_cast<unsigned char>(name[i]);
    if (byte < 0x80) out += static_cast<char>(std::tolower(byte));
    else if (byte == 0xC3 && i + 1 < name.size()) out += static_cast<unsigned char>(name[++i]) == 0xAF ? 'i' : 'e';  // the class has no other letter
  }
  return out;
}

Object typed_signature() { return {{"typed_name", "Camille Fabre"}, {"password", Stage::password()}}; }

}  // namespace

School::School(Stage& stage, Season& season) : stage_(stage), season_(season), told_(read_school()) {
  season.on(prepared, "09:30", [this] { open_certification(); });
  season.on(prepared + 1, "09:30", [this] { add_jurors(); });
  season.on(prepared + 2, "09:30", [this] { enrol_class(); });
  season.on(finished_day - 20, "11:00", [this] { prepare(finished_, finished_day, finished_day); });
  season.on(finished_day, "08:30", [this] { open(finished_); });
  hand_in_all(finished_, finished_day);
  season.on(finished_day + 1, "09:00", [this] { begin_marking(finished_); });
  for (std::size_t const judge : finished_.judges) {
    season.on(finished_day + 3, judge == 0 ? "10:00" : "14:00", [this, judge] {
      for (std::size_t const student : finished_.students) mark(finished_, judge, student, Leaves::locked);
    });
  }
  season.on(finished_day + 6, "14:00", [this] { deliberate(finished_); });
  season.on(finished_day + 7, "10:00", [this] { award(finished_); });
  season.on(marking_day - 20, "11:00", [this] { prepare(marking_, marking_day, marking_day); });
  season.on(marking_day, "08:30", [this] { open(marking_); });
  hand_in_all(marking_, marking_day);
  season.on(marking_day + 1, "09:00", [this] { begin_marking(marking_); });
  season.on(marking_day + 3, "10:00", [this] {
    for (std::size_t const student : {1, 6, 7}) mark(marking_, 0, student, Leaves::locked);
    for (std::size_t const student : {1, 6}) mark(marking_, 2, student, Leaves::locked);
    mark(marking_, 2, 7, Leaves::draft);
    mark(marking_, 0, 8, Leaves::draft);
  });
  season.on(opened_yesterday - 20, "15:00", [this] { prepare(open_, opened_yesterday, open_until); });
  season.on(opened_yesterday, "08:30", [this] { open(open_); });
  season.on(opened_yesterday, "16:20", [this] { hand_in(open_, 10, Then::deposits); });
  season.on(0, "09:05", [this] { hand_in(open_, 0, Then::goes_on); });
}

void School::open_certification() {
  std::string const& owner = people::owner;
  by(owner, "PUT /api/certification/card", told_.at("card").as_object());
  version_ = id_of(by(owner, "POST /api/certification/versions", {{"label", "2025"}, {"rncp_number", ""}}));
  std::string const path = "/api/certification/versions/" + version_;
  for (std::string const code : {"K3.6", "C3.2.3", "M3.2"}) {
    by(owner, "PUT " + path + "/truncations/" + code,
       {{"kind", "confirmed"}, {"text", ""}, {"motive", "Texte publié tel quel ; relu avec la responsable pédagogique."}, {"signature", typed_signature()}});
  }
  by(owner, "POST " + path + "/confirmation", typed_signature());
  json::Value const shipped = stage_.ask(owner, "GET /api/certification/shipped-rule-sets");
  rules_ = id_of(by(owner, "POST /api/certification/rule-sets", {{"name", "Règlement 2025"}, {"rules", shipped.at("items").at("default")}}));
  stage_.ask(owner, "POST /api/certification/rule-sets/" + rules_ + "/in-force");
}

void School::add_jurors() {
  for (json::Value const& told : told_.at("jurors").as_array()) {
    Judge judge{json::text_of(told.at("email")), json::text_of(told.at("name")), "", told.at("severity").to_number<int>()};
    season_.add_person(judge.email, judge.name, json::text_of(told.at("role")), "");
    Object body{{"person_id", stage_.ask(judge.email, "GET /api/me").at("id")}};
    for (char const* name : {"quality", "employer", "belongs", "gender", "qualification"}) body[name] = told.at(name);
    judge.id = id_of(by(people::owner, "POST /api/jurors", body));
    stage_.ask(people::owner, "POST /api/jurors/" + judge.id + "/proof?name=diplome.png", Sent{draw_candle(0), "image/png"});
    judges_.push_back(judge);
  }
}

void School::enrol_class() {
  for (json::Value const& told : told_.at("candidates").as_array()) {
    std::string const first = json::text_of(told.at("first")), last = json::text_of(told.at("last"));
    Student student{plain(first) + "." + plain(last) + "@ecole.example", first + " " + last, "", "", told.at("strength").to_number<int>()};
    season_.add_person(student.email, student.name, "candidate", "");
    enrol(student, told);
    students_.push_back(student);
  }
  by(people::owner, "PUT /api/certification/enrolments/" + students_.at(5).enrolment + "/accommodation",
     {{"types", Array{"extra_time"}}, {"factor", Object{{"numerator", 4}, {"denominator", 3}}}, {"pause_minutes", 10}, {"effect", "Tiers temps"},
      {"granted_on", season_.date(prepared + 2).to_string()}, {"revision", 0}});
}

void School::enrol(Student& student, json::Value const& told) {
  std::string const& owner = people::owner;
  Object const identity{{"birth_name", told.at("last")}, {"first_name", told.at("first")}, {"sex", told.at("sex")}, {"birth_year", told.at("year")},
                        {"birth_month", draw(1, 12)}, {"birth_day", draw(1, 28)}, {"birth_insee", "13055"}, {"email", student.email}};
  json::Value const made = by(owner, "POST /api/certification/candidates", {{"route", told.at("route")}, {"identity", identity}, {"revision", 0}});
  student.candidate = id_of(made.at("candidate"));
  by(owner, "PUT /api/certification/candidates/" + student.candidate + "/person", {{"person_id", stage_.ask(student.email, "GET /api/me").at("id")}});
  student.enrolment = id_of(by(owner, "POST /api/certification/enrolments",
                               {{"candidate_id", student.candidate}, {"version_id", version_}, {"blocks", Array{"B1", "B2", "B3", "B4", "B5"}}}));
  by(owner, "POST /api/certification/enrolments/" + student.enrolment + "/submission", {});
  stage_.ask(owner, "POST /api/certification/enrolments/" + student.enrolment + "/admission");
}

std::string School::make_case(std::string const& block) {
  json::Value const& told = told_.at("cases").at(block);
  Object const nothing{{"client", ""}, {"channels", Array{}}, {"posts", Array{}}, {"orders", Array{}}, {"costs", Array{}}};
  auto const* supplied = told_.at("supplied").as_object().if_contains(block);
  json::Value const made = by(people::owner, "POST /api/exam-cases",
                              {{"block", block}, {"title", told.at("title")}, {"brief", told.at("brief")}, {"deliverables", told.at("deliverables")},
                               {"supplied", supplied != nullptr ? supplied->as_object() : nothing}});
  std::string const path = "/api/exam-cases/" + id_of(made);
  stage_.ask(people::owner, "POST " + path + "/documents?name=notes-du-client.txt", Sent{json::text_of(told.at("document")), "text/plain"});
  by(people::owner, "POST " + path + "/events", {{"event", "make_ready"}});
  return id_of(made);
}

void School::prepare(Exam& exam, int from, int to) {
  std::string const& owner = people::owner;
  for (json::Value const& code : told_.at("cases").at(exam.block).at("deliverables").as_array()) exam.deliverables.push_back(json::text_of(code));
  json::Value const made = by(owner, "POST /api/exam-sessions",
                              {{"title", told_.at("cases").at(exam.block).at("session")}, {"block", exam.block}, {"version_id", version_},
                               {"rule_set_id", rules_}, {"centre", "Marseille"}, {"mode", "A_DISTANCE"}, {"zone", "Europe/Paris"},
                               {"opens_at", season_.at(from, "09:00").to_string()}, {"closes_at", season_.at(to, "18:00").to_string()}, {"measures", "shown"},
                               {"pool", Array{make_case(exam.block)}}});
  exam.id = id_of(made.at("summary"));
  Array enrolments;
  for (std::size_t const student : exam.students) enrolments.push_back(json::Value(students_.at(student).enrolment));
  by(owner, "POST " + one(exam, "/sitters"), {{"enrolments", enrolments}});
  seat_jury(exam, enrolments);
  stage_.ask(owner, "POST " + one(exam, "/draw"));
  stage_.ask(owner, "POST " + one(exam, "/convocations"));
}

void School::seat_jury(Exam const& exam, Array const& enrolments) {
  Array ties;
  for (json::Value const& enrolment : enrolments) ties.push_back(Object{{"enrolment_id", enrolment}, {"tie", "none"}});
  for (std::size_t const judge : exam.judges) {
    by(people::owner, "POST " + one(exam, "/jury/seats"), {{"juror_id", judges_.at(judge).id}, {"position", judge == exam.judges.front() ? "president" : "member"}});
    by(judges_.at(judge).email, "PUT " + own(exam, "/declarations"), {{"ties", ties}});
  }
  stage_.ask(people::owner, "POST " + one(exam, "/jury/staffing"));
}

void School::open(Exam const& exam) { stage_.ask(people::owner, "POST " + one(exam, "/jury/opening")); }

void School::hand_in_all(Exam const& exam, int day) {
  for (std::size_t i = 0; i < exam.students.size(); ++i) {
    season_.on(day, std::to_string(11 + i) + ":40", [this, &exam, student = exam.students[i]] { hand_in(exam, student, Then::deposits); });
  }
}

}  // namespace parvis::app
