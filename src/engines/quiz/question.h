// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A question of a questionnaire, as this engine, GIFT and Moodle XML hold it. Knows no account, exam or table.
//
// What we do not use is kept: a kind we do not read is carried whole in `kept`, and so are settings and files of the kinds
// we do read, so that an export gives back what an import brought.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

namespace parvis::quiz {

/// How a text is to be shown. `moodle` is Moodle's own: plain words, where line breaks count as spaces.
enum class ProseFormat { moodle, plain, html, markdown };
BOOST_DESCRIBE_ENUM(ProseFormat, moodle, plain, html, markdown)

/// `category` is no question but the place of those that follow (its path is the title); `single_choice` is a QCU,
/// `multiple_choice` a QCM, `essay` an open question; `unread` is a kind we do not read.
enum class QuestionKind { category, description, essay, true_false, single_choice, multiple_choice, short_answer, numerical, matching, unread };
BOOST_DESCRIBE_ENUM(QuestionKind, category, description, essay, true_false, single_choice, multiple_choice, short_answer, numerical, matching, unread)

struct Prose {
  ProseFormat format = ProseFormat::moodle;
  std::string text;
  friend bool operator==(Prose const&, Prose const&) = default;
};
BOOST_DESCRIBE_STRUCT(Prose, (), (format, text))

/// The numbers that are right, as written (decimal): `exact` first; `around` first ± second; `between` first and second.
enum class NumberForm { exact, around, between };
BOOST_DESCRIBE_ENUM(NumberForm, exact, around, between)

struct NumberRange {
  NumberForm form = NumberForm::exact;
  std::string first;
  std::string second;
  friend bool operator==(NumberRange const&, NumberRange const&) = default;
};
BOOST_DESCRIBE_STRUCT(NumberRange, (), (form, first, second))

/// One option, or one accepted answer. `weight` is the percentage of the question's points that it brings, as written
/// ("50", "33.33333", "-100"); without it a right one brings all (in a QCM its share of all) and a wrong one nothing.
struct QuestionChoice {
  bool correct = false;
  std::optional<std::string> weight;
  Prose text;
  std::optional<Prose> feedback;
  std::optional<NumberRange> number;
  friend bool operator==(QuestionChoice const&, QuestionChoice const&) = default;
};
BOOST_DESCRIBE_STRUCT(QuestionChoice, (), (correct, weight, text, feedback, number))

/// What goes together; an empty `left` makes `right` a lure.
struct MatchPair {
  Prose left;
  std::string right;
  friend bool operator==(MatchPair const&, MatchPair const&) = default;
};
BOOST_DESCRIBE_STRUCT(MatchPair, (), (left, right))

/// XML that we carry without reading; `place` is where it stands: "" in the question, "questiontext", "answer/2"…
struct KeptXml {
  std::string place;
  std::string xml;
  friend bool operator==(KeptXml const&, KeptXml const&) = default;
};
BOOST_DESCRIBE_STRUCT(KeptXml, (), (place, xml))

struct Question {
  QuestionKind kind = QuestionKind::description;
  std::string id;  // of the system it comes from; empty when none
  std::vector<std::string> tags;
  std::string title;
  Prose stem;
  std::optional<std::int64_t> gap;  // byte of the stem where "_____" stands for the answers; none: they follow it
  std::vector<QuestionChoice> choices;      // options; accepted answers of short_answer and numerical
  std::vector<MatchPair> pairs;          // of matching
  std::optional<bool> truth;        // of true_false
  std::optional<Prose> wrong_feedback;
  std::optional<Prose> right_feedback;
  std::optional<Prose> general_feedback;
  std::vector<KeptXml> kept;
  friend bool operator==(Question const&, Question const&) = default;
};
BOOST_DESCRIBE_STRUCT(Question, (), (kind, id, tags, title, stem, gap, choices, pairs, truth, wrong_feedback, right_feedback, general_feedback, kept))

/// What is wrong with one place of a file or question: a line (1 for the first; 0 when it has none), a code, the words
/// concerned, cut to 120 bytes.
struct FileTrouble {
  std::int64_t line = 0;
  std::string code;
  std::string shown;
  friend bool operator==(FileTrouble const&, FileTrouble const&) = default;
};
BOOST_DESCRIBE_STRUCT(FileTrouble, (), (line, code, shown))

struct ReadQuestion {
  std::int64_t line = 0;
  Question question;
};
BOOST_DESCRIBE_STRUCT(ReadQuestion, (), (line, question))

/// All that a file says: what could be read, in its order, and what could not.
struct FileReading {
  std::vector<ReadQuestion> questions;
  std::vector<FileTrouble> troubles;
};
BOOST_DESCRIBE_STRUCT(FileReading, (), (questions, troubles))

/// A file written, and the questions (by index) that its format cannot hold, or not wholly.
struct LeftOut {
  std::int64_t index = 0;
  std::string code;
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (index, code))

struct FileWriting {
  std::string text;
  std::vector<LeftOut> left_out;
};

constexpr std::size_t most_bytes = 8'000'000;   // of a file
constexpr std::size_t most_questions = 10'000;  // in a file
constexpr std::size_t most_choices = 100;       // of a question
constexpr std::size_t most_text = 64'000;       // bytes of one text
constexpr auto gap_mark = "_____";

/// What makes a question unfit to be asked: quiz.no_stem, quiz.too_few_choices, quiz.no_right_answer,
/// quiz.several_right_answers (QCU), quiz.too_few_pairs, quiz.no_truth, quiz.weight_malformed, quiz.number_malformed,
/// quiz.kind_not_asked. Empty for a sound one.
std::vector<FileTrouble> faults_of(Question const& question);

/// What an author should know of a sound question: quiz.all_ticked_wins (a QCM where ticking everything earns all),
/// quiz.weights_short (the right options of a QCM do not make 100 %).
std::vector<FileTrouble> warnings_of(Question const& question);

/// What no question may be, draft or not: a gap that is none (quiz.gap_malformed), more than most_choices choices, pairs or
/// kept pieces (quiz.too_many_choices), a text over most_text bytes (quiz.text_too_long).
Done check_shape(Question const& question);

/// `text` cut to 120 bytes, at a character's end.
std::string cut(std::string_view text);

}  // namespace parvis::quiz
