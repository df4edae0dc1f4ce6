// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A whole cohort through the certification, in a data folder of its own: enrolled, examined on five blocks by a jury of three
// (two grids a candidate and part, a third where the rules ask), deliberated, awarded, heard by the final jury, certified and
// told to the Caisse des Dépôts. By the requests of those who would send them; seeded, so that two makings decide alike.

#include <functional>
#include <random>

#include "app/demo/exam_acts.h"
#include "app/demo/school.h"
#include "base/zoned_time.h"

namespace parvis::app {

/// The first day of the story, counted from the day of `ends`.
constexpr int cohort_first_day = -121;
/// How long the final jury sits: it hears everyone.
constexpr int days_of_the_final = 7;

struct CohortPlan {
  std::size_t candidates = 200;  // 1..2000
  Instant ends;                  // where the clock is left; it stands at cohort_first_day or before when play() begins
};

/// An exam session that was held; "final" for the final jury.
struct HeldExam {
  std::string block, id, minutes, number;
};

struct MadeCohort {
  std::string version, rules;
  std::vector<HeldExam> exams;            // B1 to B5, then the final jury
  std::vector<std::string> certificates;  // ids
  std::string batch, cdc_file;            // the file sent, as the Caisse des Dépôts gets it
  std::string candidate;                  // address of one who was certified
};

class Cohort {
 public:
  /// Told the name of each step as it begins; a name may come back.
  using Told = std::function<void(std::string const&)>;
  Cohort(Stage& stage, CohortPlan plan, Told told);
  /// Throws std::runtime_error, quoting the answer, as soon as one is not what the story needs.
  MadeCohort const& play();

 private:
  struct Person {
    std::string email, first, last, sex, id, enrolment;
    int strength = 0;  // of a hundred
  };
  struct Exam {
    HeldExam held;
    int day = 0;
    std::vector<std::size_t> people;
  };

  // cohort.cpp: the certification and its people
  void open_certification();
  void add_jurors();
  void add_juror(json::Value const& told);
  std::string roll();
  void enter_roll();
  void invite(Person const& person);
  void enrol(Person& person);
  void make_questionnaire();

  // cohort_exams.cpp: sessions, deposits, questionnaire
  void plan_exam(Exam& exam);
  void set_orals(Exam const& exam, int day);
  void hold_exam(Exam const& exam);
  void hand_in(Exam const& exam, Person const& person);
  void sit_questionnaire(Exam const& exam, Person const& person);
  void note_absent(Exam const& exam);
  bool absent(Exam const& exam, std::size_t number) const;

  // cohort_jury.cpp: marking, deliberation, minutes, what follows
  void mark_all(Exam const& exam, std::string const& part);
  void mark(ExamJudge const& judge, ExamSheet const& sheet);
  boost::json::array marks(json::Value const& grid, Person const& person);
  std::string level(std::string const& criterion, Person const& person);
  void hear_orals(Exam const& exam);
  void deliberate(Exam& exam);
  void call_thirds(Exam const& exam);
  void settle(Exam const& exam);
  void decide(Exam const& exam);
  void decide_one(Exam const& exam, json::Value const& line, std::size_t number);
  void close_minutes(Exam& exam);
  void hear_final_jury();
  void certify();
  void tell_caisse();

  void step(std::string const& name) { told_(name); }
  json::Value by(std::string const& who, std::string const& line, boost::json::object const& body) { return stage_.ask(who, line, body); }
  json::Value owner(std::string const& line) { return stage_.ask(people::owner, line); }
  json::Value owner(std::string const& line, boost::json::object const& body) { return stage_.ask(people::owner, line, body); }
  std::string one(Exam const& exam, std::string const& rest) const { return "/api/exam-sessions/" + exam.held.id + rest; }
  std::string own(Exam const& exam, std::string const& rest) const { return "/api/my-juries/" + exam.held.id + rest; }
  Instant at(int day, std::string const& time) const;
  void go_to(int day, std::string const& time) { stage_.advance_to(at(day, time)); }
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  std::string pick(char const* list);
  std::vector<ExamJudge const*> jury() const;

  Stage& stage_;
  CohortPlan const plan_;
  Told const told_;
  json::Value const texts_;
  LocalDate const today_;
  ExamActs acts_{stage_, people::owner};
  std::mt19937 random_{20'260'625};
  std::vector<Person> people_;
  std::map<std::string, std::size_t> by_enrolment_;
  std::vector<ExamJudge> judges_;  // the first presides
  std::vector<Exam> exams_;
  std::string questionnaire_;
  MadeCohort made_;
};

/// A cohort in the empty folder of `configuration`, its clock left at `ends`. nullopt when the folder holds a workspace.
std::optional<MadeCohort> make_cohort(Configuration const& configuration, CohortPlan const& plan, Cohort::Told told);

}  // namespace parvis::app
