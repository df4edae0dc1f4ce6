// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "base/json.h"
#include "quiz/gift.h"
#include "quiz/moodle_xml.h"
#include "quiz/number.h"
#include "source_folder.h"

namespace parvis::quiz {
namespace {

using Object = boost::json::object;

std::vector<Question> questions_of(std::string const& gift) {
  FileReading const reading = read_gift(gift).value();
  std::vector<Question> all;
  for (ReadQuestion const& read : reading.questions) all.push_back(read.question);
  return all;
}

std::vector<std::string> codes(FileReading const& reading) {
  std::vector<std::string> all;
  for (FileTrouble const& trouble : reading.troubles) all.push_back(std::to_string(trouble.line) + " " + trouble.code);
  return all;
}

// The vectors' own words for what we read.
std::string type_of(Question const& question) {
  switch (question.kind) {
    case QuestionKind::category: return "Category";
    case QuestionKind::description: return "Description";
    case QuestionKind::essay: return "Essay";
    case QuestionKind::true_false: return "TF";
    case QuestionKind::short_answer: return "Short";
    case QuestionKind::numerical: return "Numerical";
    case QuestionKind::matching: return "Matching";
    default: return "MC";
  }
}

json::Value text_or_null(std::string const& text) { return text.empty() ? json::Value() : json::to_value(text); }
json::Value number(std::string const& text) { return std::stod(text); }
json::Value shown(Prose const& prose) { return Object{{"format", json::name_of(prose.format)}, {"text", prose.text}}; }
json::Value shown(std::optional<Prose> const& prose) { return prose ? shown(*prose) : json::Value(); }

json::Value shown(NumberRange const& range) {
  if (range.form == NumberForm::exact) return Object{{"type", "simple"}, {"number", number(range.first)}};
  if (range.form == NumberForm::around) return Object{{"type", "range"}, {"number", number(range.first)}, {"range", number(range.second)}};
  return Object{{"type", "high-low"}, {"numberHigh", number(range.second)}, {"numberLow", number(range.first)}};
}

json::Value shown(QuestionChoice const& choice) {
  return Object{{"isCorrect", choice.correct},
                {"weight", choice.weight ? number(*choice.weight) : json::Value()},
                {"text", choice.number ? shown(*choice.number) : shown(choice.text)},
                {"feedback", shown(choice.feedback)}};
}

json::Value shown(Question const& question, Object const& expected) {
  if (question.kind == QuestionKind::category) return Object{{"type", "Category"}, {"title", question.title}};
  Object out{{"id", text_or_null(question.id)}, {"tags", question.tags.empty() ? json::Value() : json::to_value(question.tags)}, {"type", type_of(question)},
             {"title", text_or_null(question.title)}, {"stem", shown(question.stem)}, {"hasEmbeddedAnswers", question.gap.has_value()}};
  if (question.kind == QuestionKind::description) return out;
  out["globalFeedback"] = shown(question.general_feedback);
  if (question.truth) {
    out["isTrue"] = *question.truth;
    out["trueFeedback"] = shown(question.wrong_feedback);
    out["falseFeedback"] = shown(question.right_feedback);
  }
  boost::json::array choices, pairs;
  for (QuestionChoice const& choice : question.choices) choices.push_back(shown(choice));
  for (MatchPair const& pair : question.pairs) pairs.push_back(Object{{"subquestion", shown(pair.left)}, {"subanswer", pair.right}});
  if (auto const* given = expected.if_contains("choices")) out["choices"] = given->is_object() ? choices.at(0).at("text") : json::Value(choices);
  if (!pairs.empty()) out["matchPairs"] = pairs;
  return out;
}

// Numbers are compared as numbers: 3 is 3.0.
bool same(json::Value const& a, json::Value const& b) {
  if (a.is_number() && b.is_number()) return a.to_number<double>() == b.to_number<double>();
  if (a.is_array() && b.is_array()) return std::equal(a.get_array().begin(), a.get_array().end(), b.get_array().begin(), b.get_array().end(), same);
  if (!a.is_object() || !b.is_object()) return a == b;
  return a.get_object().size() == b.get_object().size() && std::all_of(a.get_object().begin(), a.get_object().end(), [&](auto const& entry) {
    auto const* other = b.get_object().if_contains(entry.key());
    return other != nullptr && same(entry.value(), *other);
  });
}

std::optional<std::filesystem::path> vectors_folder() {
  for (char const* up : {"/../shared/data/gift/tests/questions", "/../../shared/data/gift/tests/questions"}) {
    if (std::filesystem::path const folder = PARVIS_SOURCE_FOLDER + std::string(up); std::filesystem::exists(folder)) return folder;
  }
  return std::nullopt;
}

std::string bytes_of(std::filesystem::path const& file) {
  std::ifstream in(file);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

TEST(VectorsGift, all_51_pairs_give_their_102_questions_and_are_written_back_the_same) {
  auto const folder = vectors_folder();
  if (!folder) {
    std::printf("skipped: data set gift absent\n");
    GTEST_SKIP() << "skipped: data set gift absent";
  }
  int pairs = 0, questions = 0;
  for (auto const& entry : std::filesystem::directory_iterator(*folder)) {
    if (entry.path().extension() != ".gift") continue;
    SCOPED_TRACE(entry.path().filename().string());
    json::Value const expected = json::parse(bytes_of(std::filesystem::path(entry.path()).replace_extension(".json"))).value();
    std::vector<Question> const read = questions_of(bytes_of(entry.path()));
    ++pairs;
    ASSERT_EQ(read.size(), expected.get_array().size());
    for (std::size_t i = 0; i < read.size(); ++i, ++questions) {
      json::Value const got = shown(read[i], expected.at(i).get_object());
      EXPECT_TRUE(same(got, expected.at(i))) << boost::json::serialize(got) << "\n" << boost::json::serialize(expected.at(i));
    }
    FileWriting const written = write_gift(read);
    EXPECT_TRUE(written.left_out.empty());
    EXPECT_EQ(questions_of(written.text), read) << written.text;
  }
  EXPECT_EQ(pairs, 51);
  EXPECT_EQ(questions, 102);
}

TEST(Gift, tells_each_trouble_with_its_line_and_reads_the_rest) {
  FileReading const reading = read_gift("Sound?{=yes ~no}\n\nOpen { =a\n\n::no end\n\n} stray\n\n{ a { b }\n\nW{~%x%a =b}\n\nN{#abc}\n\nLast {T}\n").value();
  EXPECT_EQ(codes(reading), (std::vector<std::string>{"3 quiz.unclosed_answers", "5 quiz.unclosed_title", "7 quiz.stray_brace", "9 quiz.stray_brace",
                                                      "11 quiz.weight_malformed", "13 quiz.number_malformed"}));
  ASSERT_EQ(reading.questions.size(), 2u);
  EXPECT_EQ(reading.questions[1].line, 15);
}

TEST(Gift, survives_what_is_hostile) {
  EXPECT_EQ(read_gift(std::string(most_bytes + 1, 'a')).error().code, "quiz.file_too_large");
  EXPECT_EQ(read_gift("a\xFF").error().code, "quiz.not_utf8");
  std::string many = "Q{";
  for (int i = 0; i < 200; ++i) many += "~a ";
  EXPECT_EQ(codes(read_gift(many + "}").value()), std::vector<std::string>{"1 quiz.too_many_choices"});
  std::string flood;
  for (std::size_t i = 0; i < most_questions + 5; ++i) flood += "q{}\n\n";
  FileReading const flooded = read_gift(flood).value();
  EXPECT_EQ(flooded.questions.size(), most_questions);
  EXPECT_EQ(flooded.troubles.size(), 1u);
  for (std::string const& odd : {std::string("{"), std::string("}"), std::string("::"), std::string("::::"), std::string("{#}"), std::string("{####}"), std::string("\\"), std::string("{=->}"),
                                 std::string("{~%%}"), std::string("$CATEGORY:"), std::string("// [id:"), std::string(1, '\0'), std::string("{T#\\"), std::string("\xEF\xBB\xBF{}")}) {
    EXPECT_TRUE(read_gift(odd)) << odd;
  }
}

TEST(Gift, says_what_it_cannot_hold) {
  Question unread;
  unread.kind = QuestionKind::unread;
  Question arrows = questions_of("Q{=a}").front();
  arrows.choices[0].text.text = "a -> b";
  Question essay = questions_of("Q{}").front();
  essay.kept.push_back({"", "<defaultgrade>2</defaultgrade>"});
  FileWriting const written = write_gift({unread, arrows, essay});
  ASSERT_EQ(written.left_out.size(), 3u);
  EXPECT_EQ(written.left_out[0].code, "quiz.gift_no_such_kind");
  EXPECT_EQ(written.left_out[1].code, "quiz.gift_arrows");
  EXPECT_EQ(written.left_out[2].code, "quiz.gift_drops_settings");
  EXPECT_EQ(written.text, "Q{}\n\n");
}

// Questions made at random of the awkward characters.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Question question() {
    Question made;
    made.kind = std::vector<QuestionKind>{QuestionKind::essay, QuestionKind::true_false, QuestionKind::single_choice, QuestionKind::multiple_choice, QuestionKind::short_answer, QuestionKind::numerical, QuestionKind::matching}[below(7)];
    made.title = below(2) ? words() : "";
    made.stem = {static_cast<ProseFormat>(below(4)), words()};
    if (below(3) == 0) made.tags = {"un", "b-2"};
    if (below(3) == 0) made.general_feedback = prose();
    if (made.kind == QuestionKind::true_false) made.truth = below(2) == 1;
    if (made.kind == QuestionKind::true_false && below(2)) made.right_feedback = prose();
    for (std::size_t i = 0; made.kind == QuestionKind::matching && i < 3; ++i) made.pairs.push_back({prose(), words()});
    bool const choices = made.kind >= QuestionKind::single_choice && made.kind <= QuestionKind::numerical;
    for (std::size_t i = 0; choices && i < 3; ++i) made.choices.push_back(choice(made, i));
    return made;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string words() {
    static std::vector<std::string> const pieces{"~", "=", "#", "{", "}", ":", "\\", "\n", "[html]", "%50%", "//", "$", "é", "mot", "n", "->", "&", "<b>"};
    std::string text = "m";
    for (std::size_t i = below(6); i-- > 0;) text += pieces[below(pieces.size())];
    return below(4) ? text + "z" : "[html]" + text + "z";
  }
  Prose prose() { return {static_cast<ProseFormat>(below(4)), words()}; }

  QuestionChoice choice(Question const& question, std::size_t i) {
    QuestionChoice made;
    bool const accepted = question.kind == QuestionKind::short_answer || question.kind == QuestionKind::numerical;
    made.correct = accepted || (question.kind == QuestionKind::single_choice && i == 1);
    if (question.kind == QuestionKind::multiple_choice) made.weight = i == 0 ? "33.33333" : "-50";
    made.text = prose();
    if (question.kind == QuestionKind::short_answer) made.text.text = "sans flèche" + std::to_string(i);
    if (question.kind == QuestionKind::numerical) made.text = {question.stem.format, ""}, made.number = NumberRange{NumberForm::around, "-1.5", "0.25"};
    if (below(2)) made.feedback = prose();
    return made;
  }

  std::mt19937 random_;
};

TEST(Gift, whatever_is_written_is_read_back_the_same) {
  Maker maker(7);
  for (int i = 0; i < 3000; ++i) {
    Question const made = maker.question();
    FileWriting const written = write_gift({made});
    if (!written.left_out.empty()) continue;
    std::vector<Question> const read = questions_of(written.text);
    ASSERT_EQ(read.size(), 1u) << written.text;
    ASSERT_EQ(read.front(), made) << written.text << json::encode(read.front()) << "\n" << json::encode(made);
  }
}

TEST(MoodleXml, whatever_is_written_is_read_back_the_same) {
  Maker maker(11);
  for (int i = 0; i < 1000; ++i) {
    Question made = maker.question();
    if (made.kind == QuestionKind::multiple_choice) made.choices[1].weight = "-50";
    FileWriting const written = write_moodle_xml({made});
    FileReading const read = read_moodle_xml(written.text).value();
    ASSERT_EQ(read.questions.size(), 1u) << written.text;
    ASSERT_EQ(read.questions.front().question, made) << written.text << json::encode(read.questions.front().question) << "\n" << json::encode(made);
  }
}

constexpr auto moodle = R"(<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/Bloc 4</text></category><info format="html"><text/></info></question>
  <question type="multichoice">
    <name><text>Tunnel</text></name>
    <questiontext format="html"><text><![CDATA[<p>Que mesure un taux de <em>conversion</em> ?</p>]]></text><file name="a.png" path="/" encoding="base64">iVBO</file></questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <single>false</single>
    <answer fraction="33.3333300" format="html"><text>Un</text><feedback format="html"><text>Oui</text></feedback></answer>
    <answer fraction="0" format="html"><text>Deux</text><feedback format="html"><text></text></feedback></answer>
    <tags><tag><text>conversion</text></tag></tags>
  </question>
  <question type="cloze"><name><text>Trous</text></name><questiontext format="html"><text>{1:SHORTANSWER:=a}</text></questiontext></question>
  <question type="numerical"><name><text>N</text></name><questiontext format="html"><text>?</text></questiontext><answer fraction="100"><text>abc</text></answer></question>
</quiz>
)";

TEST(MoodleXml, keeps_what_it_does_not_use_and_gives_it_back) {
  FileReading const reading = read_moodle_xml(moodle).value();
  EXPECT_EQ(codes(reading), std::vector<std::string>{"15 quiz.number_malformed"});
  ASSERT_EQ(reading.questions.size(), 3u);
  Question const& choice = reading.questions[1].question;
  EXPECT_EQ(choice.kind, QuestionKind::multiple_choice);
  EXPECT_EQ(choice.choices[0].weight, "33.33333");
  EXPECT_EQ(choice.tags, std::vector<std::string>{"conversion"});
  EXPECT_EQ(choice.kept.size(), 2u);
  EXPECT_EQ(reading.questions[2].question.kind, QuestionKind::unread);
  std::vector<Question> all;
  for (ReadQuestion const& read : reading.questions) all.push_back(read.question);
  std::string const written = write_moodle_xml(all).text;
  for (char const* kept : {"<defaultgrade>2.0000000</defaultgrade>", "encoding=\"base64\">iVBO</file>", "{1:SHORTANSWER:=a}", "<info format=\"html\">"})
    EXPECT_NE(written.find(kept), std::string::npos) << written;
  FileReading const again = read_moodle_xml(written).value();
  ASSERT_EQ(again.questions.size(), 3u);
  EXPECT_EQ(again.questions[1].question, choice);
}

TEST(MoodleXml, refuses_bombs_and_what_is_no_questionnaire) {
  std::string const bomb = R"(<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz><question type="essay"><name><text>&b;</text></name></question></quiz>)";
  EXPECT_EQ(read_moodle_xml(bomb).error().code, "quiz.xml_document_type");
  EXPECT_EQ(read_moodle_xml("<quiz><question>").error().code, "quiz.xml_malformed");
  EXPECT_EQ(read_moodle_xml("<html/>").error().code, "quiz.not_moodle_xml");
  EXPECT_EQ(read_moodle_xml(std::string(most_bytes + 1, ' ')).error().code, "quiz.file_too_large");
  std::string deep = "<quiz>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  EXPECT_EQ(read_moodle_xml(deep + "</quiz>").error().code, "quiz.xml_too_deep");
  EXPECT_EQ(codes(read_moodle_xml("<quiz>\n<question/></quiz>").value()), std::vector<std::string>{"2 quiz.xml_without_type"});
  EXPECT_EQ(read_moodle_xml("<quiz><question type='essay'><name><text>&unknown;</text></name></question></quiz>")->questions[0].question.title, "&unknown;");
}

}  // namespace
}  // namespace parvis::quiz
