// SPDX-License-Identifier: AGPL-3.0-or-later
// A sitting in a whole installation: every write whole or undone, and no route that tells a candidate what is right.
#include <gtest/gtest.h>

#include "base/json.h"
#include "support/failing_statements.h"
#include "support/sitting_room.h"

namespace parvis::app {
namespace {

constexpr auto secret = "SECRET";

/// A planned session with a questionnaire whose right answers, titles and feedback all bear the secret word.
class FaultSitting : public testing::Test {
 protected:
  test::SittingRoom room_;

  void fail_everywhere(std::string const& who, std::string const& line, std::string const& body = "") {
    SCOPED_TRACE(line);
    std::string const before = room_.house.records();
    http::Response answer;
    int const statements = test::fail_at_each_statement(
        room_.house.database(), [&] { answer = room_.ask(who, line, body); },
        [&] {
          EXPECT_GE(answer.status, 500);
          EXPECT_EQ(room_.house.records(), before) << "left something half-written";
        });
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_GE(statements, 2);
    if (line.ends_with("/sitting")) room_.names["sitting"] = json::text_of(json::parse(answer.body)->at("id"));
  }
};

TEST_F(FaultSitting, every_write_of_a_sitting_is_whole_or_undone) {
  fail_everywhere("owner", "PUT /api/exam-sessions/{session}/questionnaire", R"({"questionnaire_id":"{questionnaire}"})");
  room_.move(examine::SessionState::open);
  fail_everywhere("candidate", "POST /api/exam-sessions/{session}/sitting");
  fail_everywhere("candidate", "PUT /api/sittings/{sitting}/answers/1", R"({"chosen":[],"text":"","matched":[]})");
  fail_everywhere("candidate", "POST /api/sittings/{sitting}/pause");
  fail_everywhere("candidate", "POST /api/sittings/{sitting}/resume");
  fail_everywhere("candidate", "POST /api/sittings/{sitting}/hand-in");
}

TEST_F(FaultSitting, no_route_tells_a_candidate_what_is_right_before_release) {
  room_.open();
  room_.begin("candidate");
  room_.names["position"] = "1";
  room_.names["brand"] = room_.house.ours.brand.to_string();
  int asked = 0, answered = 0;
  for (http::Row const& row : room_.house.instance().router().rows()) {
    bool const ends = row.path.starts_with("/api/session") || row.path.starts_with("/api/setup") || row.path.ends_with("/hand-in") || row.path.ends_with("/pause");
    if (ends) continue;
    std::string line = std::string(http::name_of(row.method)) + " " + room_.filled(row.path);
    for (std::size_t open = line.find('{'); open != std::string::npos; open = line.find('{')) line.replace(open, line.find('}', open) + 1 - open, room_.names["session"]);
    http::Response const response = room_.house.ask("candidate", line, row.method == http::Method::get ? "" : R"({"chosen":[],"text":"","matched":[]})");
    EXPECT_EQ(response.body.find(secret), std::string::npos) << line << " " << response.body;
    ++asked;
    answered += response.status == 200;
  }
  EXPECT_GT(asked, 100);
  EXPECT_GT(answered, 5);
  http::Response const sheet = room_.ask("candidate", "GET /api/sittings/{sitting}");
  EXPECT_NE(sheet.body.find("Quoi ?"), std::string::npos) << sheet.body;
  room_.want("candidate", "POST /api/sittings/{sitting}/hand-in");
  EXPECT_EQ(room_.ask("candidate", "GET /api/sittings/{sitting}/result").status, 409);
}

}  // namespace
}  // namespace parvis::app
