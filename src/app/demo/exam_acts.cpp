// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/exam_acts.h"

#include <stdexcept>

#include "app/demo/picture.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

Array as_array(std::vector<std::string> const& all) {
  Array out;
  for (std::string const& one : all) out.push_back(json::Value(one));
  return out;
}

Object prose(json::Value const& text) { return {{"format", "plain"}, {"text", text}}; }

Object choice(json::Value const& text, bool correct) {
  return {{"correct", correct}, {"weight", nullptr}, {"text", prose(text)}, {"feedback", nullptr}, {"number", nullptr}};
}

/// What of a question's options is right; none of an open one.
Array rights_of(json::Value const& told) {
  auto const& question = told.as_object();
  if (auto const* right = question.if_contains("right")) return {*right};
  auto const* rights = question.if_contains("rights");
  return rights == nullptr ? Array{} : rights->as_array();
}

char const* kind_of(json::Value const& told) {
  if (told.as_object().contains("right")) return "single_choice";
  return told.as_object().contains("rights") ? "multiple_choice" : "essay";
}

Array choices_of(json::Value const& told) {
  Array choices;
  Array const rights = rights_of(told);
  for (json::Value const& right : rights) choices.push_back(choice(right, true));
  if (rights.empty()) return choices;
  for (json::Value const& wrong : told.at("wrong").as_array()) choices.push_back(choice(wrong, false));
  return choices;
}

bool contains(Array const& all, json::Value const& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

}  // namespace

std::mt19937 seeded_by(std::string const& words) {
  std::seed_seq seed(words.begin(), words.end());
  return std::mt19937(seed);
}

std::string motive_of(json::Value const& line, std::string const& refusal) {
  auto const* const computed = line.as_object().if_contains("computed");
  bool const passes = computed != nullptr && computed->is_object() && json::text_of(computed->at("outcome")) == "passes";
  return passes ? "" : refusal;
}

std::string ExamActs::confirm_version(std::string const& label, std::pair<std::string, std::string> const& name_and_motive) {
  Object const signature{{"typed_name", name_and_motive.first}, {"password", Stage::password()}};
  std::string const version = id_of(owner("POST /api/certification/versions", {{"label", label}, {"rncp_number", ""}}));
  std::string const path = "/api/certification/versions/" + version;
  for (std::string const code : {"K3.6", "C3.2.3", "M3.2"}) {
    owner("PUT " + path + "/truncations/" + code, {{"kind", "confirmed"}, {"text", ""}, {"motive", name_and_motive.second}, {"signature", signature}});
  }
  owner("POST " + path + "/confirmation", signature);
  return version;
}

std::string ExamActs::put_rules_in_force(std::string const& name, std::function<void(Object&)> const& adjust) {
  Object rules = owner("GET /api/certification/shipped-rule-sets").at("items").at("default").as_object();
  if (adjust) adjust(rules);
  std::string const id = id_of(owner("POST /api/certification/rule-sets", {{"name", name}, {"rules", rules}}));
  owner("POST /api/certification/rule-sets/" + id + "/in-force");
  return id;
}

std::string ExamActs::name_juror(std::string const& email, json::Value const& told) {
  Object body{{"person_id", stage_.ask(email, "GET /api/me").at("id")}};
  for (char const* name : {"quality", "employer", "belongs", "gender", "qualification"}) body[name] = told.at(name);
  std::string const id = id_of(owner("POST /api/jurors", body));
  stage_.ask(owner_, "POST /api/jurors/" + id + "/proof?name=diplome.png", Sent{draw_candle(1), "image/png"});
  return id;
}

void ExamActs::grant_extra_time(std::string const& enrolment, LocalDate const& on) {
  owner("PUT /api/certification/enrolments/" + enrolment + "/accommodation",
        {{"types", Array{"extra_time"}}, {"factor", Object{{"numerator", 4}, {"denominator", 3}}}, {"pause_minutes", 10}, {"effect", "Tiers temps"},
         {"granted_on", on.to_string()}, {"revision", 0}});
}

