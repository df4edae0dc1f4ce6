// SPDX-License-Identifier: AGPL-3.0-or-later
// The class's questionnaire, the final jury of two of them, and a class of before that is asked what became of it.
#include "app/demo/school.h"
#include "text/fold.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int sat_day = -13, final_day = -21, earlier_certified = -192;

Object line(char const* kind, int count, int points) { return {{"tags", Array{"conversion"}}, {"kind", kind}, {"count", count}, {"points", points}}; }

std::string clock_time(std::size_t minutes) {
  std::string const hour = std::to_string(minutes / 60), rest = std::to_string(minutes % 60);
  return (hour.size() < 2 ? "0" : "") + hour + ":" + (rest.size() < 2 ? "0" : "") + rest;
}

std::string mail_of(json::Value const& told) { return text::fold(json::text_of(told.at("first"))) + "." + text::fold(json::text_of(told.at("last"))) + "@anciens.example"; }

}  // namespace

// ---- block 4 ----

void School::plan_questionnaire() {
  season_.on(sat_day - 21, "15:00", [this] { make_questionnaire(); });
  season_.on(sat_day - 20, "11:30", [this] { prepare(sat_, sat_day, sat_day); });
  season_.on(sat_day, "08:30", [this] { stage_.ask(people::owner, "POST " + one(sat_, "/jury/opening")); });
  for (std::size_t i = 0; i < sat_.students.size(); ++i) {
    std::size_t const student = sat_.students[i], begins = 9 * 60 + 5 + i * 3, takes = 24 + i * 7 % 19;
    season_.on(sat_day, clock_time(begins), [this, student] { sit_questionnaire(student); });
    season_.on(sat_day, clock_time(begins + takes), [this, student] { acts_.hand_in_questionnaire(students_.at(student).email, students_.at(student).sitting); });
  }
  hand_in_all(sat_, sat_day);
  season_.on(sat_day, "10:40", [this] { try_in_vain(); });
  season_.on(sat_day + 1, "09:30", [this] { acts_.close_and_begin_marking(sat_.id); });
  // Open answers are read first; the dossiers are under way.
  season_.on(sat_day + 4, "10:00", [this] {
    mark(sat_, 0, {"questionnaire", {0, 1, 3, 5, 6, 7, 8, 9}});
    mark(sat_, 0, {"questionnaire", {10}, Leaves::draft});
    mark(sat_, 1, {"questionnaire", {0, 1, 3, 5, 6}});
    mark(sat_, 1, {"questionnaire", {7}, Leaves::draft});
    mark(sat_, 0, {"written", {0, 1, 3}});
    mark(sat_, 1, {"written", {0, 1}});
  });
}

Array School::questions() const {
  Array all = more_questions_.as_array();
  for (json::Value const& one : told_.at("questionnaire").at("questions").as_array()) all.push_back(one);
  return all;
}

void School::make_questionnaire() {
  json::Value const& told = told_.at("questionnaire");
  acts_.fill_bank(questions(), "conversion");
  questionnaire_ = acts_.make_questionnaire(json::text_of(told.at("title")),
                                            {{"draws", Array{line("single_choice", 10, 1), line("multiple_choice", 3, 2), line("essay", 2, 4)}}, {"minutes", 45}, {"draw_for", "everyone"},
                                             {"questions", "as_written"}, {"options", "shuffled"}, {"credit", "partial"}, {"instructions", told.at("instructions")}});
}

void School::sit_questionnaire(std::size_t number) {
  Student& student = students_.at(number);
  ExamActs::Knowing knowing;
  knowing.knows = [&student](std::string const& question) { return static_cast<int>(seeded_by(question + student.email)() % 10) < student.strength; };
  knowing.writes = [this](std::string const& question, bool known) {
    Array const all = questions();
    auto const found = std::find_if(all.begin(), all.end(), [&](json::Value const& one) { return json::text_of(one.at("text")) == question; });
    return json::text_of(found->at(known ? "good" : "short"));
  };
  student.sitting = acts_.sit(sat_.id, student.email, questions(), knowing);
}

/// One thinks of something once the questionnaire is handed in, then hopes to replace the dossier at night: both are told.
void School::try_in_vain() {
  Student const& student = students_.at(9);
  stage_.ask_in_vain(student.email, "PUT /api/sittings/" + student.sitting + "/answers/14", as_json({{"chosen", Array{}}, {"text", "En fait, je regarderais d’abord les frais de port."}, {"matched", Array{}}}));
  season_.on(sat_day, "21:15", [this, &student] {
    stage_.ask_in_vain(student.email, "POST /api/my-exams/" + sat_.id + "/pieces?deliverable=L4.3&name=audit-corrige.txt", Sent{"Audit corrigé\n\nLes frais de port d’abord.\n", "text/plain"});
  });
}

