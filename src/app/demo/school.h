// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The certification in the demo: a class of twelve, a jury of three and five exam sessions: two closed by their minutes, one of
// them of the final jury, with what they awarded; two being marked, one of them with a questionnaire; one open. A class of
// before them is asked what became of it. Played on the season's agenda, by the requests of those who would send them.

#include "app/demo/exam_acts.h"
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
  /// Where one of the earlier class, who has not answered yet, says what became of them: "/suivi/…".
  std::string survey();

 private:
  static constexpr int marking_day = -6, opened_yesterday = -1;
  struct Student {
    std::string email, name, candidate, enrolment;
    int strength = 0;  // of ten: how much of what they hand in is acquired
    std::string sitting = {};  // of the questionnaire
  };
  struct Exam {
    std::string id, block;
    std::vector<std::size_t> students, judges;  // the first judge presides
    std::vector<std::string> deliverables;
  };

  // school.cpp: what a certifier prepares
  void plan_finished();
  void plan_marking();
  void plan_open();
  void open_certification();
  void add_jurors();
  void enrol_class();
  void enrol(Student& student, json::Value const& told);
  void prepare(Exam& exam, int from, int to);
  void hand_in_all(Exam const& exam, int day);

  // school_jury.cpp: what candidates and jurors do
  enum class Then { deposits, goes_on };
  void hand_in(Exam const& exam, std::size_t student, Then then);
  enum class Leaves { locked, draft };
  struct Marking {
    std::string part;
    std::vector<std::size_t> students;
    Leaves leaves = Leaves::locked;
  };
  void mark(Exam const& exam, std::size_t judge, Marking const& marking);
  boost::json::array marks(Exam const& exam, json::Value const& grid, Student const& student, ExamJudge const& judge);
  void deliberate(Exam const& exam);
  void settle(Exam const& exam, json::Value const& sheet);
  void decide_rest(Exam const& exam, std::string const& motive);
  void award(Exam const& exam);

  // school_posts.cpp: what two publish in their sandboxes
  void plan_posts();
  void post_inside(Exam const& exam, std::size_t student, int day);
  void freeze_calendar(Exam const& exam, std::size_t student);

  // school_after.cpp: the questionnaire of block 4, the final jury, those who were certified before
  void plan_questionnaire();
  void make_questionnaire();
  void sit_questionnaire(std::size_t student);
  void try_in_vain();
  void plan_final_jury();
  void hear_final_jury();
  void decide_finally();
  void take_over_earlier_class();
  void plan_survey();
  void answer_survey(json::Value const& told);

  json::Value by(std::string const& who, std::string const& line, boost::json::object const& body) { return stage_.ask(who, line, body); }
  std::string own(Exam const& exam, std::string const& rest) const { return "/api/my-juries/" + exam.id + rest; }
  std::string one(Exam const& exam, std::string const& rest) const { return "/api/exam-sessions/" + exam.id + rest; }
  std::vector<ExamJudge const*> jury(Exam const& exam) const;
  ExamJudge const& president(Exam const& exam) const { return judges_.at(exam.judges.front()); }
  std::vector<std::string> enrolments(Exam const& exam) const;
  Student const& sitting(std::string const& enrolment) const;
  boost::json::array questions() const;
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  Stage& stage_;
  Season& season_;
  json::Value const told_, more_questions_;
  ExamActs acts_{stage_, people::owner};
  std::mt19937 random_{20'260'101};
  std::vector<Student> students_;
  std::vector<ExamJudge> judges_;
  std::string version_, rules_, questionnaire_, verification_;
  Exam finished_{"", "B2", {0, 1, 2, 3, 4, 5}, {0, 1}, {}}, marking_{"", "B5", {1, 6, 7, 8, 9}, {0, 2}, {}}, open_{"", "B3", {0, 1, 8, 10}, {0, 1}, {}};
  // The two who hold their other blocks sit no questionnaire; they come before the final jury.
  Exam sat_{"", "B4", {0, 1, 3, 5, 6, 7, 8, 9, 10, 11}, {0, 1}, {}}, final_{"", "final", {2, 4}, {0, 1, 2}, {}};
};

}  // namespace parvis::app