std::string ExamActs::make_case(std::string const& block, json::Value const& told, Object const& supplied, std::string const& document) {
  std::string const id = id_of(owner("POST /api/exam-cases", {{"block", block}, {"title", told.at("title")}, {"brief", told.at("brief")},
                                                              {"deliverables", told.at("deliverables")}, {"supplied", supplied}}));
  if (!document.empty()) stage_.ask(owner_, "POST /api/exam-cases/" + id + "/documents?name=notes-du-client.txt", Sent{document, "text/plain"});
  owner("POST /api/exam-cases/" + id + "/events", {{"event", "make_ready"}});
  return id;
}

std::string ExamActs::plan(PlannedExam const& exam) {
  json::Value const made = owner("POST /api/exam-sessions",
                                 {{"title", exam.title}, {"block", exam.block}, {"version_id", exam.version}, {"rule_set_id", exam.rules}, {"centre", "Marseille"},
                                  {"mode", exam.mode}, {"zone", "Europe/Paris"}, {"opens_at", exam.opens.to_string()}, {"closes_at", exam.closes.to_string()},
                                  {"measures", "shown"}, {"pool", as_array(exam.cases)}});
  return id_of(made.at("summary"));
}

void ExamActs::seat_candidates(std::string const& session, std::vector<std::string> const& enrolments) {
  owner("POST " + one(session, "/sitters"), {{"enrolments", as_array(enrolments)}});
}

void ExamActs::seat_jury(std::string const& session, std::vector<ExamJudge const*> const& judges, std::vector<std::string> const& enrolments) {
  Array ties;
  for (std::string const& enrolment : enrolments) ties.push_back(Object{{"enrolment_id", enrolment}, {"tie", "none"}});
  for (ExamJudge const* judge : judges) {
    owner("POST " + one(session, "/jury/seats"), {{"juror_id", judge->id}, {"position", judge == judges.front() ? "president" : "member"}});
    stage_.ask(judge->email, "PUT " + own(session, "/declarations"), Object{{"ties", ties}});
  }
  owner("POST " + one(session, "/jury/staffing"));
}

void ExamActs::close_and_begin_marking(std::string const& session) {
  owner("POST " + one(session, "/events"), {{"event", "close"}});
  stage_.advance_to(stage_.now() + std::chrono::minutes(30));  // the copies are made anonymous
  owner("POST " + one(session, "/jury/marking"));
}

void ExamActs::hear_oral(std::string const& session, ExamOral const& oral) {
  owner("PUT " + one(session, "/jury/orals"), {{"enrolment_id", oral.enrolment}, {"starts_at", oral.starts.to_string()}, {"minutes", oral.minutes}, {"place", oral.place}});
}

void ExamActs::attend_orals(std::string const& session) {
  json::Value const sheet = owner("GET " + one(session, "/jury"));
  for (json::Value const& line : sheet.at("orals").as_array()) owner("PUT /api/oral-slots/" + id_of(line.at("slot")) + "/attendance", {{"attendance", "present"}});
}

void ExamActs::fill_bank(Array const& questions, std::string const& tag) {
  int number = 0;
  for (json::Value const& told : questions) {
    std::string const reference = "Q" + std::to_string(++number);
    owner("POST /api/questions", {{"reference", reference}, {"competency", "C4.2.1"}, {"difficulty", "easy"}, {"tags", Array{json::Value(tag)}}, {"state", "active"},
                                  {"question", Object{{"kind", kind_of(told)}, {"id", ""}, {"tags", Array{}}, {"title", reference}, {"stem", prose(told.at("text"))},
                                                      {"choices", choices_of(told)}, {"pairs", Array{}}, {"kept", Array{}}}}});
  }
}

std::string ExamActs::make_questionnaire(std::string const& title, Object const& blueprint) {
  return id_of(owner("POST /api/questionnaires", {{"title", title}, {"block", "B4"}, {"state", "ready"}, {"blueprint", blueprint}}).at("questionnaire"));
}

