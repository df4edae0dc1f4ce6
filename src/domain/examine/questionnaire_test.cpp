// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/json.h"
#include "examine/questionnaire_sitting.h"
#include "quiz/gift.h"

namespace parvis::examine {
namespace {

quiz::Question gift(std::string const& text) { return quiz::read_gift(text)->questions.at(0).question; }
Instant at_minute(std::int64_t minute) { return Instant::at_milliseconds(minute * 60'000); }

Sitting sitting_of(std::int64_t minutes, std::int64_t pauses) {
  Sitting sitting;
  sitting.started_at = at_minute(0);
  sitting.deadline = at_minute(minutes);
  sitting.pause_left_ms = pauses * 60'000;
  return sitting;
}

TEST(Sitting, time_is_the_minutes_times_the_factor_rounded_up) {
  EXPECT_EQ(allowed_time(60, {4, 3}).count(), 4'800'000);
  EXPECT_EQ(allowed_time(1, {8, 7}).count(), 68'572);  // 68,571.4…
  EXPECT_EQ(allowed_time(90, {1, 1}).count(), 5'400'000);
}

TEST(Sitting, is_handed_in_at_its_deadline_and_not_before) {
  Sitting const sitting = sitting_of(60, 0);
  EXPECT_EQ(caught_up(sitting, at_minute(60) - Milliseconds(1)).state, SittingState::under_way);
  Sitting const over = caught_up(sitting, at_minute(75));
  EXPECT_EQ(over.state, SittingState::handed_in);
  EXPECT_EQ(over.handed_in_at, at_minute(60));
  EXPECT_EQ(over.handed_in_by, HandedInBy::deadline);
}

TEST(Sitting, a_pause_stops_the_clock_for_as_long_as_pauses_are_left) {
  Sitting sitting = sitting_of(60, 10);
  sitting.state = SittingState::paused;
  sitting.paused_at = at_minute(20);
  EXPECT_EQ(last_moment(sitting), at_minute(70));
  EXPECT_EQ(caught_up(sitting, at_minute(29)).state, SittingState::paused);
  Sitting const awake = caught_up(sitting, at_minute(31));
  EXPECT_EQ(awake.state, SittingState::under_way);
  EXPECT_EQ(awake.deadline, at_minute(70));
  EXPECT_EQ(awake.pause_left_ms, 0);
  EXPECT_EQ(caught_up(sitting, at_minute(70)).state, SittingState::handed_in);
}

// No walk of events leads out of handed_in, or pauses what is paused.
TEST(Sitting, no_sequence_of_events_reaches_what_is_forbidden) {
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    SittingState state = SittingState::under_way;
    for (int step = 0; step < 20; ++step) {
      auto const event = static_cast<SittingEvent>(random() % 4);
      auto const next = moved(state, event);
      ASSERT_FALSE(state == SittingState::handed_in && next.has_value());
      if (!next) {
        ASSERT_EQ(next.error().code, "examine.sitting_state");
        continue;
      }
      ASSERT_EQ(*next == SittingState::paused, event == SittingEvent::pause);
      ASSERT_FALSE(state == SittingState::paused && event == SittingEvent::pause);
      state = *next;
    }
  }
}

SittingQuestion shown(quiz::Question const& question) {
  SittingQuestion asked;
  asked.shown_order = order_of(question, ShuffleRule::shuffled, "seed");
  return asked;
}

TEST(CandidateView, holds_no_right_answer_weight_feedback_title_or_tag) {
  for (char const* text : {"// [tag:SECRET]\n::SECRET::Q{~%50%a#SECRET ~%-50%b#SECRET ~%50%c ####SECRET}", "::SECRET::Q{=a#SECRET ~b#SECRET}", "::SECRET::Q{TRUE#SECRET#SECRET}",
                           "::SECRET::Q{=SECRET =%50%SECRET2}", "::SECRET::Q{#77123:0 ~#SECRET}", "::SECRET::Q{}"}) {
    quiz::Question question = gift(text);
    question.kept.push_back({"", "<x>SECRET</x>"});
    std::string const seen = json::encode(candidate_view(question, shown(question)));
    for (char const* leak : {"SECRET", "77123", "correct", "weight", "feedback", "truth", "kept", "\"50\""}) EXPECT_EQ(seen.find(leak), std::string::npos) << text << " " << seen;
  }
}

TEST(CandidateView, what_is_paired_never_stands_in_its_written_order_by_rule) {
  quiz::Question const question = gift("Q{=a -> 1 =b -> 2 =c -> 3 =d -> 4 =e -> 5}");
  std::vector<std::int64_t> const order = order_of(question, ShuffleRule::as_written, "seed");
  EXPECT_NE(order, (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
}

TEST(Answers, go_from_the_screen_to_the_version_and_back) {
  for (char const* text : {"Q{~a =b ~c ~d}", "Q{~%50%a ~%50%b ~%-50%c}", "Q{=a -> 1 =b -> 2 =c -> 3 = -> 4}", "Q{T}"}) {
    quiz::Question const question = gift(text);
    SittingQuestion asked = shown(question);
    quiz::QuestionAnswer answer;
    if (question.pairs.empty()) {
      answer.chosen = {question.kind == quiz::QuestionKind::multiple_choice ? 2 : 1};
    } else {
      answer.matched = {2, -1, 0};
    }
    asked.answer = as_kept(question, asked.shown_order, answer).value();
    EXPECT_EQ(candidate_view(question, asked).answer, answer) << text;
  }
  quiz::Question const choice = gift("Q{~a =b}");
  EXPECT_EQ(as_kept(choice, shown(choice).shown_order, {{2}, "", {}}).error().code, "quiz.answer_out_of_range");
  quiz::Question const pairs = gift("Q{=a -> 1 =b -> 2}");
  EXPECT_FALSE(as_kept(pairs, shown(pairs).shown_order, {{}, "", {0, 1, 0}}));
  EXPECT_FALSE(as_kept(pairs, shown(pairs).shown_order, {{}, "", {9}}));
}

PoolItem pool_item(int number, std::string const& tag) {
  ManualClock clock(at_minute(number));
  PoolItem item;
  item.item_id = QuestionItemId::make(clock);
  item.version_id = QuestionVersionId::make(clock);
  item.tags = {*QuestionTag::parse(tag)};
  return item;
}

TEST(Blueprint, draws_the_same_for_a_seed_and_says_what_is_short) {
  std::vector<PoolItem> pool;
  for (int i = 0; i < 30; ++i) pool.push_back(pool_item(i + 1, i % 2 ? "tunnel" : "régie"));
  Blueprint blueprint;
  blueprint.draws.resize(2);
  blueprint.draws[0].tags = {*QuestionTag::parse("tunnel")};
  blueprint.draws[0].count = 5;
  blueprint.draws[1].count = 10;
  blueprint.draws[1].points = 2;
  auto const ids = [&](std::string const& seed) {
    std::vector<std::string> all;
    auto const questions = draw(blueprint, pool, seed).value();
    for (DrawnQuestion const& drawn : questions) all.push_back(drawn.item_id.to_string());
    return all;
  };
  std::vector<std::string> const first = ids("a");
  EXPECT_EQ(first.size(), 15u);
  EXPECT_EQ(std::set<std::string>(first.begin(), first.end()).size(), 15u);
  std::reverse(pool.begin(), pool.end());
  EXPECT_EQ(ids("a"), first);
  EXPECT_NE(ids("b"), first);
  blueprint.draws[0].count = 16;
  auto const refused = draw(blueprint, pool, "a");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields[0].path, "blueprint/draws/0");
  EXPECT_EQ(refused.error().fields[0].code, "examine.questionnaire_short");
  EXPECT_EQ(refused.error().fields[0].value, "15");
  blueprint.draws.clear();
  EXPECT_EQ(draw(blueprint, pool, "a").error().fields[0].code, "examine.questionnaire_empty");
}

}  // namespace
}  // namespace parvis::examine
