// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What an answer is worth, in exact rationals, with the arithmetic that leads to it.

#include "base/rational.h"
#include "quiz/question.h"

namespace parvis::quiz {

/// What was answered: places of the question's choices (true_false: 0 true, 1 false); a text (short_answer, numerical,
/// essay); for matching, for each pair the place of the pair whose `right` was given to it, -1 for none.
struct QuestionAnswer {
  std::vector<std::int64_t> chosen;
  std::string text;
  std::vector<std::int64_t> matched;
  friend bool operator==(QuestionAnswer const&, QuestionAnswer const&) = default;
};
BOOST_DESCRIBE_STRUCT(QuestionAnswer, (), (chosen, text, matched))

enum class PartialCredit { partial, all_or_nothing };
BOOST_DESCRIBE_ENUM(PartialCredit, partial, all_or_nothing)
/// What becomes of less than nothing: ignored (no option and no penalty takes anything), floored (no question is worth
/// less than 0), counted (a question may be worth as little as -1; whoever adds them up sets the floor of the whole).
enum class NegativeMarks { ignored, floored, counted };
BOOST_DESCRIBE_ENUM(NegativeMarks, ignored, floored, counted)

/// The stated rules of marking. `penalty` is the part of a question's points that a wrong answer takes (QCU, true or
/// false), and each wrong option ticked of a QCM that has no weight of its own; 0 to 1.
struct Marking {
  PartialCredit credit = PartialCredit::partial;
  Rational penalty;
  NegativeMarks negative = NegativeMarks::floored;
};
BOOST_DESCRIBE_STRUCT(Marking, (), (credit, penalty, negative))

/// One line of the arithmetic. Codes: quiz.step_choice (place, its weight), quiz.step_pair, quiz.step_accepted,
/// quiz.step_none (nothing answered), quiz.step_wrong, quiz.step_penalty, quiz.step_all_or_nothing, quiz.step_floor,
/// quiz.step_cap: what each adds.
struct ScoreStep {
  std::string code;
  std::int64_t place = -1;
  Rational adds;
};
BOOST_DESCRIBE_STRUCT(ScoreStep, (), (code, place, adds))

/// by_hand: an open question, marked by people.
enum class Marked { by_rule, by_hand };
BOOST_DESCRIBE_ENUM(Marked, by_rule, by_hand)

/// `fraction` of the question's points, -1 to 1; the sum of its steps.
struct QuestionScore {
  Marked marked = Marked::by_rule;
  Rational fraction;
  std::vector<ScoreStep> steps;
};
BOOST_DESCRIBE_STRUCT(QuestionScore, (), (marked, fraction, steps))

/// The weight of each choice as a part of the points: as stated, or 1 for a right one (in a QCM its share of all right
/// ones), 0 otherwise. Problem quiz.weight_malformed.
Result<std::vector<Rational>> weights_of(Question const& question);

/// Problems: quiz.answer_out_of_range (a place that is none, or twice the same, or several of a QCU), quiz.weight_malformed,
/// quiz.kind_not_asked.
Result<QuestionScore> score(Question const& question, QuestionAnswer const& answer, Marking const& marking);

/// Is there anything in the answer?
bool is_empty(QuestionAnswer const& answer);

/// The answer has places that the question has: quiz.answer_out_of_range otherwise. Texts of at most 20,000 bytes
/// (quiz.answer_too_long).
Done check_answer(Question const& question, QuestionAnswer const& answer);

}  // namespace parvis::quiz
