// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/picture.h"
#include "app/demo/school.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int strong = 6;  // from here on a candidate hands in the better of two texts

// Levels of the shipped rule set, lowest first.
std::string level_of(int strength) { return strength >= 5 ? "A" : strength >= 2 ? "PA" : "NA"; }

}  // namespace

void School::hand_in(Exam const& exam, std::size_t number, Then then) {
  Student const& student = students_.at(number);
  std::string const path = "/api/my-exams/" + exam.id;
  json::Value const& pieces = told_.at("pieces");
  for (std::string const& deliverable : exam.deliverables) {
    if (then == Then::goes_on && deliverable == exam.deliverables.back()) continue;
    std::string const line = "POST " + path + "/pieces?deliverable=" + deliverable + "&name=" + deliverable;
    auto const* texts = pieces.as_object().if_contains(deliverable);
    if (texts == nullptr) {
      stage_.ask(student.email, line + ".png", Sent{draw_candle(static_cast<unsigned>(40 + number)), "image/png"});
      continue;
    }
    auto const& choice = texts->as_array();
    stage_.ask(student.email, line + ".txt", Sent{json::text_of(student.strength >= strong ? choice.front() : choice.back()), "text/plain"});
  }
  if (then == Then::deposits) stage_.ask(student.email, "POST " + path + "/deposits");
}

void School::begin_marking(Exam const& exam) {
  by(people::owner, "POST " + one(exam, "/events"), {{"event", "close"}});
  stage_.advance_to(stage_.now() + std::chrono::minutes(30));  // the copies are made anonymous
  stage_.ask(people::owner, "POST " + one(exam, "/jury/marking"));
}

Array School::marks(Exam const& exam, json::Value const& grid, Student const& student, Judge const& judge) {
  Array marks;
  for (json::Value const& line : grid.at("criteria").as_array()) {
    std::string const criterion = id_of(line.at("criterion"));
    // What the work is worth on that criterion is one; each juror sees it a little otherwise now and then.
    std::mt19937 worth(static_cast<unsigned>(std::hash<std::string>{}(exam.block + criterion + student.email)));
    int const seen = student.strength - static_cast<int>(worth() % 6) + (draw(0, 9) == 0 ? -2 : 0) - (draw(0, 7) == 0 ? judge.severity : 0);
    std::string const level = level_of(seen);
    std::string const remark = level == "A" ? "" : json::text_of(told_.at("remarks").at(criterion).at(level));
    marks.push_back(Object{{"criterion", criterion}, {"level", level}, {"remark", remark}});
  }
  return marks;
}

void School::mark(Exam const& exam, std::size_t number, std::size_t student, Leaves leaves) {
  Judge const& judge = judges_.at(number);
  std::string grid_id;
  json::Value const juries = stage_.ask(judge.email, "GET /api/my-juries");
  for (json::Value const& jury : juries.at("items").as_array()) {
    for (json::Value const& line : jury.at("grids").as_array()) {
      if (json::text_of(line.at("enrolment_id")) == students_.at(student).enrolment && json::text_of(jury.at("session_id")) == exam.id) grid_id = id_of(line);
    }
  }
  std::string const path = "/api/grids/" + grid_id;
  json::Value const grid = stage_.ask(judge.email, "GET " + path);
  Array given = marks(exam, grid, students_.at(student), judge);
  if (leaves == Leaves::draft) given.resize(given.size() / 2);
  by(judge.email, "PUT " + path + "/draft", {{"marks", given}, {"remark", ""}, {"revision", 0}});
  if (leaves == Leaves::locked) by(judge.email, "POST " + path + "/lock", {{"revision", 1}, {"submission_sha256", grid.at("submission_sha256")}});
}

void School::deliberate(Exam const& exam) {
  std::string const& president = judges_.at(exam.judges.front()).email;
  stage_.ask(president, "POST " + own(exam, "/deliberation"));
  json::Value const sheet = stage_.ask(president, "GET " + own(exam, "/deliberation"));
  Array present;
  for (std::size_t const judge : exam.judges) present.push_back(json::Value(judges_.at(judge).id));
  by(president, "PUT " + own(exam, "/deliberation/quorum"),
     {{"present", present}, {"starts_at", stage_.now().to_string()}, {"place", "Marseille, salle 2"}, {"representative", ""}, {"incidents", told_.at("incidents")},
      {"revision", sheet.at("deliberation").at("revision")}});
  settle(exam, stage_.ask(president, "GET " + own(exam, "/deliberation")));
  by(president, "POST " + own(exam, "/deliberation/confirmations"), {{"bulk", "identical"}});
  decide_rest(exam);
  minutes_number_ = close_minutes(exam);
}

