// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/cohort.h"

#include <stdexcept>

#include "embedded/demo_promotion.h"
#include "text/fold.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr char const* zone_name = "Europe/Paris";
constexpr int accommodated_each = 25;  // one in so many has extra time
constexpr int days_between = 14, first_exam_day = -95;

json::Value read_texts() {
  auto const parsed = json::parse(embedded::demo_promotion().front().bytes);
  if (!parsed) throw std::runtime_error("the demo's cohort is no JSON");
  return *parsed;
}

std::string digits(std::int64_t number, std::size_t width) {
  std::string const text = std::to_string(number);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

/// Thirteen digits and the key, of nobody: order numbers from 900 on.
std::string invented_nir(std::string const& sex, int year, int month, std::size_t number) {
  std::string const thirteen = (sex == "M" ? "1" : "2") + digits(year % 100, 2) + digits(month, 2) + "13055" + digits(static_cast<std::int64_t>(900 + number % 100), 3);
  return thirteen + digits(97 - std::stoll(thirteen) % 97, 2);
}

char const* route_of(std::size_t number) {
  constexpr char const* routes[] = {"continuing", "apprenticeship", "initial", "apprenticeship", "vae", "continuing", "professional_contract", "free"};
  return routes[number % std::size(routes)];
}

}  // namespace

Cohort::Cohort(Stage& stage, CohortPlan plan, Told told)
    : stage_(stage), plan_(plan), told_(std::move(told)), texts_(read_texts()), today_(local_moment(plan.ends, *ZoneName::parse(zone_name)).date) {
  auto const& firsts = texts_.at("first_names").as_array();
  auto const& lasts = texts_.at("last_names").as_array();
  for (std::size_t i = 0; i < plan_.candidates; ++i) {
    std::string const given = json::text_of(firsts.at(i % firsts.size()));
    Person person;
    person.first = given.substr(0, given.find(' '));
    person.sex = given.substr(given.find(' ') + 1);
    person.last = json::text_of(lasts.at((i * 7 + i / firsts.size()) % lasts.size()));
    person.email = text::fold(person.first) + "." + text::fold(person.last) + "@promotion.example";
    person.strength = draw(i % 11 == 10 ? 20 : 55, 99);
    people_.push_back(std::move(person));
  }
}

Instant Cohort::at(int day, std::string const& time) const { return resolve({today_.plus_days(day), *LocalTime::parse(time), *ZoneName::parse(zone_name)}).at; }

std::string Cohort::pick(char const* list) {
  auto const& all = texts_.at(list).as_array();
  return json::text_of(all.at(static_cast<std::size_t>(draw(0, static_cast<int>(all.size()) - 1))));
}

MadeCohort const& Cohort::play() {
  step("the certification, its rules, its jurors");
  go_to(cohort_first_day, "09:00");
  open_certification();
  add_jurors();
  make_questionnaire();
  go_to(cohort_first_day + 1, "09:00");
  enter_roll();
  step("enrolment: blocks, admission, accommodations");
  for (Person& person : people_) enrol(person);
  int day = first_exam_day;
  for (std::string const block : {"B1", "B2", "B3", "B4", "B5"}) {
    exams_.push_back({{block, "", "", ""}, day, {}});
    for (std::size_t i = 0; i < people_.size(); ++i) exams_.back().people.push_back(i);
    plan_exam(exams_.back());
    day += days_between;
  }
  for (Exam& exam : exams_) {
    hold_exam(exam);
    deliberate(exam);
  }
  hear_final_jury();
  certify();
  tell_caisse();
  step("the days until today");
  stage_.advance_to(plan_.ends);
  for (Exam const& exam : exams_) made_.exams.push_back(exam.held);
  return made_;
}

void Cohort::open_certification() {
  stage_.know(people::owner);
  owner("POST /api/setup", {{"workspace_name", "École du Vieux-Port"}, {"person_name", "Camille Fabre"}, {"email", people::owner}, {"password", Stage::password()},
                            {"locale", "fr"}, {"zone", zone_name}, {"currency", "EUR"}, {"approval", "off"}});
  owner("PUT /api/certification/card", texts_.at("card").as_object());
  made_.version = acts_.confirm_version("2026", {"Camille Fabre", "Relu avec la responsable pédagogique."});
  // One level apart: the lower counts. Farther, or verdicts that differ: a third juror marks before the jury speaks.
  made_.rules = acts_.put_rules_in_force("Règlement des épreuves", [](Object& rules) {
    rules["gap"].as_object()["within"] = "lower";
    rules["gap"].as_object()["third_juror"] = "must";
  });
}

void Cohort::add_jurors() {
  for (json::Value const& told : texts_.at("jurors").as_array()) add_juror(told);
}

