// SPDX-License-Identifier: AGPL-3.0-or-later
// What makes a jury judge a candidate anew once it has met: a tie declared late, a juror replaced, a third one called, others
// present than those who voted.
#include <gtest/gtest.h>

#include "base/json.h"
#include "support/jury_room.h"

namespace parvis::app {
namespace {

using test::JuryRoom;

std::string text_at(json::Value const& value, std::string const& pointer) { return json::text_of(value.at_pointer(pointer)); }

std::string code_of(http::Response const& answer) {
  auto const body = json::parse(answer.body);
  return body && body->is_object() && body->as_object().contains("code") ? text_at(*body, "/code") : "";
}

/// The code of the first field that was refused.
std::string field_of(http::Response const& answer) {
  auto const body = json::parse(answer.body);
  return body && body->is_object() && body->as_object().contains("fields") ? text_at(*body, "/fields/0/code") : "";
}

std::string tie(JuryRoom& room, std::size_t candidate, std::string const& kind) {
  return R"({"ties":[{"enrolment_id":")" + room.enrolments[candidate].to_string() + R"(","tie":")" + kind + "\"}]}";
}

void declare(JuryRoom& room, std::string const& who, std::size_t candidate, std::string const& kind) {
  room.house.clock().advance(std::chrono::minutes(1));
  room.house.want(who, "PUT " + room.own("/declarations"), tie(room, candidate, kind));
}

std::string replacement(JuryRoom& room, std::string const& leaves, std::string const& comes) {
  return R"({"juror_id":")" + room.jurors[leaves] + R"(","by_juror_id":")" + room.jurors[comes] + R"(","motive":"Empêché."})";
}

void seat(JuryRoom& room, std::string const& who) {
  room.house.want("certifier", "POST " + room.path("/replacements"), replacement(room, "juror", who));
}

json::Value sheet(JuryRoom& room) { return room.house.want("president", "GET " + room.own("/deliberation")); }

bool decided(JuryRoom& room, std::size_t candidate) {
  json::Value const all = sheet(room);
  auto const* decision = all.at("candidates").at(candidate).as_object().if_contains("decision");
  return decision != nullptr && !decision->is_null();
}

std::string jury_state(JuryRoom& room) { return text_at(sheet(room), "/deliberation/state"); }

std::string present(JuryRoom& room, std::vector<std::string> const& who) {
  std::string all;
  for (std::string const& one : who) all += (all.empty() ? "\"" : ",\"") + room.jurors[one] + "\"";
  return R"({"present":[)" + all + R"(],"starts_at":"2026-11-25T09:00:00Z","place":"Lyon","representative":"","revision":)" +
         boost::json::serialize(sheet(room).at_pointer("/deliberation/revision")) + "}";
}

void meet(JuryRoom& room, std::vector<std::string> const& who) { room.house.want("president", "PUT " + room.own("/deliberation/quorum"), present(room, who)); }

std::string decision(JuryRoom& room, std::size_t candidate) { return R"({"enrolment_id":")" + room.enrolments[candidate].to_string() + R"(","votes":[],"motive":"Vu."})"; }

std::string sign(std::string const& minutes) { return "POST /api/my-minutes/" + minutes + "/signatures/drawn"; }

// Rule 9, once the jury is convened.
TEST(JuryAnew, a_tie_declared_once_convened_is_assigned_to_a_substitute) {
  JuryRoom room({.candidates = 2});
  room.begin_marking();
  room.mark_all("A");
  EXPECT_EQ(room.house.ask("certifier", "PUT " + room.path("/assignments"), R"({"pairs":[]})").status, 204);
  room.deliberate();
  room.decide_all();
  EXPECT_EQ(code_of(room.house.ask("certifier", "PUT " + room.path("/assignments"), R"({"pairs":[]})")), "judge.marking_closed") << "nobody lacks a juror";
  declare(room, "juror", 0, "trained");
  EXPECT_EQ(jury_state(room), "quorate");
  EXPECT_FALSE(decided(room, 0));
  EXPECT_TRUE(decided(room, 1)) << "the other's decision stands";
  EXPECT_EQ(code_of(room.house.ask("president", "PUT " + room.own("/deliberation/decisions"), decision(room, 0))), "judge.grids_open");
  seat(room, "other");
  EXPECT_EQ(code_of(room.house.ask("certifier", "PUT " + room.path("/assignments"), R"({"pairs":[]})")), "judge.juror_conflict") << "has not declared";
  declare(room, "other", 0, "none");
  std::string const pair = R"({"pairs":[{"enrolment_id":")" + room.enrolments[0].to_string() + R"(","jurors":[")" + room.jurors["other"] + "\"]}]}";
  EXPECT_EQ(code_of(room.house.ask("certifier", "PUT " + room.path("/assignments"), pair)), "judge.marking_closed") << "the president marked, and goes on";
  room.house.want("certifier", "PUT " + room.path("/assignments"), R"({"pairs":[]})");
  room.mark("other", 0, "A");
  EXPECT_EQ(room.house.ask("other", "GET /api/grids/" + room.grid("other", 0)).status, 200);
  meet(room, {"president", "other"});
  room.house.want("president", "PUT " + room.own("/deliberation/decisions"), decision(room, 0));
  EXPECT_EQ(jury_state(room), "decided");
}

