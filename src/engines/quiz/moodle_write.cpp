// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sstream>

#include <pugixml.hpp>

#include "quiz/moodle_xml.h"
#include "quiz/number.h"
#include "quiz/scoring.h"

namespace parvis::quiz {
namespace {

char const* format_name(ProseFormat format) {
  switch (format) {
    case ProseFormat::moodle: return "moodle_auto_format";
    case ProseFormat::plain: return "plain_text";
    case ProseFormat::html: return "html";
    case ProseFormat::markdown: return "markdown";
  }
  return "html";
}

char const* type_name(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::category: return "category";
    case QuestionKind::description: return "description";
    case QuestionKind::essay: return "essay";
    case QuestionKind::true_false: return "truefalse";
    case QuestionKind::short_answer: return "shortanswer";
    case QuestionKind::numerical: return "numerical";
    case QuestionKind::matching: return "matching";
    default: return "multichoice";
  }
}

/// XML has no form for most control characters: they are left out.
std::string writable(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
  }
  return out;
}

void put_text(pugi::xml_node node, std::string const& text) { node.append_child("text").text().set(writable(text).c_str()); }

void restore(pugi::xml_node node, Question const& question, std::string const& place) {
  for (KeptXml const& kept : question.kept) {
    if (kept.place == place) node.append_buffer(kept.xml.data(), kept.xml.size(), pugi::parse_default, pugi::encoding_utf8);
  }
}

class QuestionWriter {
 public:
  QuestionWriter(pugi::xml_node quiz, Question const& question) : question_(question), quiz_(quiz) {}

  void write() {
    if (question_.kind == QuestionKind::unread) return restore(quiz_, question_, "");
    element_ = quiz_.append_child("question");
    element_.append_attribute("type") = type_name(question_.kind);
    if (question_.kind == QuestionKind::category) {
      put_text(element_.append_child("category"), question_.title);
    } else {
      write_question();
    }
    restore(element_, question_, "");
  }

 private:
  void put(pugi::xml_node parent, char const* name, std::optional<Prose> const& prose, std::string const& place) {
    pugi::xml_node node = parent.append_child(name);
    Prose const written = prose.value_or(Prose{question_.stem.format, ""});
    node.append_attribute("format") = format_name(written.format);
    put_text(node, written.text);
    restore(node, question_, place);
  }

  void write_question() {
    put_text(element_.append_child("name"), question_.title);
    put(element_, "questiontext", question_.stem, "questiontext");
    put(element_, "generalfeedback", question_.general_feedback, "generalfeedback");
    if (!question_.id.empty()) element_.append_child("idnumber").text().set(writable(question_.id).c_str());
    if (question_.kind == QuestionKind::single_choice || question_.kind == QuestionKind::multiple_choice)
      element_.append_child("single").text().set(question_.kind == QuestionKind::single_choice ? "true" : "false");
    write_answers();
    if (question_.tags.empty()) return;
    pugi::xml_node tags = element_.append_child("tags");
    for (std::string const& tag : question_.tags) put_text(tags.append_child("tag"), tag);
  }

  void write_answers() {
    if (question_.truth) {
      put_truth(*question_.truth, question_.right_feedback, "100");
      put_truth(!*question_.truth, question_.wrong_feedback, "0");
    }
    for (std::size_t i = 0; i < question_.choices.size(); ++i) put_choice(i);
    for (std::size_t i = 0; i < question_.pairs.size(); ++i) {
      std::string const place = "subquestion/" + std::to_string(i);
      put(element_, "subquestion", question_.pairs[i].left, place);
      put_text(element_.last_child().append_child("answer"), question_.pairs[i].right);
    }
  }

  void put_truth(bool value, std::optional<Prose> const& feedback, char const* fraction) {
    pugi::xml_node answer = element_.append_child("answer");
    answer.append_attribute("fraction") = fraction;
    answer.append_attribute("format") = "moodle_auto_format";
    put_text(answer, value ? "true" : "false");
    put(answer, "feedback", feedback, value ? "true" : "false");
  }

  std::string fraction(std::size_t i) const {
    QuestionChoice const& choice = question_.choices[i];
    if (choice.weight) return *choice.weight;
    auto const weights = weights_of(question_);
    return weights ? percent_of((*weights)[i]) : choice.correct ? "100" : "0";
  }

  void put_choice(std::size_t i) {
    QuestionChoice const& choice = question_.choices[i];
    std::string const place = "answer/" + std::to_string(i);
    Prose const shown = choice.number ? Prose{choice.text.format, middle(*choice.number)} : choice.text;
    put(element_, "answer", shown, place);
    pugi::xml_node answer = element_.last_child();
    answer.append_attribute("fraction") = fraction(i).c_str();
    put(answer, "feedback", choice.feedback, place + "/feedback");
    if (choice.number) answer.append_child("tolerance").text().set(tolerance(*choice.number).c_str());
  }

  /// Moodle's XML knows no "from … to …": it is the middle and half the width, exactly.
  static std::string middle(NumberRange const& range) { return range.form == NumberForm::between ? half(range, 1) : range.first; }
  static std::string tolerance(NumberRange const& range) {
    if (range.form == NumberForm::exact) return "0";
    return range.form == NumberForm::between ? half(range, -1) : range.second;
  }
  static std::string half(NumberRange const& range, std::int64_t sign) {
    auto const low = parse_rational(range.first), high = parse_rational(range.second);
    if (!low || !high) return range.first;
    std::string text = to_decimal((*high + Rational{sign, 1} * *low) * Rational{1, 2}, 8);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  Question const& question_;
  pugi::xml_node quiz_, element_;
};

}  // namespace

FileWriting write_moodle_xml(std::vector<Question> const& questions) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node quiz = document.append_child("quiz");
  for (Question const& question : questions) QuestionWriter(quiz, question).write();
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return {out.str(), {}};
}

}  // namespace parvis::quiz
