// SPDX-License-Identifier: AGPL-3.0-or-later
#include "quiz/scoring.h"

#include <algorithm>
#include <set>

#include "quiz/number.h"

namespace parvis::quiz {
namespace {

constexpr std::size_t most_answer_bytes = 20'000;
constexpr Rational one{1, 1};

void add(QuestionScore& score, std::string code, Rational const& adds, std::int64_t place = -1) {
  score.fraction += adds;
  score.steps.push_back({std::move(code), place, adds});
}

Failure out_of_range(std::string const& value) { return invalid_field("chosen", "quiz.answer_out_of_range", "", value); }

std::size_t options_of(Question const& question) { return question.kind == QuestionKind::true_false ? 2 : question.choices.size(); }

bool ticks_one(QuestionKind kind) { return kind == QuestionKind::true_false || kind == QuestionKind::single_choice; }

bool equal_words(std::string_view pattern, std::string_view text) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  std::size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {  // '*' stands for any run, as in Moodle
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

/// One space between words, none around.
std::string tidy(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

bool accepts(QuestionChoice const& choice, std::string const& text) {
  if (!choice.number) return equal_words(choice.text.text, text);
  auto const number = parse_rational(text);
  return number && lies_within(*number, *choice.number);
}

bool charges(Marking const& marking) { return marking.penalty > Rational{} && marking.negative != NegativeMarks::ignored; }

void score_options(QuestionScore& score, QuestionAnswer const& answer, std::vector<Rational> const& weights, NegativeMarks negative) {
  for (std::int64_t const place : answer.chosen) {
    Rational const weight = weights[static_cast<std::size_t>(place)];
    bool const forgiven = negative == NegativeMarks::ignored && weight < Rational{};
    add(score, "quiz.step_choice", forgiven ? Rational{} : weight, place);
  }
}

void charge_unweighted(QuestionScore& score, Question const& question, QuestionAnswer const& answer, Marking const& marking) {
  for (std::int64_t const place : answer.chosen) {
    QuestionChoice const& choice = question.choices[static_cast<std::size_t>(place)];
    if (!choice.correct && !choice.weight && charges(marking)) add(score, "quiz.step_penalty", Rational{} - marking.penalty, place);
  }
}

void charge_wrong(QuestionScore& score, Marking const& marking) {
  if (score.fraction == Rational{} && charges(marking)) add(score, "quiz.step_penalty", Rational{} - marking.penalty);
}

void score_text(QuestionScore& score, Question const& question, QuestionAnswer const& answer, std::vector<Rational> const& weights) {
  std::string const text = tidy(answer.text);
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (accepts(question.choices[i], text)) return add(score, "quiz.step_accepted", weights[i], static_cast<std::int64_t>(i));
  }
  add(score, "quiz.step_wrong", Rational{});
}

void score_pairs(QuestionScore& score, Question const& question, QuestionAnswer const& answer) {
  auto const full = std::count_if(question.pairs.begin(), question.pairs.end(), [](MatchPair const& pair) { return !pair.left.text.empty(); });
  for (std::size_t i = 0; i < answer.matched.size(); ++i) {
    if (question.pairs[i].left.text.empty() || answer.matched[i] < 0) continue;
    std::string const& given = question.pairs[static_cast<std::size_t>(answer.matched[i])].right;
    bool const right = given == question.pairs[i].right;
    add(score, "quiz.step_pair", right ? Rational{1, full} : Rational{}, static_cast<std::int64_t>(i));
  }
}

void score_truth(QuestionScore& score, Question const& question, QuestionAnswer const& answer) {
  bool const said = answer.chosen.front() == 0;
  add(score, "quiz.step_choice", said == question.truth.value_or(false) ? one : Rational{}, answer.chosen.front());
}

void bound(QuestionScore& score, Marking const& marking) {
  if (marking.credit == PartialCredit::all_or_nothing && score.fraction > Rational{} && score.fraction < one)
    add(score, "quiz.step_all_or_nothing", Rational{} - score.fraction);
  if (score.fraction > one) add(score, "quiz.step_cap", one - score.fraction);
  Rational const least = marking.negative == NegativeMarks::counted ? Rational{-1, 1} : Rational{};
  if (score.fraction < least) add(score, "quiz.step_floor", least - score.fraction);
}

void score_closed(QuestionScore& score, Question const& question, QuestionAnswer const& answer, Marking const& marking) {
  std::vector<Rational> const weights = weights_of(question).value_or(std::vector<Rational>());
  switch (question.kind) {
    case QuestionKind::true_false: score_truth(score, question, answer); return charge_wrong(score, marking);
    case QuestionKind::single_choice: score_options(score, answer, weights, marking.negative); return charge_wrong(score, marking);
    case QuestionKind::multiple_choice: score_options(score, answer, weights, marking.negative); return charge_unweighted(score, question, answer, marking);
    case QuestionKind::matching: return score_pairs(score, question, answer);
    default: return score_text(score, question, answer, weights);
  }
}

bool is_asked(QuestionKind kind) { return kind != QuestionKind::category && kind != QuestionKind::description && kind != QuestionKind::unread; }

}  // namespace

Result<std::vector<Rational>> weights_of(Question const& question) {
  auto const right = std::count_if(question.choices.begin(), question.choices.end(), [](QuestionChoice const& choice) { return choice.correct && !choice.weight; });
  Rational const share = question.kind == QuestionKind::multiple_choice && right > 0 ? Rational{1, right} : one;
  std::vector<Rational> weights;
  for (QuestionChoice const& choice : question.choices) {
    if (!choice.weight) {
      weights.push_back(choice.correct ? share : Rational{});
      continue;
    }
    TRY(Rational const weight, weight_of(*choice.weight));
    weights.push_back(weight);
  }
  return weights;
}

bool is_empty(QuestionAnswer const& answer) {
  bool const matches = std::any_of(answer.matched.begin(), answer.matched.end(), [](std::int64_t place) { return place >= 0; });
  return answer.chosen.empty() && tidy(answer.text).empty() && !matches;
}

Done check_answer(Question const& question, QuestionAnswer const& answer) {
  if (answer.text.size() > most_answer_bytes)
    return invalid_field("text", "quiz.answer_too_long", std::to_string(most_answer_bytes), std::to_string(answer.text.size()));
  std::set<std::int64_t> seen;
  for (std::int64_t const place : answer.chosen) {
    bool const known = place >= 0 && static_cast<std::size_t>(place) < options_of(question) && seen.insert(place).second;
    if (!known) return out_of_range(std::to_string(place));
  }
  if (ticks_one(question.kind) && seen.size() > 1) return out_of_range(std::to_string(seen.size()));
  bool const text_asked = question.kind == QuestionKind::short_answer || question.kind == QuestionKind::numerical || question.kind == QuestionKind::essay;
  if (text_asked && !seen.empty()) return out_of_range(std::to_string(seen.size()));
  if (answer.matched.size() > question.pairs.size()) return out_of_range(std::to_string(answer.matched.size()));
  for (std::int64_t const place : answer.matched) {
    if (place < -1 || place >= static_cast<std::int64_t>(question.pairs.size())) return out_of_range(std::to_string(place));
  }
  return {};
}

Result<QuestionScore> score(Question const& question, QuestionAnswer const& answer, Marking const& marking) {
  if (!is_asked(question.kind)) return invalid("quiz.kind_not_asked");
  TRY_DONE(check_answer(question, answer));
  TRY_DONE(weights_of(question));
  QuestionScore out;
  if (is_empty(answer)) {
    add(out, "quiz.step_none", Rational{});
    return out;
  }
  if (question.kind == QuestionKind::essay) {
    out.marked = Marked::by_hand;
    return out;
  }
  score_closed(out, question, answer, marking);
  bound(out, marking);
  return out;
}

}  // namespace parvis::quiz