/// Who knows ticks what is right, which the bank alone tells; others tick the first lure that they are shown.
Object ExamActs::answer_to(json::Value const& asked, Array const& questions, Knowing const& knowing) {
  std::string const stem = json::text_of(asked.at("stem").at("text"));
  auto const found = std::find_if(questions.begin(), questions.end(), [&](json::Value const& one) { return json::text_of(one.at("text")) == stem; });
  if (found == questions.end()) throw std::runtime_error("the demo stops: nobody told of the question " + stem);
  bool const known = knowing.knows(stem);
  Array chosen;
  auto const& options = asked.at("options").as_array();
  Array const rights = rights_of(*found);
  for (std::size_t i = 0; i < options.size(); ++i) {
    bool const wanted = contains(rights, options[i].at("text")) == known && (known || chosen.empty());
    if (wanted) chosen.push_back(static_cast<std::int64_t>(i));
  }
  return {{"chosen", chosen}, {"text", options.empty() && knowing.writes ? knowing.writes(stem, known) : ""}, {"matched", Array{}}};
}

std::string ExamActs::sit(std::string const& session, std::string const& who, Array const& questions, Knowing const& knowing) {
  json::Value const sitting = stage_.ask(who, "POST " + one(session, "/sitting"));
  std::string const id = id_of(sitting), path = "/api/sittings/" + id;
  for (json::Value const& asked : sitting.at("questions").as_array()) {
    stage_.ask(who, "PUT " + path + "/answers/" + boost::json::serialize(asked.at("position")), answer_to(asked, questions, knowing));
  }
  return id;
}

std::vector<ExamSheet> ExamActs::sheets(std::string const& session, ExamJudge const& judge, std::pair<std::string, std::string> const& part_and_state) {
  std::vector<ExamSheet> found;
  json::Value const juries = stage_.ask(judge.email, "GET /api/my-juries");
  for (json::Value const& jury : juries.at("items").as_array()) {
    if (json::text_of(jury.at("session_id")) != session) continue;
    for (json::Value const& line : jury.at("grids").as_array()) {
      bool const fits = json::text_of(line.at("part")) == part_and_state.first && json::text_of(line.at("state")) == part_and_state.second;
      if (fits) found.push_back({id_of(line), json::text_of(line.at("enrolment_id"))});
    }
  }
  return found;
}

json::Value ExamActs::deliberation(std::string const& session, ExamJudge const& president) { return stage_.ask(president.email, "GET " + own(session, "/deliberation")); }

void ExamActs::meet(std::string const& session, std::vector<ExamJudge const*> const& judges, std::string const& incidents) {
  Array present;
  for (ExamJudge const* judge : judges) present.push_back(json::Value(judge->id));
  stage_.ask(judges.front()->email, "PUT " + own(session, "/deliberation/quorum"),
             Object{{"present", present}, {"starts_at", stage_.now().to_string()}, {"place", "Marseille, salle 2"}, {"representative", ""}, {"incidents", incidents},
                    {"revision", deliberation(session, *judges.front()).at("deliberation").at("revision")}});
}

ExamActs::Closed ExamActs::close_minutes(std::string const& session, std::vector<ExamJudge const*> const& judges) {
  std::string const& president = judges.front()->email;
  json::Value const drafted = stage_.ask(president, "POST " + own(session, "/minutes"));
  std::string const id = id_of(drafted.at("minutes")), path = "/api/my-minutes/" + id;
  for (ExamJudge const* judge : judges) stage_.ask(judge->email, "POST " + path + "/signatures/typed", Object{{"typed_name", judge->name}, {"password", Stage::password()}});
  json::Value const closed = stage_.ask(president, "POST " + path + "/closing");
  std::string const number = json::text_of(closed.at("minutes").at("number"));
  stage_.advance_to(stage_.now() + std::chrono::minutes(30));
  tell_results(number);
  return {id, number};
}

void ExamActs::tell_results(std::string const& minutes_number) { owner("POST /api/certification/notices", {{"minutes_number", minutes_number}}); }

}  // namespace parvis::app
