// SPDX-License-Identifier: AGPL-3.0-or-later
// What the certifier does with a session's questionnaire: sets it, follows its sittings, reads how its items behaved.
#include <algorithm>
#include <map>

#include "base/random.h"
#include "examine/questionnaire_bank_store.h"
#include "examine/questionnaire_results.h"
#include "examine/questionnaire_seat.h"
#include "examine/questionnaire_sittings.h"

namespace parvis::examine {
namespace {

Done check_settable(Questionnaire const& questionnaire, SessionPlace const& place) {
  if (place.moment != SessionMoment::planned) return conflict("examine.session_questionnaire_begun");
  if (questionnaire.state != QuestionnaireState::ready) return conflict("examine.questionnaire_not_ready");
  if (questionnaire.block.to_string() != place.block)
    return invalid_field("questionnaire_id", "examine.questionnaire_wrong_block", place.block, questionnaire.block.to_string());
  return {};
}

SittingRow row_of(SatPaper const& paper, std::string const& pseudonym) {
  auto const& [sitting, questions] = paper;
  SittingRow row{sitting.id, pseudonym, sitting.state, sitting.started_at, last_moment(sitting),
                 sitting.handed_in_at, sitting.handed_in_by, 0, static_cast<std::int64_t>(questions.size()), {}};
  row.answered = std::count_if(questions.begin(), questions.end(), [](AskedQuestion const& question) { return question.asked.answer && !quiz::is_empty(*question.asked.answer); });
  if (sitting.state == SittingState::handed_in) row.result = added_up(sitting, questions);
  return row;
}

/// What a paper says of its items; open answers that wait for marks say nothing yet.
quiz::Paper paper_of(std::vector<AskedQuestion> const& questions) {
  quiz::Paper paper;
  for (AskedQuestion const& question : questions) {
    SittingQuestion const& asked = question.asked;
    if (!asked.score) continue;
    auto const fraction = asked.score->marked == quiz::Marked::by_rule ? std::optional(asked.score->fraction) : asked.mark;
    if (fraction) paper.responses.push_back({asked.version_id.to_string(), *fraction, asked.answer ? asked.answer->chosen : std::vector<std::int64_t>()});
  }
  return paper;
}

/// What was asked in a session, by version.
struct AskedItems {
  std::map<std::string, std::pair<QuestionItemId, std::shared_ptr<quiz::Question const>>> by_version;
  std::map<QuestionItemId, QuestionItem> items;
};

AskedItems asked_items(store::Transaction& tx, std::vector<SatPaper> const& papers) {
  AskedItems all;
  for (SatPaper const& paper : papers) {
    for (AskedQuestion const& one : paper.questions) all.by_version.try_emplace(one.asked.version_id.to_string(), one.asked.item_id, one.question);
  }
  if (papers.empty()) return all;
  Sitting const& any = papers.front().sitting;
  for (QuestionItem& item : items_asked(tx, any.workspace_id, any.session_id)) all.items.emplace(item.id, std::move(item));
  return all;
}

AnalysedItem analysed(AskedItems const& asked, quiz::ItemFigures figures) {
  AnalysedItem out;
  auto const& [item_id, question] = asked.by_version.at(figures.item);
  QuestionItem const& item = asked.items.at(item_id);
  out.item_id = item.id;
  out.reference = item.reference.to_string();
  out.summary = item.summary;
  out.kind = question->kind;
  auto const weights = quiz::weights_of(*question);
  for (std::size_t i = 0; i < question->choices.size(); ++i) {
    out.options.push_back(question->choices[i].text);
    out.right.push_back(weights && (*weights)[i] > Rational{});
  }
  out.figures = std::move(figures);
  return out;
}

}  // namespace

Result<SessionQuestionnaire> set_questionnaire(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session, SetQuestionnaire const& request) {
  std::string const seed = random_token(16);
  return desk.database.write([&](store::Transaction& tx) -> Result<SessionQuestionnaire> {
    TRY(SessionPlace const place, session_place(tx, actor.workspace, session));
    TRY(Questionnaire const questionnaire, load_questionnaire(tx, actor.workspace, request.questionnaire_id));
    TRY_DONE(check_settable(questionnaire, place));
    SessionQuestionnaire const set{session, actor.workspace, questionnaire.id, questionnaire.title, questionnaire.blueprint, pool_of(tx, actor.workspace), seed, desk.clock.now(), actor.person};
    TRY_DONE(draw(set.blueprint, set.pool, set.seed));
    put_session_questionnaire(tx, set);
    enrol::ledger_append(tx, desk.clock, actor, {"examine.questionnaire_set", "examine_session_questionnaire", session.to_string(), json::to_value(set)});
    identity::record_audit(tx, desk.clock, actor, {"examine.questionnaire_set", "exam_session", session.to_string()});
    return set;
  });
}

Result<SessionQuestionnaire> session_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  auto set = find_session_questionnaire(tx, workspace, session);
  if (!set) return not_found("examine.session_without_questionnaire");
  return std::move(*set);
}

Result<SittingRows> sittings_of(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session) {
  return desk.database.read([&](store::Transaction& tx) -> Result<SittingRows> {
    TRY_DONE(session_place(tx, actor.workspace, session));
    SittingRows rows;
    auto pseudonyms = pseudonyms_in(tx, session);
    for (SatPaper const& paper : papers_of(tx, actor.workspace, session)) rows.items.push_back(row_of(paper, pseudonyms[paper.sitting.enrolment_id]));
    return rows;
  });
}

Result<ItemAnalysis> analyse_session(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session) {
  return desk.database.read([&](store::Transaction& tx) -> Result<ItemAnalysis> {
    TRY_DONE(session_place(tx, actor.workspace, session));
    auto const sat = papers_of(tx, actor.workspace, session);
    AskedItems const asked = asked_items(tx, sat);
    std::vector<quiz::Paper> papers;
    for (SatPaper const& one : sat) {
      if (one.sitting.state == SittingState::handed_in) papers.push_back(paper_of(one.questions));
    }
    ItemAnalysis analysis;
    analysis.papers = static_cast<std::int64_t>(papers.size());
    for (quiz::ItemFigures& figures : quiz::analyse_items(papers)) analysis.items.push_back(analysed(asked, std::move(figures)));
    return analysis;
  });
}

}  // namespace parvis::examine
