// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/json.h"
#include "quiz/gift.h"

namespace parvis::quiz {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '~' || c == '=' || c == '#' || c == '{' || c == '}' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string format_mark(ProseFormat format) { return "[" + json::name_of(format) + "]"; }

/// The format is said where it differs from the usual, and where the text itself would be read as one, as a weight or
/// as a comment.
std::string written(Prose const& prose, ProseFormat usual) {
  bool const odd = prose.text.starts_with('[') || prose.text.starts_with('%') || prose.text.starts_with("//") || prose.text.starts_with('$');
  return (prose.format != usual || odd ? format_mark(prose.format) : "") + escaped(prose.text);
}

std::string feedback(std::optional<Prose> const& prose, ProseFormat usual) { return prose ? "#" + written(*prose, usual) : ""; }

std::string number(NumberRange const& range) {
  if (range.form == NumberForm::exact) return range.first;
  return range.first + (range.form == NumberForm::around ? ":" : "..") + range.second;
}

std::string choice_line(QuestionChoice const& choice, Question const& question) {
  std::string line = choice.correct ? "=" : "~";
  if (choice.weight) line += "%" + *choice.weight + "%";
  line += choice.number ? number(*choice.number) : question.kind == QuestionKind::numerical ? "" : written(choice.text, question.stem.format);
  return line + feedback(choice.feedback, question.stem.format) + "\n";
}

std::string truth(Question const& question) {
  std::string line = question.truth.value_or(false) ? "TRUE" : "FALSE";
  if (question.right_feedback && !question.wrong_feedback) line += "#";
  return line + feedback(question.wrong_feedback, question.stem.format) + feedback(question.right_feedback, question.stem.format);
}

std::string answers(Question const& question) {
  std::string body;
  if (question.kind == QuestionKind::true_false) body = truth(question);
  if (question.kind == QuestionKind::numerical) body = "#\n";
  if (!question.choices.empty() && body.empty()) body = "\n";
  for (QuestionChoice const& choice : question.choices) body += choice_line(choice, question);
  if (!question.pairs.empty()) body += "\n";
  for (MatchPair const& pair : question.pairs) body += "=" + written(pair.left, question.stem.format) + " -> " + escaped(pair.right) + "\n";
  if (question.general_feedback) body += "####" + written(*question.general_feedback, question.stem.format);
  return "{" + body + "}";
}

std::string heading(Question const& question) {
  std::string text;
  if (!question.id.empty()) text += "// [id:" + question.id + "]\n";
  for (std::string const& tag : question.tags) text += "// [tag:" + tag + "]\n";
  if (!question.title.empty()) text += "::" + escaped(question.title) + "::";
  return text;
}

std::string written(Question const& question) {
  if (question.kind == QuestionKind::category) return "$CATEGORY: " + escaped(question.title) + "\n\n";
  std::string text = heading(question);
  if (question.kind == QuestionKind::description) return text + written(question.stem, ProseFormat::moodle) + "\n\n";
  Prose before = question.stem;
  std::string after;
  if (question.gap) {
    auto const at = static_cast<std::size_t>(*question.gap);
    after = " " + escaped(std::string_view(question.stem.text).substr(at + std::string_view(gap_mark).size()));
    before.text = question.stem.text.substr(0, at);
  }
  return text + written(before, ProseFormat::moodle) + answers(question) + after + "\n\n";
}

bool has_arrow(QuestionChoice const& choice) { return choice.text.text.find("->") != std::string::npos; }

std::string obstacle(Question const& question) {
  if (question.kind == QuestionKind::unread) return "quiz.gift_no_such_kind";
  bool const answers = question.kind == QuestionKind::short_answer && std::all_of(question.choices.begin(), question.choices.end(), has_arrow);
  bool const lefts = std::any_of(question.pairs.begin(), question.pairs.end(), [](MatchPair const& pair) { return pair.left.text.find("->") != std::string::npos; });
  return answers || lefts ? "quiz.gift_arrows" : "";
}

}  // namespace

FileWriting write_gift(std::vector<Question> const& questions) {
  FileWriting out;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    auto const index = static_cast<std::int64_t>(i);
    if (std::string const code = obstacle(questions[i]); !code.empty()) {
      out.left_out.push_back({index, code});
      continue;
    }
    if (!questions[i].kept.empty()) out.left_out.push_back({index, "quiz.gift_drops_settings"});
    out.text += written(questions[i]);
  }
  return out;
}

}  // namespace parvis::quiz