TEST(JuryAnew, a_tie_declared_after_all_signed_voids_the_signatures_and_nothing_is_closed_over_it) {
  JuryRoom room({.candidates = 1});
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  std::string const minutes = room.signed_minutes();
  EXPECT_EQ(code_of(room.house.ask("president", "POST " + room.own("/minutes"))), "judge.deliberation_state") << "what all signed stands";
  declare(room, "juror", 0, "relation");
  EXPECT_EQ(jury_state(room), "quorate");
  EXPECT_EQ(code_of(room.house.ask("president", "POST /api/my-minutes/" + minutes + "/closing")), "judge.deliberation_state");
  EXPECT_EQ(code_of(room.house.ask("president", "POST " + room.own("/minutes"))), "judge.undecided");
  seat(room, "other");
  declare(room, "other", 0, "none");
  room.house.want("certifier", "PUT " + room.path("/assignments"), R"({"pairs":[]})");
  room.mark("other", 0, "A");
  meet(room, {"president", "other"});
  room.decide_all();
  json::Value const again = room.house.want("president", "POST " + room.own("/minutes"));
  EXPECT_EQ(text_at(again, "/minutes/id"), minutes) << "the number is kept";
  EXPECT_EQ(boost::json::serialize(again.at("signatures")).find("drawn"), std::string::npos);
  for (char const* who : {"president", "other"}) room.house.want(who, sign(minutes), test::tiny_png());
  json::Value const closed = room.house.want("president", "POST /api/my-minutes/" + minutes + "/closing");
  EXPECT_NE(boost::json::serialize(closed.at_pointer("/content/incidents")).find("judge.grid_voided"), std::string::npos);
}

TEST(JuryAnew, minutes_whose_lines_changed_since_are_drafted_again) {
  JuryRoom room({.candidates = 1});
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  std::string const minutes = room.signed_minutes(), one = "/api/my-minutes/" + minutes;
  EXPECT_FALSE(room.house.want("president", "GET " + one).at("outdated").as_bool());
  room.house.database().write([](store::Transaction& tx) { tx.run("UPDATE judge_juror SET quality = 'Directrice générale'"); });
  EXPECT_TRUE(room.house.want("president", "GET " + one).at("outdated").as_bool());
  EXPECT_EQ(code_of(room.house.ask("president", "POST " + one + "/closing")), "judge.content_changed");
  room.house.want("president", "POST " + room.own("/minutes"));
  EXPECT_EQ(jury_state(room), "pv_draft");
  EXPECT_EQ(code_of(room.house.ask("president", "POST " + one + "/closing")), "judge.signatures_missing");
  room.house.database().write([](store::Transaction& tx) { tx.run("UPDATE judge_juror SET quality = 'Directrice'"); });
  room.house.want("president", "POST " + room.own("/minutes"));
  EXPECT_EQ(jury_state(room), "pv_signed") << "they say again what both signed";
  room.house.database().write([](store::Transaction& tx) { tx.run("UPDATE judge_juror SET quality = 'Directrice générale'"); });
  room.house.want("president", "POST " + room.own("/minutes"));
  for (char const* who : {"president", "juror"}) room.house.want(who, sign(minutes), test::tiny_png());
  room.house.want("president", "POST " + one + "/closing");
}

test::JuryRoomOptions three_seated() { return {.candidates = 1, .seated = {"president", "juror", "other"}}; }

/// President and juror mark; the other is present.
void begin(JuryRoom& room) {
  room.begin_marking();
  room.house.want("certifier", "PUT " + room.path("/assignments"),
                  R"({"pairs":[{"enrolment_id":")" + room.enrolments[0].to_string() + R"(","jurors":[")" + room.jurors["president"] + "\",\"" + room.jurors["juror"] + "\"]}]}");
}

void postpone(JuryRoom& room) {
  room.house.want("president", "PUT " + room.own("/deliberation/decisions"),
                  R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","verdict":"AJOURNE","votes":[],"motive":"À revoir."})");
}

bool third_may(JuryRoom& room) { return sheet(room).at_pointer("/candidates/0/third_may_be_called").as_bool(); }

http::Response call_third(JuryRoom& room) {
  return room.house.ask("certifier", "POST " + room.path("/third-jurors"), R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","jurors":[")" + room.jurors["other"] + "\"]}");
}

