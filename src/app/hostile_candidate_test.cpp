// SPDX-License-Identifier: AGPL-3.0-or-later
// A candidate who tries to cheat at a questionnaire: late, again, in another's place, on a question that was not drawn, too
// much, or by a clock of their own. Each try is refused, changes no answer, and stands beside the session for the certifier.
#include <gtest/gtest.h>

#include "base/json.h"
#include "support/sitting_room.h"

namespace parvis::app {
namespace {

class HostileCandidate : public testing::Test {
 protected:
  test::SittingRoom room_{{"candidate", "neighbour"}};
  std::string own_, neighbours_;

  void SetUp() override {
    room_.open();
    neighbours_ = room_.begin("neighbour");
    own_ = room_.begin("candidate");
    for (int position = 1; position <= 3; ++position) room_.want("candidate", line(own_, position), test::SittingRoom::answer(position == open_position() ? "Mon texte" : ""));
  }

  static std::string line(std::string const& sitting, std::int64_t position) { return "PUT /api/sittings/" + sitting + "/answers/" + std::to_string(position); }

  std::int64_t open_position() {
    json::Value const sheet = room_.want("candidate", "GET /api/sittings/" + own_);
    for (json::Value const& one : sheet.at("questions").as_array()) {
      if (json::text_of(one.at("kind")) == "essay") return one.at("position").to_number<std::int64_t>();
    }
    return 0;
  }

  /// Answers and states of every sitting.
  std::string kept() {
    return room_.house.database().read([](store::Transaction& tx) {
      std::string all;
      for (char const* sql : {"SELECT COALESCE(answer, '') AS line FROM examine_sitting_question ORDER BY sitting_id, position",
                              "SELECT state || ' ' || CAST(deadline AS TEXT) || ' ' || CAST(pause_left_ms AS TEXT) AS line FROM examine_sitting ORDER BY id"}) {
        for (auto const& row : tx.rows(sql)) all += std::string(row.text("line")) + "\n";
      }
      return all;
    });
  }

  std::vector<std::string> logged() {
    std::vector<std::string> codes;
    json::Value const list = room_.want("certifier", "GET /api/exam-sessions/{session}/refusals");
    for (json::Value const& one : list.at("items").as_array()) {
      // Of a wrong field, its own code begins the detail.
      std::string const code = json::text_of(one.at("code")), detail = json::text_of(one.at("detail"));
      codes.push_back(json::text_of(one.at("act")) + " " + (code == "json.invalid_fields" ? detail.substr(0, detail.find(' ')) : code));
    }
    std::sort(codes.begin(), codes.end());
    return codes;
  }

