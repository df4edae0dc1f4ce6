// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A sitting: one candidate before one questionnaire, timed by the server.
//
// Its time is the blueprint's minutes times the accommodation's factor, and the pauses granted: while paused the clock
// stands and the questions are hidden, for as long as pauses are left. Each answer is kept as it is given; what was kept by
// the deadline is handed in by a job. What a candidate gets holds no right answer, weight, feedback or title.
//
// Problem codes: examine.sitting_not_found, examine.sitting_state, examine.sitting_over, examine.sitting_not_open,
// examine.sitting_without_seat, examine.sitting_no_pause, examine.sitting_no_such_question, examine.result_not_released,
// examine.session_without_questionnaire, examine.session_questionnaire_begun, examine.questionnaire_wrong_block,
// examine.questionnaire_not_ready, examine.open_answer_not_found, examine.mark_out_of_range; quiz.answer_out_of_range,
// quiz.answer_too_long.

#include <set>

#include "enrol/enrol.h"
#include "examine/questionnaire.h"
#include "quiz/item_analysis.h"

namespace parvis::examine {

using ExamSessionId = Id<struct ExamSessionTag>;
using SittingId = Id<struct SittingTag>;

/// The questionnaire of an exam session, frozen with the pool it is drawn from and the seed.
struct SessionQuestionnaire {
  ExamSessionId session_id;
  WorkspaceId workspace_id;
  QuestionnaireId questionnaire_id;
  Text<1, 120> title;
  Blueprint blueprint;
  std::vector<PoolItem> pool;
  std::string seed;
  Instant set_at;
  PersonId set_by;
};
BOOST_DESCRIBE_STRUCT(SessionQuestionnaire, (), (session_id, workspace_id, questionnaire_id, title, blueprint, pool, seed, set_at, set_by))

enum class SittingState { under_way, paused, handed_in };
BOOST_DESCRIBE_ENUM(SittingState, under_way, paused, handed_in)
enum class SittingEvent { pause, resume, hand_in, time_up };
BOOST_DESCRIBE_ENUM(SittingEvent, pause, resume, hand_in, time_up)
/// Problem examine.sitting_state (conflict).
Result<SittingState> moved(SittingState state, SittingEvent event);

enum class HandedInBy { candidate, deadline };
BOOST_DESCRIBE_ENUM(HandedInBy, candidate, deadline)

struct Sitting {
  SittingId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  enrol::EnrolmentId enrolment_id;
  std::string seed;  // of this candidate's draw
  SittingState state = SittingState::under_way;
  Instant started_at;
  Instant deadline;  // while paused: what it was when the pause began
  std::int64_t pause_left_ms = 0;
  std::optional<Instant> paused_at;
  std::optional<Instant> handed_in_at;
  std::optional<HandedInBy> handed_in_by;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Sitting, (), (id, workspace_id, session_id, enrolment_id, seed, state, started_at, deadline, pause_left_ms, paused_at, handed_in_at,
                                    handed_in_by, revision))

/// The sitting as it stands at `now`: a pause that has used up its time is over, a deadline that has passed hands it in (at
/// the deadline). Pure.
Sitting caught_up(Sitting sitting, Instant now);
/// When, if nobody does anything, it will be handed in.
Instant last_moment(Sitting const& sitting);
/// minutes × factor, rounded up to the millisecond.
Milliseconds allowed_time(std::int64_t minutes, Rational const& factor);

/// A question as it was put to one candidate, and what became of it. Places in `answer` are those of the version; `shown_order`
/// is how they were shown: the place of the version at each place on the screen.
struct SittingQuestion {
  SittingId sitting_id;
  std::int64_t position = 0;
  QuestionItemId item_id;
  QuestionVersionId version_id;
  std::int64_t points = 1;
  std::vector<std::int64_t> shown_order;
  std::optional<quiz::QuestionAnswer> answer;
  std::optional<Instant> answered_at;
  std::int64_t saves = 0;
  std::optional<quiz::QuestionScore> score;  // once handed in
  std::optional<Rational> mark;              // of an open question: the part of its points that people gave
};
BOOST_DESCRIBE_STRUCT(SittingQuestion, (), (sitting_id, position, item_id, version_id, points, shown_order, answer, answered_at, saves, score, mark))

/// A question as a candidate sees it; places are those shown.
struct AskedView {
  std::int64_t position = 0;
  quiz::QuestionKind kind = quiz::QuestionKind::single_choice;
  quiz::Prose stem;
  std::vector<quiz::Prose> options;  // to tick; none for texts
  std::vector<quiz::Prose> lefts;    // to pair
  std::vector<std::string> rights;   // with these
  std::int64_t points = 1;
  std::optional<quiz::QuestionAnswer> answer;
  std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(AskedView, (), (position, kind, stem, options, lefts, rights, points, answer, answered_at))

/// The order in which a question's options (or what is paired) are shown.
std::vector<std::int64_t> order_of(quiz::Question const& question, ShuffleRule rule, std::string const& seed);
/// All that a candidate may see of it.
AskedView candidate_view(quiz::Question const& question, SittingQuestion const& asked);
/// The answer with places of the version, from one with places shown. Problems: quiz.answer_out_of_range, quiz.answer_too_long.
Result<quiz::QuestionAnswer> as_kept(quiz::Question const& question, std::vector<std::int64_t> const& order, quiz::QuestionAnswer const& shown);

/// A sitter's own sheet. `questions` is empty while paused and once handed in.
struct SittingSheet {
  SittingId id;
  ExamSessionId session_id;
  Text<1, 120> title;
  Text<0, 4000> instructions;
  SittingState state = SittingState::under_way;
  Instant now;
  Instant started_at;
  Instant deadline;
  std::int64_t remaining_ms = 0;
  std::int64_t pause_left_ms = 0;
  std::optional<Instant> handed_in_at;
  std::optional<HandedInBy> handed_in_by;
  std::int64_t answered = 0;
  std::int64_t of = 0;
  std::int64_t points = 0;
  std::vector<AskedView> questions;
};
BOOST_DESCRIBE_STRUCT(SittingSheet, (), (id, session_id, title, instructions, state, now, started_at, deadline, remaining_ms, pause_left_ms, handed_in_at,
                                         handed_in_by, answered, of, points, questions))

struct SavedAnswer {
  std::int64_t position = 0;
  Instant saved_at;
  Instant deadline;
  std::int64_t remaining_ms = 0;
};
BOOST_DESCRIBE_STRUCT(SavedAnswer, (), (position, saved_at, deadline, remaining_ms))

/// One line of a result's arithmetic: points × fraction. `fraction` is absent while an open answer waits for its marks.
struct ResultLine {
  std::int64_t position = 0;
  QuestionItemId item_id;
  quiz::QuestionKind kind = quiz::QuestionKind::single_choice;
  std::int64_t points = 1;
  std::optional<Rational> fraction;
  std::vector<quiz::ScoreStep> steps;
};
BOOST_DESCRIBE_STRUCT(ResultLine, (), (position, item_id, kind, points, fraction, steps))

/// `earned` of `points`, the sum of its lines; less than nothing counts as nothing. Final once nothing waits.
struct QuestionnaireResult {
  SittingId sitting_id;
  enrol::EnrolmentId enrolment_id;
  SittingState state = SittingState::under_way;
  Rational earned;
  std::int64_t points = 0;
  std::int64_t waiting = 0;  // open answers not marked yet
  std::vector<ResultLine> lines;
};
BOOST_DESCRIBE_STRUCT(QuestionnaireResult, (), (sitting_id, enrolment_id, state, earned, points, waiting, lines))

/// An open answer to be marked by people, each on their own.
struct OpenAnswer {
  SittingId sitting_id;
  enrol::EnrolmentId enrolment_id;
  std::int64_t position = 0;
  QuestionVersionId version_id;
  quiz::Prose stem;
  std::string text;
  std::int64_t points = 1;
  std::optional<Rational> mark;
};
BOOST_DESCRIBE_STRUCT(OpenAnswer, (), (sitting_id, enrolment_id, position, version_id, stem, text, points, mark))

// For judge, within its transactions.
/// What everyone's sitting gives the jury; nothing when the session has no questionnaire.
struct SessionAnswers {
  std::vector<QuestionnaireResult> results;  // of each who sat
  std::vector<OpenAnswer> open;              // of sittings handed in
};
SessionAnswers questionnaire_answers(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
/// The open answers of one candidate, once handed in.
std::vector<OpenAnswer> questionnaire_open_answers(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session, enrol::EnrolmentId const& enrolment);
/// Who sat to the end.
std::set<enrol::EnrolmentId> questionnaire_handed_in(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);
/// The agreed mark, 0 to 1 of the points. Problems: examine.open_answer_not_found, examine.mark_out_of_range.
Done mark_open_answer(store::Transaction& tx, WorkspaceId const& workspace, SittingId const& sitting, std::int64_t position, Rational const& mark);

/// How the ledger puts sittings back.
std::vector<enrol::Rebuilder> questionnaire_rebuilders();

}  // namespace parvis::examine
