// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>

#include "quiz/draw.h"
#include "quiz/gift.h"
#include "quiz/item_analysis.h"
#include "quiz/number.h"
#include "quiz/scoring.h"

namespace parvis::quiz {
namespace {

Question gift(std::string const& text) { return read_gift(text)->questions.at(0).question; }
Rational worth(Question const& question, QuestionAnswer const& answer, Marking const& marking = {}) { return score(question, answer, marking)->fraction; }
QuestionAnswer ticked(std::vector<std::int64_t> places) { return {std::move(places), "", {}}; }
QuestionAnswer typed(std::string text) { return {{}, std::move(text), {}}; }

TEST(Weights, percentages_are_the_fractions_they_stand_for) {
  EXPECT_EQ(*weight_of("33.33333"), (Rational{1, 3}));
  EXPECT_EQ(*weight_of("-66.66667"), (Rational{-2, 3}));
  EXPECT_EQ(*weight_of("14.28571"), (Rational{1, 7}));
  EXPECT_EQ(*weight_of("12.5"), (Rational{1, 8}));
  EXPECT_EQ(*weight_of("33.3"), (Rational{333, 1000}));
  EXPECT_EQ(percent_of({1, 3}), "33.33333");
  EXPECT_EQ(percent_of({-1, 2}), "-50");
  for (char const* bad : {"", "a", "1e5", "--1", "12.1234567", "1234567890"}) EXPECT_EQ(weight_of(bad).error().code, "quiz.weight_malformed") << bad;
  for (std::int64_t under = 1; under <= 20; ++under) {
    for (std::int64_t over = 1; over <= under; ++over) EXPECT_EQ(*weight_of(percent_of({over, under})), (Rational{over, under})) << over << "/" << under;
  }
}

TEST(Scoring, partial_credit_is_exact_and_negative_weights_stop_at_zero) {
  Question const continents = gift("Q{~%33.33333%Africa ~%33.33333%Asia ~%-100%China ~%33.33333%Antarctica}");
  EXPECT_EQ(worth(continents, ticked({0, 1, 3})), (Rational{1, 1}));
  EXPECT_EQ(worth(continents, ticked({0, 1})), (Rational{2, 3}));
  QuestionScore const floored = *score(continents, ticked({0, 2}), {});
  EXPECT_EQ(floored.fraction, (Rational{}));
  ASSERT_EQ(floored.steps.size(), 3u);
  EXPECT_EQ(floored.steps[2].code, "quiz.step_floor");
  EXPECT_EQ(floored.steps[2].adds, (Rational{2, 3}));
  EXPECT_EQ(worth(continents, ticked({0, 2}), {PartialCredit::partial, {}, NegativeMarks::counted}), (Rational{-2, 3}));
  EXPECT_EQ(worth(continents, ticked({0, 2}), {PartialCredit::partial, {}, NegativeMarks::ignored}), (Rational{1, 3}));
  EXPECT_EQ(worth(continents, ticked({0, 1}), {PartialCredit::all_or_nothing, {}, NegativeMarks::floored}), (Rational{}));
}

TEST(Scoring, stated_penalties_take_their_part) {
  Question const grant = gift("Q{~a =b ~c}");
  Marking const quarter{PartialCredit::partial, {1, 4}, NegativeMarks::counted};
  EXPECT_EQ(worth(grant, ticked({1}), quarter), (Rational{1, 1}));
  EXPECT_EQ(worth(grant, ticked({0}), quarter), (Rational{-1, 4}));
  EXPECT_EQ(worth(grant, {}, quarter), (Rational{}));
  EXPECT_EQ(worth(grant, ticked({0}), {PartialCredit::partial, {1, 4}, NegativeMarks::floored}), (Rational{}));
  EXPECT_EQ(worth(gift("Q{T}"), ticked({1}), quarter), (Rational{-1, 4}));
  EXPECT_EQ(worth(gift("Q{T}"), ticked({0}), quarter), (Rational{1, 1}));
  Question plain;
  plain.kind = QuestionKind::multiple_choice;
  plain.stem.text = "Q";
  for (bool const right : {true, true, false}) plain.choices.push_back({right, {}, {ProseFormat::plain, "x"}, {}, {}});
  EXPECT_EQ(worth(plain, ticked({0, 1, 2}), quarter), (Rational{3, 4}));
  EXPECT_EQ(worth(plain, ticked({0}), quarter), (Rational{1, 2}));
}

TEST(Scoring, reads_short_answers_numbers_and_pairs) {
  Question const animal = gift("Q{=Frog =%50%C*t =%0%*}");
  EXPECT_EQ(worth(animal, typed("  frog ")), (Rational{1, 1}));
  EXPECT_EQ(worth(animal, typed("Comfort cat")), (Rational{1, 2}));
  EXPECT_EQ(worth(animal, typed("dog")), (Rational{}));
  Question const year = gift("Q{#=1822:0 =%50%1822:2 ~#no}");
  EXPECT_EQ(worth(year, typed("1822")), (Rational{1, 1}));
  EXPECT_EQ(worth(year, typed("1823.5")), (Rational{1, 2}));
  EXPECT_EQ(worth(year, typed("1825")), (Rational{}));
  EXPECT_EQ(worth(gift("Q{#3.141..3.142}"), typed("3,1415")), (Rational{1, 1}));
  Question const towns = gift("Q{=Canada -> Ottawa =Italy -> Rome =Japan -> Tokyo = -> Lima}");
  EXPECT_EQ(worth(towns, {{}, "", {0, 1, 3, -1}}), (Rational{2, 3}));
  EXPECT_EQ(score(gift("Q{}"), typed("my view"), {})->marked, Marked::by_hand);
  EXPECT_EQ(score(gift("Q{}"), {}, {})->marked, Marked::by_rule);
}

TEST(Scoring, refuses_answers_to_what_was_not_asked) {
  Question const grant = gift("Q{~a =b ~c}");
  for (QuestionAnswer const& bad : {ticked({3}), ticked({-1}), ticked({0, 1}), ticked({1, 1}), QuestionAnswer{{}, "", {0}}, typed(std::string(20'001, 'x'))})
    EXPECT_FALSE(score(grant, bad, {}));
  EXPECT_EQ(score(gift("Only words"), {}, {}).error().code, "quiz.kind_not_asked");
  EXPECT_FALSE(score(gift("Q{=a}"), ticked({0}), {}));
}

TEST(Scoring, stays_within_its_bounds_and_is_the_sum_of_its_steps) {
  std::mt19937 random(3);
  char const* const weights[] = {"33.33333", "-50", "100", "-100", "16.66667", "0", "12.5"};
  for (int round = 0; round < 2000; ++round) {
    std::string text = "Q{";
    std::size_t const count = 2 + random() % 5;
    for (std::size_t i = 0; i < count; ++i) text += "~%" + std::string(weights[random() % 7]) + "%o ";
    Question const question = gift(text + "}");
    QuestionAnswer answer;
    for (std::size_t i = 0; i < count; ++i) {
      if (random() % 2) answer.chosen.push_back(static_cast<std::int64_t>(i));
    }
    Marking const marking{random() % 2 ? PartialCredit::partial : PartialCredit::all_or_nothing, {static_cast<std::int64_t>(random() % 5), 4}, random() % 2 ? NegativeMarks::counted : NegativeMarks::floored};
    QuestionScore const got = *score(question, answer, marking);
    Rational sum;
    for (ScoreStep const& step : got.steps) sum += step.adds;
    ASSERT_EQ(sum, got.fraction);
    ASSERT_LE(got.fraction, (Rational{1, 1}));
    ASSERT_GE(got.fraction, marking.negative != NegativeMarks::counted ? Rational{} : (Rational{-1, 1}));
  }
}

std::vector<std::string> first_codes(std::vector<FileTrouble> const& troubles) {
  std::vector<std::string> all;
  for (FileTrouble const& trouble : troubles) all.push_back(trouble.code);
  return all;
}

TEST(Soundness, of_a_question_is_judged_by_named_faults) {
  EXPECT_TRUE(faults_of(gift("Q{~a =b}")).empty());
  EXPECT_EQ(first_codes(faults_of(gift("Q{=a =b ~c}"))), std::vector<std::string>{"quiz.several_right_answers"});
  EXPECT_EQ(first_codes(faults_of(gift("Q{~a ~b}"))), std::vector<std::string>{"quiz.no_right_answer"});
  EXPECT_EQ(first_codes(faults_of(gift("{~a =b}"))), std::vector<std::string>{"quiz.no_stem"});
  EXPECT_EQ(first_codes(faults_of(gift("Words"))), std::vector<std::string>{"quiz.kind_not_asked"});
  EXPECT_EQ(first_codes(faults_of(gift("Q{~%200%a ~b}"))), std::vector<std::string>{"quiz.weight_malformed"});
  EXPECT_EQ(first_codes(warnings_of(gift("Q{~%50%a ~%50%b ~c}"))), std::vector<std::string>{"quiz.all_ticked_wins"});
  EXPECT_TRUE(warnings_of(gift("Q{~%50%a ~%50%b ~%-50%c ~%-50%d}")).empty());
}

TEST(Draw, is_the_same_whatever_order_the_names_come_in) {
  std::vector<std::string> names;
  for (int i = 0; i < 50; ++i) names.push_back("item-" + std::to_string(i));
  std::vector<std::string> const order = in_drawn_order("2026", names);
  std::reverse(names.begin(), names.end());
  EXPECT_EQ(in_drawn_order("2026", names), order);
  EXPECT_NE(in_drawn_order("2027", names), order);
  EXPECT_EQ(order.front(), "item-49");  // printf 2026:item-49 | sha256sum begins with 0527, the least
  std::vector<std::int64_t> places = shuffled("s", 20);
  std::sort(places.begin(), places.end());
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(places[i], static_cast<std::int64_t>(i));
}

// Each place comes first about as often as any other.
TEST(Draw, favours_no_place) {
  std::vector<int> first(4, 0);
  for (int seed = 0; seed < 4000; ++seed) ++first[static_cast<std::size_t>(shuffled(std::to_string(seed), 4).front())];
  for (int const count : first) EXPECT_NEAR(count, 1000, 120);
}

Paper paper(std::vector<Rational> const& fractions) {
  Paper made;
  for (std::size_t i = 0; i < fractions.size(); ++i) made.responses.push_back({"i" + std::to_string(i), fractions[i], {fractions[i] == Rational{1, 1} ? 0 : 1}});
  return made;
}

TEST(ItemAnalysis, gives_facility_discrimination_and_point_biserial) {
  std::vector<Paper> papers;
  for (int i = 0; i < 10; ++i) papers.push_back(paper({{i < 5, 1}, {i < 6, 1}, {1, 1}}));
  std::vector<ItemFigures> const figures = analyse_items(papers);
  ASSERT_EQ(figures.size(), 3u);
  EXPECT_EQ(figures[0].facility, (Rational{1, 2}));
  EXPECT_EQ(figures[0].discrimination, (Rational{1, 1}));
  EXPECT_EQ(figures[0].group, 3);
  EXPECT_EQ(figures[0].point_biserial, 816);  // r of 5 right of 10 against 6 of 10: 2 / sqrt(2.5 * 2.4)
  EXPECT_EQ(figures[0].standing, FigureStanding::interpretable);
  EXPECT_EQ(figures[2].standing, FigureStanding::all_alike);
  EXPECT_FALSE(figures[2].point_biserial);
  EXPECT_EQ(figures[0].options[0].upper, 3);
  EXPECT_EQ(figures[0].options[1].lower, 3);
  papers.pop_back();
  EXPECT_EQ(analyse_items(papers)[0].standing, FigureStanding::too_few);
}

}  // namespace
}  // namespace parvis::quiz