void Cohort::add_juror(json::Value const& told) {
  ExamJudge judge{json::text_of(told.at("email")), json::text_of(told.at("name")), ""};
  owner("POST /api/workspace/invitations", {{"email", judge.email}, {"role", told.at("role")}});
  std::string const token = stage_.from_mail(people::owner, judge.email, "/invitation/");
  stage_.ask("", "POST /api/invitations/" + token, Object{{"name", judge.name}, {"password", Stage::password()}, {"locale", "fr"}});
  stage_.know(judge.email);
  judge.id = acts_.name_juror(judge.email, told);
  judges_.push_back(std::move(judge));
}

std::vector<ExamJudge const*> Cohort::jury() const {
  std::vector<ExamJudge const*> all;
  for (ExamJudge const& judge : judges_) all.push_back(&judge);
  return all;
}

/// The school's list, as its spreadsheet gives it.
std::string Cohort::roll() {
  std::string list = "Numéro;Nom;Prénom;Sexe;Date de naissance;Code INSEE naissance;Commune naissance;Courriel;NIR;Voie\n";
  for (std::size_t i = 0; i < people_.size(); ++i) {
    Person const& person = people_[i];
    int const year = draw(1988, 2004), month = draw(1, 12);
    list += "P" + digits(static_cast<std::int64_t>(i + 1), 4) + ";" + person.last + ";" + person.first + ";" + person.sex + ";" + digits(draw(1, 28), 2) + "/" + digits(month, 2) + "/" +
            std::to_string(year) + ";13055;Marseille;" + person.email + ";" + invented_nir(person.sex, year, month, i) + ";" + route_of(i) + "\n";
  }
  return list;
}

void Cohort::enter_roll() {
  step("enrolment: the school's list, accounts");
  json::Value const told = stage_.ask(people::owner, "POST /api/certification/candidates/import?duplicates=enter", Sent{roll(), "text/csv"});
  if (told.at("entered").to_number<std::size_t>() != people_.size()) throw std::runtime_error("the demo stops: the school's list was refused: " + boost::json::serialize(told.at("refused")));
  std::map<std::string, std::string> ids;
  json::Value const entered = owner("GET /api/certification/candidates");
  for (json::Value const& line : entered.at("items").as_array()) {
    json::Value const& card = line.at("card");
    ids[json::text_of(card.at("identity").at("email"))] = id_of(card.at("candidate"));
  }
  for (Person& person : people_) {
    person.id = ids.at(person.email);
    invite(person);
  }
  stage_.advance_to(stage_.now() + std::chrono::minutes(10));  // accounts are joined to their candidates
}

void Cohort::invite(Person const& person) {
  owner("POST /api/certification/candidates/" + person.id + "/invitation");
  std::string const token = stage_.from_mail(people::owner, person.email, "/invitation/");
  stage_.ask("", "POST /api/invitations/" + token, Object{{"name", person.first + " " + person.last}, {"password", Stage::password()}, {"locale", "fr"}});
  stage_.know(person.email);
}

void Cohort::enrol(Person& person) {
  std::size_t const number = by_enrolment_.size();
  json::Value const made = owner("POST /api/certification/enrolments", {{"candidate_id", person.id}, {"version_id", made_.version}, {"blocks", Array{"B1", "B2", "B3", "B4", "B5"}}});
  person.enrolment = id_of(made);
  by_enrolment_[person.enrolment] = number;
  std::string const path = "/api/certification/enrolments/" + person.enrolment;
  owner("POST " + path + "/submission", {});
  owner("POST " + path + "/admission");
  if (number % accommodated_each == 3) acts_.grant_extra_time(person.enrolment, today_.plus_days(cohort_first_day + 1));
}

void Cohort::make_questionnaire() {
  acts_.fill_bank(texts_.at("questions").as_array(), "conversion");
  Object const blueprint{{"draws", Array{Object{{"tags", Array{"conversion"}}, {"kind", "single_choice"}, {"count", 10}, {"points", 2}}}}, {"minutes", 45}, {"draw_for", "each"},
                         {"questions", "shuffled"}, {"options", "shuffled"}, {"credit", "all_or_nothing"}, {"instructions", "Une seule réponse est juste."}};
  questionnaire_ = acts_.make_questionnaire("Conversion, juin", blueprint);
}

std::optional<MadeCohort> make_cohort(Configuration const& configuration, CohortPlan const& plan, Cohort::Told told) {
  ManualClock clock(plan.ends + std::chrono::days(cohort_first_day - 1));
  Instance instance(configuration, clock, Purpose::rehearsal);
  Stage stage(instance, clock);
  if (stage.ask("", "GET /api/setup").at("done").as_bool()) return std::nullopt;
  return Cohort(stage, plan, std::move(told)).play();
}

}  // namespace parvis::app
