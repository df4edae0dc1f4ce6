// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include <pugixml.hpp>

#include "base/encoding.h"
#include "quiz/moodle_xml.h"
#include "quiz/number.h"

namespace parvis::quiz {
namespace {

constexpr int deepest = 32;

std::string trimmed(std::string_view text) {
  std::size_t const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first));
}

std::string text_of(pugi::xml_node node) { return node.child("text").text().get(); }

ProseFormat format_of(pugi::xml_node node, ProseFormat usual) {
  std::string_view const name = node.attribute("format").value();
  if (name == "html") return ProseFormat::html;
  if (name == "plain_text") return ProseFormat::plain;
  if (name == "markdown") return ProseFormat::markdown;
  return name == "moodle_auto_format" ? ProseFormat::moodle : usual;
}

std::string xml_of(pugi::xml_node node) {
  std::ostringstream out;
  node.print(out, "", pugi::format_raw);
  return out.str();
}

/// Moodle writes weights with up to seven decimals: "33.3333300".
std::string tidy_weight(std::string weight) {
  weight = trimmed(weight);
  if (weight.find('.') == std::string::npos) return weight;
  while (weight.ends_with('0')) weight.pop_back();
  if (weight.ends_with('.')) weight.pop_back();
  return weight;
}

/// Does any branch go deeper than is sound? Walks without recursion.
bool too_deep(pugi::xml_node root) {
  int depth = 0;
  for (pugi::xml_node node = root.first_child(); node && node != root;) {
    if (depth > deepest) return true;
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node != root) node = node.next_sibling();
  }
  return false;
}

/// Reads one <question>. `trouble` is the code of what stopped it, empty when nothing did.
class ElementReader {
 public:
  Question question;
  std::string trouble, shown;

  explicit ElementReader(pugi::xml_node element) : element_(element) {}

  void read() {
    std::string const type = element_.attribute("type").value();
    if (type.empty()) return stop("quiz.xml_without_type", xml_of(element_));
    question.kind = kind_of(type);
    if (question.kind == QuestionKind::category) {
      question.title = trimmed(text_of(element_.child("category")));
      return keep_others({"category"});
    }
    read_common();
    if (question.kind == QuestionKind::unread) return void(question.kept = {{"", xml_of(element_)}});
    read_kind();
    keep_unread();
  }

 private:
  void stop(std::string code, std::string what) {
    trouble = std::move(code);
    shown = std::move(what);
  }

  QuestionKind kind_of(std::string_view type) const {
    static constexpr std::array<std::pair<std::string_view, QuestionKind>, 7> kinds{{{"category", QuestionKind::category},
                                                                            {"description", QuestionKind::description},
                                                                            {"essay", QuestionKind::essay},
                                                                            {"truefalse", QuestionKind::true_false},
                                                                            {"shortanswer", QuestionKind::short_answer},
                                                                            {"numerical", QuestionKind::numerical},
                                                                            {"matching", QuestionKind::matching}}};
    if (type == "multichoice") return std::string_view(element_.child_value("single")) == "false" ? QuestionKind::multiple_choice : QuestionKind::single_choice;
    auto const found = std::find_if(kinds.begin(), kinds.end(), [&](auto const& kind) { return kind.first == type; });
    return found == kinds.end() ? QuestionKind::unread : found->second;
  }

  Prose prose(pugi::xml_node node, std::string const& place) {
    for (pugi::xml_node const child : node.children()) {
      if (std::string_view(child.name()) != "text" && !is_known_within(child.name())) question.kept.push_back({place, xml_of(child)});
    }
    return {format_of(node, question.stem.format), text_of(node)};
  }
  static bool is_known_within(std::string_view name) { return name == "feedback" || name == "tolerance" || name == "answer" || name.empty(); }

  std::optional<Prose> given(pugi::xml_node node, std::string const& place) {
    Prose read = prose(node, place);
    if (read.text.empty()) return std::nullopt;
    return read;
  }

  void read_common() {
    question.id = element_.child_value("idnumber");
    question.title = trimmed(text_of(element_.child("name")));
    question.stem.format = ProseFormat::html;  // Moodle's own when none is said
    question.stem = prose(element_.child("questiontext"), "questiontext");
    question.general_feedback = given(element_.child("generalfeedback"), "generalfeedback");
    for (pugi::xml_node const tag : element_.child("tags").children("tag")) question.tags.push_back(trimmed(text_of(tag)));
  }

  void read_kind() {
    if (question.kind == QuestionKind::true_false) return read_truth();
    if (question.kind == QuestionKind::matching) return read_pairs();
    std::size_t place = 0;
    for (pugi::xml_node const answer : element_.children("answer")) {
      if (place == most_choices) return stop("quiz.too_many_choices", question.title);
      read_choice(answer, "answer/" + std::to_string(place++));
    }
  }

