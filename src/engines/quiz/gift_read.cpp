// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "quiz/gift.h"
#include "quiz/number.h"

namespace parvis::quiz {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_control(char c) { return c == '~' || c == '=' || c == '#' || c == '{' || c == '}' || c == ':' || c == '\\'; }

/// Where an unescaped character of `wanted` stands at or after `from`; npos when there is none.
std::size_t find_bare(std::string_view text, std::string_view wanted, std::size_t from = 0) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (is_control(text[i + 1]) || text[i + 1] == 'n')) {
      ++i;
    } else if (wanted.find(text[i]) != std::string_view::npos) {
      return i;
    }
  }
  return std::string_view::npos;
}

/// The same for a run of characters.
std::size_t find_bare_run(std::string_view text, std::string_view run) {
  for (std::size_t at = find_bare(text, run.substr(0, 1)); at != std::string_view::npos; at = find_bare(text, run.substr(0, 1), at + 1)) {
    if (text.substr(at, run.size()) == run) return at;
  }
  return std::string_view::npos;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const escapes = text[i] == '\\' && i + 1 < text.size();
    if (escapes && text[i + 1] == 'n') {
      out += '\n';
      ++i;
    } else if (escapes && is_control(text[i + 1])) {
      out += text[++i];
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string spaces_as_one(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (out.empty() || out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

/// Line breaks as typed count as spaces in Moodle's own format alone; \n always breaks the line.
std::string clean(std::string_view raw, ProseFormat format) {
  raw = trimmed(raw);
  return unescaped(format == ProseFormat::moodle ? spaces_as_one(raw) : std::string(raw));
}

/// Takes "[html]" and the like from the front.
ProseFormat take_format(std::string_view& text, ProseFormat usual) {
  static constexpr std::array<std::pair<std::string_view, ProseFormat>, 4> names{
      {{"[moodle]", ProseFormat::moodle}, {"[plain]", ProseFormat::plain}, {"[html]", ProseFormat::html}, {"[markdown]", ProseFormat::markdown}}};
  text = trimmed(text);
  for (auto const& [name, format] : names) {
    if (!text.starts_with(name)) continue;
    text.remove_prefix(name.size());
    return format;
  }
  return usual;
}

Prose prose_of(std::string_view raw, ProseFormat usual) {
  ProseFormat const format = take_format(raw, usual);
  return {format, clean(raw, format)};
}

std::optional<Prose> given(std::string_view raw, ProseFormat usual) {
  Prose prose = prose_of(raw, usual);
  if (prose.text.empty()) return std::nullopt;
  return prose;
}

/// Reads one question's text. `trouble` is the code of what stopped it, empty when nothing did.
class BlockReader {
 public:
  Question question;
  std::string trouble;

  void read(std::string_view text) {
    text = take_title(trimmed(text));
    if (!trouble.empty()) return;
    std::size_t const open = find_bare(text, "{}");
    if (open == std::string_view::npos) return read_description(text);
    if (text[open] == '}') return stop("quiz.stray_brace");
    std::size_t const close = find_bare(text, "{}", open + 1);
    if (close == std::string_view::npos) return stop("quiz.unclosed_answers");
    if (text[close] == '{' || find_bare(text, "{}", close + 1) != std::string_view::npos) return stop("quiz.stray_brace");
    read_stem(text.substr(0, open), text.substr(close + 1));
    read_answers(text.substr(open + 1, close - open - 1));
  }

 private:
  void stop(std::string code) { trouble = std::move(code); }

  std::string_view take_title(std::string_view text) {
    if (!text.starts_with("::")) return text;
    std::size_t const end = find_bare_run(text.substr(2), "::");
    if (end == std::string_view::npos) return stop("quiz.unclosed_title"), text;
    question.title = clean(text.substr(2, end), ProseFormat::moodle);
    return text.substr(end + 4);
  }

  void read_description(std::string_view text) {
    question.kind = QuestionKind::description;
    question.stem = prose_of(text, ProseFormat::moodle);
  }

  void read_stem(std::string_view before, std::string_view after) {
    ProseFormat const format = take_format(before, ProseFormat::moodle);
    question.stem = {format, clean(before, format)};
    std::string const rest = clean(after, format);
    if (rest.empty()) return;
    if (!question.stem.text.empty()) question.stem.text += ' ';
    question.gap = static_cast<std::int64_t>(question.stem.text.size());
    question.stem.text += gap_mark + (" " + rest);
  }

  void read_answers(std::string_view text) {
    std::size_t const general = find_bare_run(text, "####");
    if (general != std::string_view::npos) {
      question.general_feedback = given(text.substr(general + 4), question.stem.format);
      text = text.substr(0, general);
    }
    text = trimmed(text);
    if (text.empty()) {
      question.kind = QuestionKind::essay;
    } else if (text.front() == '#') {
      read_numbers(trimmed(text.substr(1)));
    } else if (!read_truth(text)) {
      read_choices(text);
    }
  }

  bool read_truth(std::string_view text) {
    std::size_t const first = find_bare(text, "#");
    std::string_view const word = trimmed(text.substr(0, first));
    bool const yes = word == "T" || word == "TRUE", no = word == "F" || word == "FALSE";
    if (!yes && !no) return false;
    question.kind = QuestionKind::true_false;
    question.truth = yes;
    if (first == std::string_view::npos) return true;
    std::string_view const feedback = text.substr(first + 1);
    std::size_t const second = find_bare(feedback, "#");
    question.wrong_feedback = given(feedback.substr(0, second), question.stem.format);
    if (second != std::string_view::npos) question.right_feedback = given(feedback.substr(second + 1), question.stem.format);
    return true;
  }

  /// "%50%": none stands before an answer of full weight.
  std::optional<std::string> take_weight(std::string_view& text) {
    text = trimmed(text);
    if (!text.starts_with('%')) return std::nullopt;
    std::size_t const end = text.find('%', 1);
    std::string_view const weight = end == std::string_view::npos ? text : text.substr(1, end - 1);
    if (!is_decimal(weight)) return stop("quiz.weight_malformed"), std::nullopt;
    text.remove_prefix(end + 1);
    return std::string(weight);
  }

  QuestionChoice choice_of(char sign, std::string_view text) {
    QuestionChoice choice;
    choice.correct = sign == '=';
    choice.weight = take_weight(text);
    std::size_t const feedback = find_bare(text, "#");
    if (feedback != std::string_view::npos) choice.feedback = given(text.substr(feedback + 1), question.stem.format);
    choice.text = prose_of(text.substr(0, feedback), question.stem.format);
    return choice;
  }

  /// Calls `each` with the sign and the text of every answer; one without a sign comes first as '='.
  template <class Each>
  void split(std::string_view text, Each each) {
    std::size_t at = find_bare(text, "~=");
    if (at != 0) each('=', text.substr(0, at));
    for (std::size_t count = at != 0; at != std::string_view::npos; ++count) {
      if (count == most_choices) return stop("quiz.too_many_choices");
      std::size_t const next = find_bare(text, "~=", at + 1);
      each(text[at], text.substr(at + 1, next == std::string_view::npos ? next : next - at - 1));
      at = next;
    }
  }

  void read_choices(std::string_view text) {
    bool const options = find_bare(text, "~") != std::string_view::npos;
    std::size_t answers = 0, arrows = 0;
    split(text, [&](char, std::string_view answer) { ++answers, arrows += find_bare_run(answer, "->") != std::string_view::npos; });
    if (!options && answers > 0 && arrows == answers) return read_pairs(text);
    split(text, [&](char sign, std::string_view answer) { question.choices.push_back(choice_of(sign, answer)); });
    bool const one = std::any_of(question.choices.begin(), question.choices.end(), [](QuestionChoice const& choice) { return choice.correct; });
    question.kind = !options ? QuestionKind::short_answer : one ? QuestionKind::single_choice : QuestionKind::multiple_choice;
  }

  void read_pairs(std::string_view text) {
    question.kind = QuestionKind::matching;
    split(text, [&](char, std::string_view answer) {
      std::size_t const arrow = find_bare_run(answer, "->");
      question.pairs.push_back({prose_of(answer.substr(0, arrow), question.stem.format), clean(answer.substr(arrow + 2), ProseFormat::moodle)});
    });
  }

  void read_numbers(std::string_view text) {
    question.kind = QuestionKind::numerical;
    split(text, [&](char sign, std::string_view answer) {
      QuestionChoice choice = choice_of(sign, answer);
      std::string const written = choice.text.text;
      if (sign == '~' && (written.empty() || written == "*")) {
        choice.text = {question.stem.format, "*"};  // whatever else was answered
      } else {
        choice.number = number_range(written);
        choice.text = {question.stem.format, ""};
        if (!choice.number) stop("quiz.number_malformed");
      }
      question.choices.push_back(std::move(choice));
    });
  }
};

/// The values of "[name:value]" in a comment.
std::vector<std::string> marks(std::string_view comment, std::string_view name) {
  std::vector<std::string> found;
  std::string const open = "[" + std::string(name) + ":";
  for (std::size_t at = comment.find(open); at != std::string_view::npos; at = comment.find(open, at)) {
    at += open.size();
    std::size_t const end = comment.find(']', at);
    if (end == std::string_view::npos) break;
    found.emplace_back(trimmed(comment.substr(at, end - at)));
  }
  return found;
}

/// Gathers lines into questions.
class FileReader {
 public:
  FileReading reading;

  void take(std::string_view line) {
    ++line_;
    std::string_view const bare = trimmed(line);
    if (bare.empty()) return close();
    if (bare.starts_with("//")) return take_comment(bare);
    if (block_.empty() && bare.starts_with("$CATEGORY:")) return take_category(trimmed(bare.substr(10)));
    if (block_.empty()) first_line_ = line_;
    block_ += std::string(line) + "\n";
  }

  void close() {
    if (!block_.empty()) {
      BlockReader reader;
      reader.question.id = id_;
      reader.question.tags = tags_;
      reader.read(block_);
      reader.trouble.empty() ? keep(std::move(reader.question)) : tell(reader.trouble, trimmed(block_));
    }
    block_.clear();
    id_.clear();
    tags_.clear();
  }

 private:
  void take_comment(std::string_view comment) {
    for (std::string& id : marks(comment, "id")) id_ = std::move(id);
    for (std::string& tag : marks(comment, "tag")) tags_.push_back(std::move(tag));
  }
  void take_category(std::string_view path) {
    first_line_ = line_;
    Question category;
    category.kind = QuestionKind::category;
    category.title = unescaped(path);
    keep(std::move(category));
  }
  void keep(Question question) {
    if (reading.questions.size() < most_questions) return reading.questions.push_back({first_line_, std::move(question)});
    if (reading.questions.size() == most_questions && !full_) tell("quiz.too_many_questions", std::to_string(most_questions));
    full_ = true;
  }
  void tell(std::string code, std::string_view shown) { reading.troubles.push_back({first_line_, std::move(code), cut(shown)}); }

  std::int64_t line_ = 0, first_line_ = 0;
  std::string block_, id_;
  std::vector<std::string> tags_;
  bool full_ = false;
};

}  // namespace

Result<FileReading> read_gift(std::string_view text) {
  if (text.size() > most_bytes) return too_large("quiz.file_too_large", std::to_string(most_bytes), std::to_string(text.size()));
  if (!parvis::is_utf8(text)) return invalid("quiz.not_utf8");
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  FileReader file;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    file.take(line);
    at = end + 1;
  }
  file.close();
  return std::move(file.reading);
}

}  // namespace parvis::quiz
