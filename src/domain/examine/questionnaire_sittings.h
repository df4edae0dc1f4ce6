// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What candidates and certifiers do with sittings. Problem codes: questionnaire_sitting.h. What is refused to candidates is
// kept among the session's refusals.

#include "examine/questionnaire_sitting.h"
#include "jobs/runner.h"

namespace parvis::examine {

/// Freezes a ready questionnaire and the bank's pool into a session that is not open yet, with a seed of its own. Set again
/// it replaces the one before. Problems: examine.session_questionnaire_begun (the session opened), _wrong_block, _not_ready.
struct SetQuestionnaire {
  QuestionnaireId questionnaire_id;
};
BOOST_DESCRIBE_STRUCT(SetQuestionnaire, (), (questionnaire_id))
Result<SessionQuestionnaire> set_questionnaire(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session, SetQuestionnaire const& request);
/// Problem examine.session_without_questionnaire.
Result<SessionQuestionnaire> session_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);

/// A questionnaire that the caller may sit, is sitting or has sat.
struct OwnSitting {
  ExamSessionId session_id;
  std::string block;
  Text<1, 120> title;
  Instant opens_at;
  Instant closes_at;
  std::int64_t allowed_ms = 0;
  std::int64_t pause_ms = 0;
  std::int64_t questions = 0;
  bool open = false;
  bool released = false;
  std::optional<SittingId> sitting_id;
  std::optional<SittingState> state;
  std::optional<Instant> deadline;
};
BOOST_DESCRIBE_STRUCT(OwnSitting, (), (session_id, block, title, opens_at, closes_at, allowed_ms, pause_ms, questions, open, released, sitting_id, state, deadline))
struct OwnSittings { std::vector<OwnSitting> items; };
BOOST_DESCRIBE_STRUCT(OwnSittings, (), (items))
OwnSittings own_sittings(QuestionnaireDesk const& desk, Actor const& actor);

/// Draws and starts the clock; a sitting begun already goes on. Problems: examine.sitting_without_seat,
/// examine.session_without_questionnaire, examine.sitting_not_open.
Result<SittingSheet> begin_sitting(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session);
/// One's own; another's is not found. So for what follows.
Result<SittingSheet> own_sitting(QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id);
/// Problems: examine.sitting_over, examine.sitting_state (paused), examine.sitting_no_such_question, those of as_kept.
Result<SavedAnswer> keep_answer(QuestionnaireDesk const& desk, Actor const& actor, std::pair<SittingId, std::int64_t> const& place, quiz::QuestionAnswer const& shown);
/// pause, resume or hand_in. Problems: examine.sitting_over, examine.sitting_state, examine.sitting_no_pause.
Result<SittingSheet> move_sitting(QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id, SittingEvent event);
/// Once the session's results are out. Problem examine.result_not_released.
Result<QuestionnaireResult> own_result(QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id);

/// What the certifier sees of a session's sittings: pseudonyms, states, scores.
struct SittingRow {
  SittingId id;
  std::string pseudonym;
  SittingState state = SittingState::under_way;
  Instant started_at;
  Instant deadline;
  std::optional<Instant> handed_in_at;
  std::optional<HandedInBy> handed_in_by;
  std::int64_t answered = 0;
  std::int64_t of = 0;
  std::optional<QuestionnaireResult> result;  // once handed in
};
BOOST_DESCRIBE_STRUCT(SittingRow, (), (id, pseudonym, state, started_at, deadline, handed_in_at, handed_in_by, answered, of, result))
struct SittingRows { std::vector<SittingRow> items; };
BOOST_DESCRIBE_STRUCT(SittingRows, (), (items))
Result<SittingRows> sittings_of(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session);

/// One item's figures in one session. For information: no score is changed by them.
struct AnalysedItem {
  QuestionItemId item_id;
  std::string reference;
  std::string summary;
  quiz::QuestionKind kind = quiz::QuestionKind::single_choice;
  std::vector<quiz::Prose> options;
  std::vector<bool> right;  // which of them bring points
  quiz::ItemFigures figures;
};
BOOST_DESCRIBE_STRUCT(AnalysedItem, (), (item_id, reference, summary, kind, options, right, figures))
struct ItemAnalysis {
  std::int64_t papers = 0;
  std::int64_t least_papers = quiz::usual_least_papers;
  std::vector<AnalysedItem> items;
};
BOOST_DESCRIBE_STRUCT(ItemAnalysis, (), (papers, least_papers, items))
/// Of sittings handed in; open answers count once marked.
Result<ItemAnalysis> analyse_session(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session);

/// Hands in what stands at the deadline.
std::vector<jobs::JobRow> questionnaire_jobs(QuestionnaireDesk const& desk);

}  // namespace parvis::examine