void School::settle(Exam const& exam, json::Value const& sheet) {
  auto const& motives = told_.at("motives").as_array();
  for (json::Value const& line : sheet.at("candidates").as_array()) {
    for (json::Value const& apart : line.at("discrepancies").as_array()) {
      json::Value const& agreed = apart.at("levels").at(static_cast<std::size_t>(draw(0, 1))).at("level");
      Array votes;
      for (std::size_t const judge : exam.judges) votes.push_back(Object{{"juror", judges_.at(judge).id}, {"level", agreed}});
      by(judges_.at(exam.judges.front()).email, "PUT " + own(exam, "/deliberation/levels"),
         {{"enrolment_id", line.at("enrolment_id")}, {"criterion", apart.at("criterion")}, {"votes", votes},
          {"motive", motives.at(static_cast<std::size_t>(draw(0, static_cast<int>(motives.size()) - 1)))}});
    }
  }
}

void School::decide_rest(Exam const& exam) {
  std::string const& president = judges_.at(exam.judges.front()).email;
  json::Value const sheet = stage_.ask(president, "GET " + own(exam, "/deliberation"));
  for (json::Value const& line : sheet.at("candidates").as_array()) {
    auto const* decision = line.as_object().if_contains("decision");
    if (decision != nullptr && !decision->is_null()) continue;
    by(president, "PUT " + own(exam, "/deliberation/decisions"), {{"enrolment_id", line.at("enrolment_id")}, {"votes", Array{}}, {"motive", told_.at("refusal")}});
  }
}

std::string School::close_minutes(Exam const& exam) {
  Judge const& president = judges_.at(exam.judges.front());
  json::Value const drafted = stage_.ask(president.email, "POST " + own(exam, "/minutes"));
  std::string const path = "/api/my-minutes/" + id_of(drafted.at("minutes"));
  for (std::size_t const judge : exam.judges) {
    by(judges_.at(judge).email, "POST " + path + "/signatures/typed", {{"typed_name", judges_.at(judge).name}, {"password", Stage::password()}});
  }
  json::Value const closed = stage_.ask(president.email, "POST " + path + "/closing");
  return json::text_of(closed.at("minutes").at("number"));
}

// Two of the class had their other blocks from juries before Parvis; with this one the final jury, on paper too, certifies them.
void School::award(Exam const& exam) {
  std::string const& owner = people::owner;
  by(owner, "POST /api/certification/notices", {{"minutes_number", minutes_number_}});
  std::string const paper = "POST /api/certification/minutes-on-paper";
  json::Value const& earlier = told_.at("earlier");
  Array blocks, finals;
  for (std::size_t const student : {exam.students.at(2), exam.students.at(4)}) {
    json::Value const enrolment(students_.at(student).enrolment);
    for (json::Value const& block : earlier.at("blocks").as_array()) blocks.push_back(Object{{"enrolment_id", enrolment}, {"block", block}, {"verdict", "VALIDE"}, {"motive", ""}});
    finals.push_back(Object{{"enrolment_id", enrolment}, {"block", "final"}, {"verdict", "CERTIFIE"}, {"motive", ""}});
  }
  by(owner, paper, {{"number", earlier.at("number")}, {"closed_on", season_.date(-300).to_string()}, {"decisions", blocks}});
  by(owner, paper, {{"number", told_.at("final").at("number")}, {"closed_on", local_moment(stage_.now(), *ZoneName::parse("Europe/Paris")).date.to_string()}, {"decisions", finals}});
  json::Value const certificates = stage_.ask(owner, "GET /api/certification/certificates");
  if (!certificates.at("items").as_array().empty()) verification_ = "/verification/" + id_of(certificates.at("items").at(0));
  for (json::Value const& number : {earlier.at("number"), told_.at("final").at("number")}) by(owner, "POST /api/certification/notices", {{"minutes_number", number}});
}

}  // namespace parvis::app
