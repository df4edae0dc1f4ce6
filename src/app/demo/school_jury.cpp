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

Array School::marks(Exam const& exam, json::Value const& grid, Student const& student, ExamJudge const& judge) {
  Array marks;
  json::Value const& remarks = told_.at("remarks");
  for (json::Value const& line : grid.at("criteria").as_array()) {
    std::string const criterion = id_of(line.at("criterion"));
    // What the work is worth on that criterion is one; each juror sees it a little otherwise now and then.
    std::mt19937 worth = seeded_by(exam.block + criterion + student.email);
    int const seen = student.strength - static_cast<int>(worth() % 6) + (draw(0, 9) == 0 ? -2 : 0) - (draw(0, 7) == 0 ? judge.severity : 0);
    std::string const level = level_of(seen);
    json::Value const& about = remarks.as_object().contains(criterion) ? remarks.at(criterion) : remarks.at("open");
    marks.push_back(Object{{"criterion", criterion}, {"level", level}, {"remark", level == "A" ? "" : json::text_of(about.at(level))}});
  }
  return marks;
}

void School::mark(Exam const& exam, std::size_t number, Marking const& marking) {
  ExamJudge const& judge = judges_.at(number);
  for (ExamSheet const& sheet : acts_.sheets(exam.id, judge, {marking.part, "assigned"})) {
    Student const& student = sitting(sheet.enrolment);
    bool const wanted = std::any_of(marking.students.begin(), marking.students.end(), [&](std::size_t one) { return students_.at(one).enrolment == sheet.enrolment; });
    if (!wanted) continue;
    std::string const path = "/api/grids/" + sheet.id;
    json::Value const grid = stage_.ask(judge.email, "GET " + path);
    Array given = marks(exam, grid, student, judge);
    if (marking.leaves == Leaves::draft) given.resize((given.size() + 1) / 2);
    std::string const remark = marking.part == "oral" ? json::text_of(told_.at("final").at("remark")) : "";
    by(judge.email, "PUT " + path + "/draft", {{"marks", given}, {"remark", remark}, {"revision", 0}});
    if (marking.leaves == Leaves::locked) by(judge.email, "POST " + path + "/lock", {{"revision", 1}, {"submission_sha256", grid.at("submission_sha256")}});
  }
}

void School::deliberate(Exam const& exam) {
  stage_.ask(president(exam).email, "POST " + own(exam, "/deliberation"));
  acts_.meet(exam.id, jury(exam), json::text_of(told_.at("incidents")));
  settle(exam, acts_.deliberation(exam.id, president(exam)));
  by(president(exam).email, "POST " + own(exam, "/deliberation/confirmations"), {{"bulk", "identical"}});
  decide_rest(exam, json::text_of(told_.at("refusal")));
  acts_.close_minutes(exam.id, jury(exam));
}

void School::settle(Exam const& exam, json::Value const& sheet) {
  auto const& motives = told_.at("motives").as_array();
  for (json::Value const& line : sheet.at("candidates").as_array()) {
    for (json::Value const& apart : line.at("discrepancies").as_array()) {
      json::Value const& agreed = apart.at("levels").at(static_cast<std::size_t>(draw(0, 1))).at("level");
      Array votes;
      for (json::Value const& voter : line.at("voters").as_array()) votes.push_back(Object{{"juror", voter}, {"level", agreed}});
      by(president(exam).email, "PUT " + own(exam, "/deliberation/levels"),
         {{"enrolment_id", line.at("enrolment_id")}, {"criterion", apart.at("criterion")}, {"votes", votes},
          {"motive", motives.at(static_cast<std::size_t>(draw(0, static_cast<int>(motives.size()) - 1)))}});
    }
  }
}

void School::decide_rest(Exam const& exam, std::string const& motive) {
  json::Value const sheet = acts_.deliberation(exam.id, president(exam));
  for (json::Value const& line : sheet.at("candidates").as_array()) {
    auto const* decision = line.as_object().if_contains("decision");
    if (decision != nullptr && !decision->is_null()) continue;
    by(president(exam).email, "PUT " + own(exam, "/deliberation/decisions"), {{"enrolment_id", line.at("enrolment_id")}, {"votes", Array{}}, {"motive", motive_of(line, motive)}});
  }
}

// Two of the class had their other blocks from juries before Parvis, on paper: with this one they hold all five.
void School::award(Exam const& exam) {
  json::Value const& earlier = told_.at("earlier");
  Array blocks;
  for (std::size_t const student : {exam.students.at(2), exam.students.at(4)}) {
    json::Value const enrolment(students_.at(student).enrolment);
    for (json::Value const& block : earlier.at("blocks").as_array()) blocks.push_back(Object{{"enrolment_id", enrolment}, {"block", block}, {"verdict", "VALIDE"}, {"motive", ""}});
  }
  by(people::owner, "POST /api/certification/minutes-on-paper", {{"number", earlier.at("number")}, {"closed_on", season_.date(-300).to_string()}, {"decisions", blocks}});
  acts_.tell_results(json::text_of(earlier.at("number")));
}

}  // namespace parvis::app