TEST(JuryAnew, a_third_juror_is_called_until_minutes_are_drafted_and_never_in_a_correction) {
  JuryRoom room(three_seated());
  begin(room);
  room.mark("president", 0, "A");
  room.mark("juror", 0, "NA");
  std::vector<std::string> const all = {"president", "juror", "other"};
  room.house.want("president", "POST " + room.own("/deliberation"));
  meet(room, all);
  EXPECT_TRUE(third_may(room));
  postpone(room);
  std::string const minutes = text_at(room.house.want("president", "POST " + room.own("/minutes")), "/minutes/id");
  EXPECT_FALSE(third_may(room));
  EXPECT_EQ(code_of(call_third(room)), "judge.marking_closed");
  for (std::string const& who : all) room.house.want(who, sign(minutes), test::tiny_png());
  EXPECT_EQ(code_of(call_third(room)), "judge.marking_closed");
  room.house.want("president", "POST /api/my-minutes/" + minutes + "/closing");
  room.house.want("certifier", "POST /api/minutes/" + minutes + "/corrections", R"({"motive":"Une décision était fausse."})");
  meet(room, all);
  EXPECT_FALSE(third_may(room));
  EXPECT_EQ(code_of(call_third(room)), "judge.marking_closed");
  EXPECT_EQ(room.house.ask("president", "POST " + room.own("/minutes")).status, 200) << "the correction goes on";
}

TEST(JuryAnew, a_third_juror_called_after_a_decision_has_it_taken_again) {
  JuryRoom room(three_seated());
  begin(room);
  room.mark("president", 0, "A");
  room.mark("juror", 0, "NA");
  room.house.want("president", "POST " + room.own("/deliberation"));
  meet(room, {"president", "juror", "other"});
  postpone(room);
  EXPECT_EQ(jury_state(room), "decided");
  EXPECT_EQ(call_third(room).status, 204);
  EXPECT_EQ(jury_state(room), "quorate");
  EXPECT_FALSE(decided(room, 0));
  room.mark("other", 0, "A");
  EXPECT_EQ(sheet(room).at_pointer("/candidates/0/jurors").as_array().size(), 3u);
}

TEST(JuryAnew, a_substitute_declares_before_marking_and_never_judges_twice) {
  JuryRoom room({.candidates = 1});
  room.begin_marking();
  room.mark("juror", 0, "A");
  // The juror leaves with a locked grid; the president's open grid cannot come back to them.
  seat(room, "other");
  http::Response const twice = room.house.ask("certifier", "POST " + room.path("/replacements"), replacement(room, "president", "juror"));
  EXPECT_EQ(code_of(twice), "judge.juror_conflict");
  JuryRoom fresh({.candidates = 1});
  fresh.begin_marking();
  seat(fresh, "other");
  std::string const one = "/api/grids/" + fresh.grid("other", 0);
  EXPECT_EQ(code_of(fresh.house.ask("other", "PUT " + one + "/draft", fresh.draft("A", "", 0))), "judge.declaration_missing");
  declare(fresh, "other", 0, "none");
  fresh.mark("other", 0, "A");
}

/// Three jurors present, one criterion to be agreed of the first candidate.
std::string votes(JuryRoom& room, std::vector<std::string> const& who, std::string const& level) {
  std::string all;
  for (std::string const& one : who) all += (all.empty() ? "" : ",") + (R"({"juror":")" + room.jurors[one] + R"(","level":")" + level + "\"}");
  return R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","criterion":"K2.1","votes":[)" + all + R"(],"motive":"Relu."})";
}

TEST(JuryAnew, all_who_are_present_vote_but_who_has_a_tie) {
  JuryRoom room(three_seated());
  begin(room);
  declare(room, "other", 0, "relation");
  room.mark("president", 0, "A");
  room.mark("juror", 0, "NA");
  room.house.want("president", "POST " + room.own("/deliberation"));
  meet(room, {"president", "juror", "other"});
  EXPECT_EQ(sheet(room).at_pointer("/candidates/0/voters").as_array().size(), 2u);
  std::string const put = "PUT " + room.own("/deliberation/levels");
  EXPECT_EQ(field_of(room.house.ask("president", put, votes(room, {"president"}, "A"))), "judge.vote_missing");
  EXPECT_EQ(field_of(room.house.ask("president", put, votes(room, {"president", "juror", "other"}, "A"))), "judge.juror_conflict");
  room.house.want("president", put, votes(room, {"president", "juror"}, "A"));
}

TEST(JuryAnew, what_was_voted_before_others_is_voted_again) {
  JuryRoom room(three_seated());
  begin(room);
  room.mark("president", 0, "A");
  room.mark("juror", 0, "A");
  std::vector<std::string> const all = {"president", "juror", "other"};
  room.house.want("president", "POST " + room.own("/deliberation"));
  meet(room, all);
  std::string const put = "PUT " + room.own("/deliberation/levels");
  room.house.want("president", put, votes(room, all, "PA"));
  room.house.want("president", "PUT " + room.own("/deliberation/decisions"), decision(room, 0));
  EXPECT_EQ(jury_state(room), "decided");
  meet(room, all);
  EXPECT_EQ(jury_state(room), "decided") << "the same are present";
  meet(room, {"president", "juror"});
  EXPECT_EQ(jury_state(room), "quorate");
  auto const live = [](store::Transaction& tx) { return tx.first("SELECT count(*) AS n FROM judge_agreed WHERE dropped_at IS NULL")->integer(0); };
  EXPECT_EQ(room.house.database().read(live), 0);
  room.house.want("president", put, votes(room, {"president", "juror"}, "PA"));
  room.house.want("president", "PUT " + room.own("/deliberation/decisions"), decision(room, 0));
  EXPECT_EQ(jury_state(room), "decided");
}

}  // namespace
}  // namespace parvis::app