  void read_choice(pugi::xml_node answer, std::string const& place) {
    QuestionChoice choice;
    choice.text = prose(answer, place);
    choice.feedback = given(answer.child("feedback"), place + "/feedback");
    weigh(choice, tidy_weight(answer.attribute("fraction").value()));
    if (question.kind == QuestionKind::numerical && choice.text.text != "*") read_number(choice, trimmed(answer.child_value("tolerance")));
    question.choices.push_back(std::move(choice));
  }

  void weigh(QuestionChoice& choice, std::string weight) {
    bool const options = question.kind == QuestionKind::single_choice || question.kind == QuestionKind::multiple_choice;
    if (weight.empty()) weight = "0";
    if (!is_decimal(weight)) return stop("quiz.weight_malformed", weight);
    bool const full = weight == "100" && question.kind != QuestionKind::multiple_choice;
    choice.correct = full || (!options && choice.text.text != "*");
    bool const plain = full || (weight == "0" && !choice.correct);
    if (!plain) choice.weight = weight;
  }

  void read_number(QuestionChoice& choice, std::string const& tolerance) {
    NumberRange range{NumberForm::exact, trimmed(choice.text.text), ""};
    if (!tolerance.empty() && tolerance != "0") range = {NumberForm::around, range.first, tolerance};
    if (!is_decimal(range.first) || (range.form == NumberForm::around && !is_decimal(range.second)))
      return stop("quiz.number_malformed", choice.text.text);
    choice.number = range;
    choice.text.text.clear();
  }

  void read_truth() {
    for (pugi::xml_node const answer : element_.children("answer")) {
      bool const right = tidy_weight(answer.attribute("fraction").value()) == "100";
      bool const says_true = text_of(answer) == "true";
      if (right) question.truth = says_true;
      (right ? question.right_feedback : question.wrong_feedback) = given(answer.child("feedback"), says_true ? "true" : "false");
    }
  }

  void read_pairs() {
    std::size_t place = 0;
    for (pugi::xml_node const pair : element_.children("subquestion")) {
      if (place == most_choices) return stop("quiz.too_many_choices", question.title);
      Prose left = prose(pair, "subquestion/" + std::to_string(place++));
      question.pairs.push_back({std::move(left), text_of(pair.child("answer"))});
    }
  }

  void keep_unread() {
    keep_others({"idnumber", "name", "questiontext", "generalfeedback", "tags", "answer", "subquestion", "single"});
  }

  void keep_others(std::set<std::string_view> const& known) {
    for (pugi::xml_node const child : element_.children()) {
      if (child.type() == pugi::node_element && !known.contains(child.name())) question.kept.push_back({"", xml_of(child)});
    }
  }

  pugi::xml_node element_;
};

std::int64_t line_at(std::string_view text, std::ptrdiff_t offset) {
  auto const end = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(text.size()));
  return 1 + std::count(text.begin(), text.begin() + end, '\n');
}

/// Lines of rising offsets, counted once.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  std::int64_t of(std::ptrdiff_t offset) {
    line_ += std::count(text_.begin() + at_, text_.begin() + std::max(at_, offset), '\n');
    at_ = std::max(at_, offset);
    return line_;
  }

 private:
  std::string_view text_;
  std::ptrdiff_t at_ = 0;
  std::int64_t line_ = 1;
};

FileReading read_all(pugi::xml_node quiz, std::string_view text) {
  FileReading reading;
  Lines lines(text);
  for (pugi::xml_node const element : quiz.children("question")) {
    std::int64_t const line = lines.of(element.offset_debug());
    if (reading.questions.size() == most_questions) {
      reading.troubles.push_back({line, "quiz.too_many_questions", std::to_string(most_questions)});
      break;
    }
    ElementReader reader(element);
    reader.read();
    if (reader.trouble.empty()) {
      reading.questions.push_back({line, std::move(reader.question)});
    } else {
      reading.troubles.push_back({line, reader.trouble, cut(reader.shown)});
    }
  }
  return reading;
}

}  // namespace

Result<FileReading> read_moodle_xml(std::string_view text) {
  if (text.size() > most_bytes) return too_large("quiz.file_too_large", std::to_string(most_bytes), std::to_string(text.size()));
  if (!is_utf8(text)) return invalid("quiz.not_utf8");
  if (text.find("<!DOCTYPE") != std::string_view::npos || text.find("<!ENTITY") != std::string_view::npos) return invalid("quiz.xml_document_type");
  pugi::xml_document document;
  auto const parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) return invalid_field("", "quiz.xml_malformed", parsed.description(), std::to_string(line_at(text, parsed.offset)));
  if (too_deep(document)) return invalid_field("", "quiz.xml_too_deep", std::to_string(deepest));
  pugi::xml_node const quiz = document.child("quiz");
  if (!quiz) return invalid("quiz.not_moodle_xml");
  return read_all(quiz, text);
}

}  // namespace parvis::quiz
