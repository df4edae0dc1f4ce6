// SPDX-License-Identifier: AGPL-3.0-or-later
#include "quiz/question.h"

#include <algorithm>

#include "quiz/number.h"
#include "quiz/scoring.h"

namespace parvis::quiz {
namespace {

/// Gathers the codes of one question.
struct Findings {
  std::vector<FileTrouble> all;
  void add(std::string code, std::string_view shown = {}) { all.push_back({0, std::move(code), cut(shown)}); }
  void unless(bool sound, std::string code) {
    if (!sound) add(std::move(code));
  }
};

bool is_full(QuestionChoice const& choice) {
  if (!choice.weight) return choice.correct;
  auto const weight = weight_of(*choice.weight);
  return weight && *weight >= Rational{1, 1};
}

std::int64_t count_full(Question const& question) { return std::count_if(question.choices.begin(), question.choices.end(), is_full); }

void judge_weights(Findings& findings, Question const& question) {
  for (QuestionChoice const& choice : question.choices) {
    if (!choice.weight) continue;
    auto const weight = weight_of(*choice.weight);
    if (!weight || *weight > Rational{1, 1} || *weight < Rational{-1, 1}) findings.add("quiz.weight_malformed", *choice.weight);
  }
}

bool brings_something(Question const& question) {
  auto const weights = weights_of(question);
  return weights && std::any_of(weights->begin(), weights->end(), [](Rational const& weight) { return weight > Rational{}; });
}

void judge_options(Findings& findings, Question const& question) {
  findings.unless(question.choices.size() >= 2, "quiz.too_few_choices");
  if (question.kind == QuestionKind::multiple_choice) return findings.unless(brings_something(question), "quiz.no_right_answer");
  findings.unless(count_full(question) > 0, "quiz.no_right_answer");
  findings.unless(count_full(question) < 2, "quiz.several_right_answers");
}

void judge_accepted(Findings& findings, Question const& question) {
  findings.unless(count_full(question) > 0, "quiz.no_right_answer");
  if (question.kind != QuestionKind::numerical) return;
  for (QuestionChoice const& choice : question.choices) {
    bool const sound = choice.number ? number_range(choice.number->first).has_value() : choice.text.text == "*";
    if (!sound) findings.add("quiz.number_malformed", choice.text.text);
  }
}

void judge_pairs(Findings& findings, Question const& question) {
  auto const full = std::count_if(question.pairs.begin(), question.pairs.end(), [](MatchPair const& pair) { return !pair.left.text.empty(); });
  findings.unless(full >= 1 && question.pairs.size() >= 2, "quiz.too_few_pairs");
}

bool is_gap(Question const& question) {
  if (!question.gap) return true;
  auto const at = static_cast<std::size_t>(*question.gap);
  return *question.gap >= 0 && at <= question.stem.text.size() && std::string_view(question.stem.text).substr(at).starts_with(gap_mark);
}

std::size_t longest_text(Question const& question) {
  std::size_t longest = std::max(question.title.size(), question.stem.text.size());
  for (QuestionChoice const& choice : question.choices) {
    longest = std::max({longest, choice.text.text.size(), choice.feedback ? choice.feedback->text.size() : 0});
  }
  for (MatchPair const& pair : question.pairs) longest = std::max({longest, pair.left.text.size(), pair.right.size()});
  for (auto const* feedback : {&question.wrong_feedback, &question.right_feedback, &question.general_feedback}) {
    if (*feedback) longest = std::max(longest, (*feedback)->text.size());
  }
  return longest;
}

}  // namespace

Done check_shape(Question const& question) {
  std::size_t const most = std::max({question.choices.size(), question.pairs.size(), question.tags.size()});
  if (most > most_choices) return invalid_field("choices", "quiz.too_many_choices", std::to_string(most_choices), std::to_string(most));
  if (!is_gap(question)) return invalid_field("gap", "quiz.gap_malformed", gap_mark, std::to_string(*question.gap));
  std::size_t const longest = longest_text(question);
  if (longest > most_text) return invalid_field("stem", "quiz.text_too_long", std::to_string(most_text), std::to_string(longest));
  return {};
}

std::string cut(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 120);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

std::vector<FileTrouble> faults_of(Question const& question) {
  Findings findings;
  findings.unless(!question.stem.text.empty(), "quiz.no_stem");
  judge_weights(findings, question);
  if (!findings.all.empty()) return findings.all;
  switch (question.kind) {
    case QuestionKind::single_choice:
    case QuestionKind::multiple_choice: judge_options(findings, question); break;
    case QuestionKind::short_answer:
    case QuestionKind::numerical: judge_accepted(findings, question); break;
    case QuestionKind::matching: judge_pairs(findings, question); break;
    case QuestionKind::true_false: findings.unless(question.truth.has_value(), "quiz.no_truth"); break;
    case QuestionKind::essay: break;
    case QuestionKind::category:
    case QuestionKind::description:
    case QuestionKind::unread: findings.add("quiz.kind_not_asked"); break;
  }
  return findings.all;
}

std::vector<FileTrouble> warnings_of(Question const& question) {
  Findings findings;
  auto const weights = weights_of(question);
  if (question.kind != QuestionKind::multiple_choice || !weights) return findings.all;
  Rational all, right;
  for (Rational const& weight : *weights) {
    all += weight;
    if (weight > Rational{}) right += weight;
  }
  findings.unless(all < Rational{1, 1} || weights->empty(), "quiz.all_ticked_wins");
  findings.unless(right >= Rational{1, 1}, "quiz.weights_short");
  return findings.all;
}

}  // namespace parvis::quiz
