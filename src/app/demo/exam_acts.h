// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a certifier prepares, what a candidate sits and what a jury writes, each by the requests of those who would send them:
// what the demo's class (school.h) and the whole cohort (cohort.h) have in common. Who, when and how well is theirs.

#include <functional>
#include <random>

#include "app/demo/stage.h"

namespace parvis::app {

/// A juror with an account.
struct ExamJudge {
  std::string email, name, id;
  int severity = 0;  // taken off every candidate's strength
};

/// A grid that waits to be marked.
struct ExamSheet {
  std::string id, enrolment;
};

struct PlannedExam {
  std::string title, block, version, rules, mode;
  Instant opens, closes;
  std::vector<std::string> cases;  // none for the final jury
};

struct ExamOral {
  std::string enrolment;
  Instant starts;
  int minutes = 45;
  std::string place;
};

/// The same numbers for the same words, on every machine.
std::mt19937 seeded_by(std::string const& words);

/// The refusal's words for whoever the marks refuse, none for whoever they pass: the line of a deliberation sheet.
std::string motive_of(json::Value const& line, std::string const& refusal);

class ExamActs {
 public:
  using Object = boost::json::object;
  using Array = boost::json::array;
  /// `owner` runs the certification.
  ExamActs(Stage& stage, std::string owner) : stage_(stage), owner_(std::move(owner)) {}

  /// A version of the embedded referential, its truncated words confirmed as published, signed in the owner's name.
  std::string confirm_version(std::string const& label, std::pair<std::string, std::string> const& name_and_motive);
  /// The shipped rules in force, once `adjust` has had its way with them.
  std::string put_rules_in_force(std::string const& name, std::function<void(Object&)> const& adjust = {});
  /// Makes a juror of someone who has an account: `told` holds quality, employer, belongs, gender and qualification.
  std::string name_juror(std::string const& email, json::Value const& told);
  /// A third more of time and ten minutes of pause.
  void grant_extra_time(std::string const& enrolment, LocalDate const& on);

  /// A case that is ready; `told` holds title, brief and deliverables, `document` is the client's, none when empty.
  std::string make_case(std::string const& block, json::Value const& told, Object const& supplied, std::string const& document);
  std::string plan(PlannedExam const& exam);
  void seat_candidates(std::string const& session, std::vector<std::string> const& enrolments);
  /// Seats them (the first presides), each without tie to any candidate, and staffs the session.
  void seat_jury(std::string const& session, std::vector<ExamJudge const*> const& judges, std::vector<std::string> const& enrolments);
  void close_and_begin_marking(std::string const& session);
  void hear_oral(std::string const& session, ExamOral const& oral);
  void attend_orals(std::string const& session);

  /// Puts questions into the bank: those with "right" and "wrong" are single choices, with "rights" and "wrong" multiple ones,
  /// others open.
  void fill_bank(boost::json::array const& questions, std::string const& tag);
  std::string make_questionnaire(std::string const& title, Object const& blueprint);
  /// Whether the one who sits knows the answer to that question's words: what they tick, or write, follows.
  struct Knowing {
    std::function<bool(std::string const& question)> knows;
    std::function<std::string(std::string const& question, bool known)> writes;
  };
  /// Begins a session's questionnaire and answers every question; the sitting's id, for it to be handed in.
  std::string sit(std::string const& session, std::string const& who, boost::json::array const& questions, Knowing const& knowing);

  void hand_in_questionnaire(std::string const& who, std::string const& sitting) { stage_.ask(who, "POST /api/sittings/" + sitting + "/hand-in"); }

  /// That juror's grids of a part that are in that state ("assigned", "draft").
  std::vector<ExamSheet> sheets(std::string const& session, ExamJudge const& judge, std::pair<std::string, std::string> const& part_and_state);
  json::Value deliberation(std::string const& session, ExamJudge const& president);
  void meet(std::string const& session, std::vector<ExamJudge const*> const& judges, std::string const& incidents);
  struct Closed {
    std::string minutes, number;
  };
  /// Drafted and closed by the first, signed by each; half an hour on, awards follow and candidates are told.
  Closed close_minutes(std::string const& session, std::vector<ExamJudge const*> const& judges);
  void tell_results(std::string const& minutes_number);

 private:
  json::Value owner(std::string const& line) { return stage_.ask(owner_, line); }
  json::Value owner(std::string const& line, Object const& body) { return stage_.ask(owner_, line, body); }
  static std::string one(std::string const& session, std::string const& rest) { return "/api/exam-sessions/" + session + rest; }
  static std::string own(std::string const& session, std::string const& rest) { return "/api/my-juries/" + session + rest; }
  Object answer_to(json::Value const& asked, boost::json::array const& questions, Knowing const& knowing);

  Stage& stage_;
  std::string const owner_;
};

}  // namespace parvis::app
