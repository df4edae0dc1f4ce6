// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_results.h"

#include "base/assertion.h"
#include "examine/questionnaire_bank_store.h"
#include "examine/questionnaire_seat.h"

namespace parvis::examine {
namespace {

quiz::NegativeMarks negative_of(enrol::NegativeMarking rule) {
  switch (rule) {
    case enrol::NegativeMarking::none: return quiz::NegativeMarks::ignored;
    case enrol::NegativeMarking::floor_question: return quiz::NegativeMarks::floored;
    case enrol::NegativeMarking::floor_total: return quiz::NegativeMarks::counted;
  }
  return quiz::NegativeMarks::floored;
}

ResultLine line_of(AskedQuestion const& question) {
  SittingQuestion const& asked = question.asked;
  ResultLine line{asked.position, asked.item_id, question.question->kind, asked.points, {}, {}};
  if (!asked.score) return line;
  line.steps = asked.score->steps;
  line.fraction = asked.score->marked == quiz::Marked::by_rule ? asked.score->fraction : asked.mark;
  return line;
}

using KnownQuestions = std::map<QuestionVersionId, std::shared_ptr<quiz::Question const>>;

KnownQuestions known(std::vector<QuestionVersion> versions) {
  KnownQuestions all;
  for (QuestionVersion& one : versions) all.emplace(one.id, std::make_shared<quiz::Question const>(std::move(one.question)));
  return all;
}

AskedQuestion with_words(SittingQuestion asked, KnownQuestions const& questions) {
  auto const found = questions.find(asked.version_id);
  PARVIS_ASSERT(found != questions.end(), "versions that were asked are kept");
  return {std::move(asked), found->second};
}

void add_open(SatPaper const& paper, std::vector<OpenAnswer>& all) {
  if (paper.sitting.state != SittingState::handed_in) return;
  for (AskedQuestion const& question : paper.questions) {
    SittingQuestion const& asked = question.asked;
    if (!asked.score || asked.score->marked != quiz::Marked::by_hand) continue;
    all.push_back({paper.sitting.id, paper.sitting.enrolment_id, asked.position, asked.version_id, question.question->stem, asked.answer->text, asked.points, asked.mark});
  }
}

std::string row_id(SittingQuestion const& question) { return question.sitting_id.to_string() + ":" + std::to_string(question.position); }

void note(store::Transaction& tx, Clock const& clock, Actor const& actor, SittingQuestion const& question) {
  enrol::ledger_append(tx, clock, actor, {"examine.answer_sealed", "examine_sitting_question", row_id(question), json::to_value(question)});
}

}  // namespace

quiz::Marking marking_of(Blueprint const& blueprint, enrol::QuestionnaireRule const& rule) {
  return {blueprint.credit, rule.penalty, negative_of(rule.negative_marking)};
}

std::vector<AskedQuestion> asked_questions(store::Transaction& tx, Sitting const& sitting) {
  KnownQuestions const questions = known(versions_asked(tx, sitting.id));
  std::vector<AskedQuestion> all;
  for (SittingQuestion& asked : sitting_question_rows(tx, sitting.id)) all.push_back(with_words(std::move(asked), questions));
  return all;
}

std::vector<SatPaper> papers_of(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  KnownQuestions const questions = known(versions_asked(tx, workspace, session));
  std::map<SittingId, std::vector<AskedQuestion>> by_sitting;
  for (SittingQuestion& asked : sitting_question_rows(tx, workspace, session)) by_sitting[asked.sitting_id].push_back(with_words(std::move(asked), questions));
  std::vector<SatPaper> papers;
  for (Sitting& sitting : sitting_rows(tx, workspace, session)) {
    auto own = std::move(by_sitting[sitting.id]);
    papers.push_back({std::move(sitting), std::move(own)});
  }
  return papers;
}

Done hand_in(store::Transaction& tx, Clock const& clock, Actor const& actor, Sitting const& sitting) {
  auto const set = find_session_questionnaire(tx, sitting.workspace_id, sitting.session_id);
  PARVIS_ASSERT(set.has_value(), "a sitting has its questionnaire");
  TRY(SessionPlace const place, session_place(tx, sitting.workspace_id, sitting.session_id));
  quiz::Marking const marking = marking_of(set->blueprint, place.rule);
  if (!update_sitting(tx, sitting)) return conflict("examine.stale_revision");
  for (AskedQuestion& question : asked_questions(tx, sitting)) {
    TRY(question.asked.score, quiz::score(*question.question, question.asked.answer.value_or(quiz::QuestionAnswer{}), marking));
    update_sitting_question(tx, question.asked);
    note(tx, clock, actor, question.asked);
  }
  enrol::ledger_append(tx, clock, actor, {"examine.sitting_handed_in", "examine_sitting", sitting.id.to_string(), json::to_value(sitting)});
  identity::record_audit(tx, clock, actor, {"examine.sitting_handed_in", "sitting", sitting.id.to_string()});
  return {};
}

QuestionnaireResult added_up(Sitting const& sitting, std::vector<AskedQuestion> const& questions) {
  QuestionnaireResult result{sitting.id, sitting.enrolment_id, sitting.state, {}, 0, 0, {}};
  for (AskedQuestion const& question : questions) {
    ResultLine line = line_of(question);
    result.points += line.points;
    result.waiting += !line.fraction;
    if (line.fraction) result.earned += Rational{line.points, 1} * *line.fraction;
    result.lines.push_back(std::move(line));
  }
  if (result.earned < Rational{}) result.earned = Rational{};
  return result;
}

QuestionnaireResult result_of(store::Transaction& tx, Sitting const& sitting) { return added_up(sitting, asked_questions(tx, sitting)); }

SessionAnswers questionnaire_answers(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  SessionAnswers answers;
  for (SatPaper const& paper : papers_of(tx, workspace, session)) {
    answers.results.push_back(added_up(paper.sitting, paper.questions));
    add_open(paper, answers.open);
  }
  return answers;
}

std::vector<OpenAnswer> questionnaire_open_answers(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session, enrol::EnrolmentId const& enrolment) {
  std::vector<OpenAnswer> open;
  auto const sitting = find_sitting(tx, session, enrolment);
  if (sitting && sitting->workspace_id == workspace) add_open({*sitting, asked_questions(tx, *sitting)}, open);
  return open;
}

std::set<enrol::EnrolmentId> questionnaire_handed_in(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  return handed_in_rows(tx, workspace, session);
}

Done mark_open_answer(store::Transaction& tx, WorkspaceId const& workspace, SittingId const& sitting, std::int64_t position, Rational const& mark) {
  if (mark < Rational{} || mark > Rational{1, 1}) return invalid_field("mark", "examine.mark_out_of_range", "0..1", to_text(mark));
  if (!find_sitting(tx, workspace, sitting)) return not_found("examine.open_answer_not_found");
  for (SittingQuestion& question : sitting_question_rows(tx, sitting)) {
    if (question.position != position || !question.score || question.score->marked != quiz::Marked::by_hand) continue;
    question.mark = mark;
    update_sitting_question(tx, question);
    return {};
  }
  return not_found("examine.open_answer_not_found");
}

std::vector<enrol::Rebuilder> questionnaire_rebuilders() {
  return {{"examine_sitting", [](store::Transaction& tx, json::Value const& row) { restore_sitting(tx, json::decode_value<Sitting>(row).value()); }},
          {"examine_sitting_question", [](store::Transaction& tx, json::Value const& row) { restore_sitting_question(tx, json::decode_value<SittingQuestion>(row).value()); }}};
}

}  // namespace parvis::examine