// ---- the final jury ----

void School::plan_final_jury() {
  season_.on(final_day - 21, "10:00", [this] { prepare(final_, final_day, final_day); });
  season_.on(final_day - 20, "10:00", [this] {
    for (std::size_t i = 0; i < final_.students.size(); ++i) {
      acts_.hear_oral(final_.id, {students_.at(final_.students[i]).enrolment, season_.at(final_day, i == 0 ? "09:30" : "10:45"), 45, json::text_of(told_.at("final").at("place"))});
    }
  });
  season_.on(final_day, "08:30", [this] { stage_.ask(people::owner, "POST " + one(final_, "/jury/opening")); });
  season_.on(final_day + 1, "08:30", [this] { hear_final_jury(); });
  season_.on(final_day + 1, "14:00", [this] { decide_finally(); });
}

/// Heard the day before; each juror marks apart once the session is closed.
void School::hear_final_jury() {
  json::Value const sheet = stage_.ask(people::owner, "GET " + one(final_, ""));
  for (json::Value const& seat : sheet.at("sitters").as_array()) by(people::owner, "PUT /api/exam-sitters/" + id_of(seat.at("sitter")) + "/presence", {{"presence", "present"}});
  acts_.close_and_begin_marking(final_.id);
  acts_.attend_orals(final_.id);
  for (std::size_t const judge : final_.judges) mark(final_, judge, {"oral", final_.students});
}

void School::decide_finally() {
  stage_.ask(president(final_).email, "POST " + own(final_, "/deliberation"));
  acts_.meet(final_.id, jury(final_), "");
  Array votes;
  for (ExamJudge const* judge : jury(final_)) votes.push_back(Object{{"juror", judge->id}, {"opinion", "favourable"}});
  for (std::string const& enrolment : enrolments(final_)) {
    by(president(final_).email, "PUT " + own(final_, "/deliberation/decisions"), {{"enrolment_id", enrolment}, {"votes", votes}, {"motive", ""}});
  }
  std::string const number = acts_.close_minutes(final_.id, jury(final_)).number;
  json::Value const certificates = stage_.ask(people::owner, "GET /api/certification/certificates");
  for (json::Value const& certificate : certificates.at("items").as_array()) {
    if (json::text_of(certificate.at("minutes_number")) == number) verification_ = "/verification/" + id_of(certificate);
  }
}

// ---- those of before ----

void School::take_over_earlier_class() {
  json::Value const& told = told_.at("earlier_class");
  Array decisions;
  for (json::Value const& one : told.at("people").as_array()) {
    Student student;
    student.email = mail_of(one);
    enrol(student, one);
    for (char const* block : {"B1", "B2", "B3", "B4", "B5"}) decisions.push_back(Object{{"enrolment_id", student.enrolment}, {"block", block}, {"verdict", "VALIDE"}, {"motive", ""}});
    decisions.push_back(Object{{"enrolment_id", student.enrolment}, {"block", "final"}, {"verdict", "CERTIFIE"}, {"motive", ""}});
  }
  by(people::owner, "POST /api/certification/minutes-on-paper", {{"number", told.at("number")}, {"closed_on", season_.date(earlier_certified).to_string()}, {"decisions", decisions}});
  acts_.tell_results(json::text_of(told.at("number")));
  by(people::owner, "PUT /api/certification/survey/plan",
     {{"sending", "on"}, {"months", Array{6, 12, 24}}, {"reminder_days", 15}, {"most_reminders", 2}, {"open_days", 90}, {"source", "Décision du certificateur"}, {"revision", 0}});
}

/// Six months after, each answers in their own time; the last has not yet.
void School::plan_survey() {
  int day = -7;
  for (json::Value const& one : told_.at("earlier_class").at("people").as_array()) {
    if (!one.at("answer").is_null()) season_.on(day++, "19:20", [this, &one] { answer_survey(one); });
  }
}

void School::answer_survey(json::Value const& told) {
  std::string const link = "/api/follow-up/" + stage_.from_mail(people::owner, mail_of(told), "/suivi/");
  if (told.at("answer").is_object()) stage_.ask("", "PUT " + link, told.at("answer").as_object());
  else stage_.ask("", "POST " + link + "/refusal");
}

std::string School::survey() {
  return "/suivi/" + stage_.from_mail(people::owner, mail_of(told_.at("earlier_class").at("people").as_array().back()), "/suivi/");
}

}  // namespace parvis::app
