// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The certification in the demo: a class of twelve, a jury of three and three exam sessions: one closed by its minutes, with
// what it awarded; one being marked; one open. Played on the season's agenda, by the requests of those who would send them.

#include "app/demo/season.h"

namespace parvis::app {

namespace people {
inline std::string const president = "helene@jury.example";
inline std::string const juror = "marc@jury.example";
inline std::string const candidate = "lea.fontaine@ecole.example";
}  // namespace people

class School {
 public:
  /// Puts its acts on the season's agenda, which must outlive it.
  School(Stage& stage, Season& season);
  /// Of a certificate that anyone may verify: "/verification/…"; empty before it is issued.
  std::string const& verification() const { return verification_; }

 private:
  struct Student {
    std::string email, name, candidate, enrolment;
    int strength = 0;  // of ten: how much of what they hand in is acquired
  };
  struct Judge {
    std::string email, name, id;
    int severity = 0;  // taken off every candidate's strength
  };
  struct Exam {
    std::string id, block;
    std::vector<std::size_t> students, judges;  // the first judge presides
    std::vector<std::string> deliverables;
  };

  // school.cpp: what a certifier prepares
  void open_certification();
  void add_jurors();
  void enrol_class();
  void enrol(Student& student, json::Value const& told);
  std::string make_case(std::string const& block);
  void prepare(Exam& exam, int from, int to);
  void seat_jury(Exam const& exam, boost::json::array const& enrolments);
  void open(Exam const& exam);
  void hand_in_all(Exam const& exam, int day);

  // school_jury.cpp: what candidates and jurors do
  enum class Then { deposits, goes_on };
  void hand_in(Exam const& exam, std::size_t student, Then then);
  void begin_marking(Exam const& exam);
  enum class Leaves { locked, draft };
  void mark(Exam const& exam, std::size_t judge, std::size_t student, Leaves leaves);
  boost::json::array marks(Exam const& exam, json::Value const& grid, Student const& student, Judge const& judge);
  void deliberate(Exam const& exam);
  void settle(Exam const& exam, json::Value const& sheet);
  void decide_rest(Exam const& exam);
  std::string close_minutes(Exam const& exam);
  void award(Exam const& exam);

  json::Value by(std::string const& who, std::string const& line, boost::json::object const& body) { return stage_.ask(who, line, body); }
  std::string own(Exam const& exam, std::string const& rest) const { return "/api/my-juries/" + exam.id + rest; }
  std::string one(Exam const& exam, std::string const& rest) const { return "/api/exam-sessions/" + exam.id + rest; }
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  Stage& stage_;
  Season& season_;
  json::Value const told_;
  std::mt19937 random_{20'260'101};
  std::vector<Student> students_;
  std::vector<Judge> judges_;
  std::string version_, rules_, verification_, minutes_number_;
  Exam finished_{"", "B2", {0, 1, 2, 3, 4, 5}, {0, 1}, {}}, marking_{"", "B5", {1, 6, 7, 8, 9}, {0, 2}, {}}, open_{"", "B3", {0, 1, 8, 10}, {0, 1}, {}};
};

}  // namespace parvis::app
