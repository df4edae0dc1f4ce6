// SPDX-License-Identifier: AGPL-3.0-or-later
// What a candidate's sandbox publishes, from the calendar to the juror who reads of it, and who else learns of it: nobody.
#include <gtest/gtest.h>

#include <fstream>

#include "base/json.h"
#include "support/exam_room.h"

namespace parvis::app {
namespace {

class SandboxNetworkOf : public testing::Test {
 protected:
  test::ExamRoom room_;
  test::Installation& house_ = room_.house;
  std::string brand_, channel_;

  void SetUp() override {
    house_.database().write([](store::Transaction& tx) { tx.run("UPDATE identity_workspace SET approval = 'off'"); });
    room_.move("open");
    brand_ = text_of(house_.want("candidate", "GET /api/my-exams/" + room_.session).at("brand_id"));
    channel_ = house_.id_of("candidate", "POST " + of_brand("/channels"), R"({"network":"linkedin","name":"LinkedIn","address":"","delivery":"connector"})");
  }
  static std::string text_of(json::Value const& value) { return json::text_of(value); }
  std::string of_brand(std::string const& rest) const { return "/api/brands/" + brand_ + rest; }
  std::string schedule(char const* time) {
    std::string const content = house_.id_of("candidate", "POST " + of_brand("/contents"), R"({"title":"Avent","body":"Une bougie par jour","language":"fr","assets":[],"variants":[],"state":"ready"})");
    std::string const body = R"({"content_id":")" + content + R"(","channel_id":")" + channel_ + R"(","moment":{"date":"2026-11-23","time":")" + time + R"(","zone":"Europe/Paris","fold":"earlier"}})";
    return text_of(house_.want("candidate", "POST " + of_brand("/publications"), body).at("publication").at("id"));
  }
  std::string delivery(std::string const& id, char const* field) {
    return text_of(house_.want("candidate", "GET " + of_brand("/publications/" + id + "/delivery")).at(field));
  }
  void run_at(char const* when) {
    house_.clock().set(*Instant::parse(when));
    room_.run_jobs();
  }
  /// What was frozen, as it was written.
  std::string freeze_calendar() {
    std::string const own = "/api/my-exams/" + room_.session;
    std::string const piece = house_.id_of("candidate", "POST " + own + "/frozen", R"({"deliverable":"L1.1","kind":"calendar"})");
    return read_file(house_.ask("candidate", "GET " + own + "/pieces/" + piece + "/file").file.value());
  }
  static std::string read_file(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  int status(char const* who, std::string const& id) { return house_.ask(who, "GET /api/simulated-posts/" + id).status; }
  void close_and_mark() {
    room_.deposit();
    room_.pass_deadline();
    room_.move("close");
    room_.run_jobs();
    house_.want("certifier", "POST /api/exam-sessions/" + room_.session + "/jury/marking");
  }
};

TEST_F(SandboxNetworkOf, publishes_by_itself_and_says_that_it_is_simulated) {
  std::string const id = schedule("10:30");
  EXPECT_FALSE(std::filesystem::exists(house_.folder() / "simulated"));  // nothing listens before there is something to send
  run_at("2026-11-23T09:30:00Z");
  EXPECT_EQ(delivery(id, "state"), "live");
  EXPECT_EQ(delivery(id, "proof"), "simulated");
  EXPECT_EQ(delivery(id, "url"), house_.configuration().public_address() + "/certifier/reseau-simule/" + id);
  std::string const text = read_file(house_.folder() / "simulated" / "wall.jsonl");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  EXPECT_EQ(text.find("bougie"), std::string::npos);
}

TEST_F(SandboxNetworkOf, shows_the_post_to_the_candidate_and_to_who_reads_the_dossier_and_to_nobody_else) {
  std::string const id = schedule("10:30");
  EXPECT_EQ(status("candidate", id), 404);
  run_at("2026-11-23T09:30:00Z");
  EXPECT_EQ(status("candidate", id), 200);
  for (char const* who : {"juror", "president", "owner", "certifier", "manager", "client", "stranger"}) EXPECT_EQ(status(who, id), 404) << who;
  EXPECT_EQ(status("", id), 401);
  std::string const frozen = freeze_calendar();
  EXPECT_NE(frozen.find(R"("origin":"simulated")"), std::string::npos) << frozen;
  EXPECT_NE(frozen.find("/certifier/reseau-simule/" + id), std::string::npos);
  EXPECT_EQ(frozen.find(brand_), std::string::npos);
  for (char const* who : {"juror", "president"}) EXPECT_EQ(status(who, id), 404) << who;
  close_and_mark();
  http::Response const seen = house_.ask("juror", "GET /api/simulated-posts/" + id);
  ASSERT_EQ(seen.status, 200) << seen.body;
  for (char const* name : {"Martin", "Léa", "candidate@exemple.fr"}) EXPECT_EQ(seen.body.find(name), std::string::npos) << name;
  EXPECT_EQ(seen.body.find(brand_), std::string::npos);
  EXPECT_EQ(house_.ask("candidate", "GET " + of_brand("/channels")).status, 403);
  EXPECT_EQ(status("candidate", id), 200);
  for (char const* who : {"owner", "certifier", "manager", "stranger"}) EXPECT_EQ(status(who, id), 404) << who;
}

TEST_F(SandboxNetworkOf, hides_a_post_from_jurors_when_the_dossier_does_not_name_it) {
  std::string const id = schedule("10:30");
  run_at("2026-11-23T09:30:00Z");
  room_.add_piece();
  close_and_mark();
  EXPECT_EQ(status("juror", id), 404);
  EXPECT_EQ(status("candidate", id), 404);
}

TEST_F(SandboxNetworkOf, sends_nothing_after_the_deadline_and_leaves_what_was_frozen_alone) {
  std::string const id = schedule("11:10");
  freeze_calendar();
  auto const frozen = [&] { return house_.want("candidate", "GET /api/my-exams/" + room_.session).at("pieces").as_array().at(0).at("piece").at("sha256"); };
  json::Value const before = frozen();
  run_at("2026-11-23T10:10:00Z");
  EXPECT_EQ(delivery(id, "state"), "cancelled");
  EXPECT_EQ(delivery(id, "problem_code"), "publish.sandbox_closed");
  EXPECT_EQ(frozen(), before);
  EXPECT_EQ(status("candidate", id), 404);
  room_.run_jobs();
  EXPECT_EQ(delivery(id, "state"), "cancelled");
}

TEST_F(SandboxNetworkOf, asks_nothing_of_it_afterwards_and_outlives_a_restart) {
  std::string const id = schedule("10:30");
  run_at("2026-11-23T09:30:00Z");
  run_at("2026-11-23T10:00:00Z");  // the networks are read each hour
  std::string const figures = "GET " + of_brand("/publications/" + id + "/readings");
  EXPECT_TRUE(house_.want("candidate", figures).at("items").as_array().empty());
  std::string const second = schedule("11:00");
  house_.replace(nullptr);
  house_.replace(std::make_unique<Instance>(house_.configuration(), house_.clock(), Purpose::rehearsal));
  run_at("2026-11-23T10:00:00Z");
  EXPECT_EQ(delivery(second, "state"), "live");
  EXPECT_EQ(status("candidate", id), 200);
}

}  // namespace
}  // namespace parvis::app