  /// Refused with that code, nothing changed, and one line more in the certifier's list.
  void expect_refused(std::string const& who, std::string const& request, std::string const& body, std::string const& told) {
    std::string const before = kept();
    auto const lines = logged();
    http::Response const answer = room_.ask(who, request, body);
    EXPECT_TRUE(answer.status >= 400 && answer.status < 500) << request << " " << answer.status << " " << answer.body;
    EXPECT_EQ(kept(), before) << request;
    auto const after = logged();
    std::vector<std::string> more;
    std::set_difference(after.begin(), after.end(), lines.begin(), lines.end(), std::back_inserter(more));
    EXPECT_EQ(more, std::vector<std::string>{told}) << request << " " << answer.body;
  }
};

TEST_F(HostileCandidate, a_late_answer_is_refused_and_what_was_kept_in_time_is_handed_in) {
  room_.house.clock().advance(std::chrono::minutes(30));
  expect_refused("candidate", line(own_, 1), test::SittingRoom::answer("Trop tard"), "examine.sitting_answered examine.sitting_over");
  expect_refused("candidate", "POST /api/sittings/" + own_ + "/pause", "", "examine.sitting_moved examine.sitting_over");
  expect_refused("candidate", "POST /api/sittings/" + own_ + "/hand-in", "", "examine.sitting_moved examine.sitting_over");
  room_.house.instance().runner().run_due_once(room_.house.clock().now());
  EXPECT_NE(kept().find("Mon texte"), std::string::npos);
  expect_refused("candidate", line(own_, 1), test::SittingRoom::answer("Encore"), "examine.sitting_answered examine.sitting_over");
}

TEST_F(HostileCandidate, a_replay_begins_no_second_sitting_and_draws_no_other_questions) {
  std::string const before = kept();
  room_.house.clock().advance(std::chrono::minutes(20));
  json::Value const again = room_.want("candidate", "POST /api/exam-sessions/{session}/sitting");
  EXPECT_EQ(json::text_of(again.at("id")), own_);
  EXPECT_EQ(again.at("remaining_ms").to_number<std::int64_t>(), 10 * 60'000) << "the clock ran on";
  EXPECT_EQ(kept(), before);
  room_.want("candidate", "POST /api/sittings/" + own_ + "/hand-in");
  for (char const* act : {"/hand-in", "/pause", "/resume"}) expect_refused("candidate", "POST /api/sittings/" + own_ + act, "", "examine.sitting_moved examine.sitting_over");
  expect_refused("candidate", line(own_, 1), test::SittingRoom::answer("Après"), "examine.sitting_answered examine.sitting_over");
  EXPECT_EQ(json::text_of(room_.want("candidate", "POST /api/exam-sessions/{session}/sitting").at("state")), "handed_in");
}

TEST_F(HostileCandidate, anothers_sitting_is_like_none) {
  for (char const* rest : {"", "/result"}) expect_refused("candidate", "GET /api/sittings/" + neighbours_ + rest, "", "examine.sitting_read examine.sitting_not_found");
  for (char const* act : {"/hand-in", "/pause", "/resume"}) expect_refused("candidate", "POST /api/sittings/" + neighbours_ + act, "", "examine.sitting_moved examine.sitting_not_found");
  expect_refused("candidate", line(neighbours_, 1), test::SittingRoom::answer("À sa place"), "examine.sitting_answered examine.sitting_not_found");
  std::string const none = "/api/sittings/0190aaaa-0000-7000-8000-000000000000";
  EXPECT_EQ(room_.ask("candidate", "GET /api/sittings/" + neighbours_).body, room_.ask("candidate", "GET " + none).body);
}

TEST_F(HostileCandidate, nobody_sits_without_a_seat_or_after_the_window) {
  room_.house.join("intruder", identity::Role::candidate);
  expect_refused("intruder", "POST /api/exam-sessions/{session}/sitting", "", "examine.sitting_begun examine.sitting_without_seat");
  EXPECT_EQ(room_.ask("juror", "POST /api/exam-sessions/{session}/sitting").status, 403);
  test::SittingRoom later;
  later.open();
  later.house.clock().advance(std::chrono::hours(4));
  EXPECT_EQ(later.ask("candidate", "POST /api/exam-sessions/{session}/sitting").status, 409);
}

TEST_F(HostileCandidate, a_question_that_was_not_drawn_takes_no_answer) {
  for (std::int64_t const position : {0, 4, 99}) expect_refused("candidate", line(own_, position), test::SittingRoom::answer("x"), "examine.sitting_answered examine.sitting_no_such_question");
  for (char const* odd : {"-1", "1.5", "x", "1%2F2"}) EXPECT_EQ(room_.ask("candidate", "PUT /api/sittings/" + own_ + "/answers/" + odd, test::SittingRoom::answer("x")).status, 404) << odd;
}

TEST_F(HostileCandidate, an_answer_too_long_or_out_of_range_is_refused) {
  std::int64_t const open = open_position();
  expect_refused("candidate", line(own_, open), test::SittingRoom::answer(std::string(200'000, 'a')), "examine.sitting_answered quiz.answer_too_long");
  for (std::int64_t position = 1; position <= 3; ++position) {
    expect_refused("candidate", line(own_, position), R"({"chosen":[0,1,2,3,4,5,6,7,8,9],"text":"","matched":[]})", "examine.sitting_answered quiz.answer_out_of_range");
    expect_refused("candidate", line(own_, position), R"({"chosen":[-1],"text":"","matched":[]})", "examine.sitting_answered quiz.answer_out_of_range");
  }
  std::string const before = kept();
  http::Response const flood = room_.ask("candidate", line(own_, open), test::SittingRoom::answer(std::string(20'000'000, 'a')));
  EXPECT_TRUE(flood.status >= 400 && flood.status < 500) << flood.status;
  EXPECT_EQ(kept(), before);
}

// The clock is the server's: nothing a candidate sends moves it.
TEST_F(HostileCandidate, a_timer_of_ones_own_buys_no_time) {
  std::string const tampered = R"({"chosen":[],"text":"Mon texte","matched":[],"deadline":"2030-01-01T00:00:00Z","remaining_ms":99999999,"answered_at":"2026-11-23T09:00:01Z","now":"2026-11-23T09:00:01Z"})";
  std::string const before = kept();
  room_.ask("candidate", line(own_, open_position()), tampered);
  EXPECT_EQ(kept(), before);
  for (int i = 0; i < 3; ++i) {
    room_.want("candidate", "POST /api/sittings/" + own_ + "/pause");
    room_.house.clock().advance(std::chrono::minutes(3));
    room_.want("candidate", "POST /api/sittings/" + own_ + "/resume");
  }
  room_.want("candidate", "POST /api/sittings/" + own_ + "/pause");
  expect_refused("candidate", line(own_, 1), test::SittingRoom::answer("En pause"), "examine.sitting_answered examine.sitting_state");
  EXPECT_TRUE(room_.want("candidate", "GET /api/sittings/" + own_).at("questions").as_array().empty()) << "a pause hides the questions";
  room_.house.clock().advance(std::chrono::minutes(25));
  json::Value const sheet = room_.want("candidate", "GET /api/sittings/" + own_);
  EXPECT_EQ(json::text_of(sheet.at("state")), "under_way") << "ten minutes of pause and no more";
  EXPECT_EQ(sheet.at("remaining_ms").to_number<std::int64_t>(), 6 * 60'000);
  expect_refused("candidate", "POST /api/sittings/" + own_ + "/pause", "", "examine.sitting_moved examine.sitting_no_pause");
  room_.house.clock().advance(std::chrono::minutes(6));
  expect_refused("candidate", line(own_, 1), test::SittingRoom::answer("Trop tard"), "examine.sitting_answered examine.sitting_over");
}

}  // namespace
}  // namespace parvis::app
