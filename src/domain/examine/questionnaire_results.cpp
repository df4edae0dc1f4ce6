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
  ResultLine line{asked.position, asked.item_id, question.question.kind, asked.points, {}, {}};
  if (!asked.score) return line;
  line.steps = asked.score->steps;
  line.fraction = asked.score->marked == quiz::Marked::by_rule ? asked.score->fraction : asked.mark;
  return line;
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
  std::vector<AskedQuestion> all;
  for (SittingQuestion& asked : sitting_question_rows(tx, sitting.id)) {
    auto const version = find_question_version(tx, sitting.workspace_id, asked.version_id);
    PARVIS_ASSERT(version.has_value(), "versions that were asked are kept");
    all.push_back({std::move(asked), version->question});
  }
  return all;
}

Done hand_in(store::Transaction& tx, Clock const& clock, Actor const& actor, Sitting const& sitting) {
  auto const set = find_session_questionnaire(tx, sitting.workspace_id, sitting.session_id);
  PARVIS_ASSERT(set.has_value(), "a sitting has its questionnaire");
  TRY(SessionPlace const place, session_place(tx, sitting.workspace_id, sitting.session_id));
  quiz::Marking const marking = marking_of(set->blueprint, place.rule);
  if (!update_sitting(tx, sitting)) return conflict("examine.stale_revision");
  for (AskedQuestion& question : asked_questions(tx, sitting)) {
    TRY(question.asked.score, quiz::score(question.question, question.asked.answer.value_or(quiz::QuestionAnswer{}), marking));
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

std::optional<QuestionnaireResult> questionnaire_result(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session, enrol::EnrolmentId const& enrolment) {
  auto const sitting = find_sitting(tx, session, enrolment);
  if (!sitting || sitting->workspace_id != workspace) return std::nullopt;
  return result_of(tx, *sitting);
}

std::vector<OpenAnswer> questionnaire_open_answers(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  std::vector<OpenAnswer> all;
  for (Sitting const& sitting : sitting_rows(tx, workspace, session)) {
    if (sitting.state != SittingState::handed_in) continue;
    for (AskedQuestion const& question : asked_questions(tx, sitting)) {
      SittingQuestion const& asked = question.asked;
      if (!asked.score || asked.score->marked != quiz::Marked::by_hand) continue;
      all.push_back({sitting.id, sitting.enrolment_id, asked.position, asked.version_id, question.question.stem, asked.answer->text, asked.points, asked.mark});
    }
  }
  return all;
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
