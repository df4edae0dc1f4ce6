// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "net/client.h"
#include "simulator/simulator.h"
#include "support/temporary_folder.h"

namespace parvis::simulator {
namespace {

struct Networks : testing::Test {
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  Simulator networks{clock};
  net::Client client;

  net::Exchange ask(net::Method method, std::string const& path, net::Headers headers = {}, net::Body body = {}) {
    return client.send({.method = method, .url = networks.address() + path, .headers = std::move(headers), .body = std::move(body),
                        .deadline = Milliseconds(2000), .policy = {net::Reach::any}});
  }
  net::Exchange status(std::string const& text, std::string const& key) {
    return ask(net::Method::post, "/api/v1/statuses",
               {{"Authorization", "Bearer simulated-token"}, {"Idempotency-Key", key}, {"Content-Type", "application/x-www-form-urlencoded"}},
               net::form_encoded({{"status", text}}));
  }
  net::Exchange xrpc(std::string const& method, std::string const& body, std::string const& token) {
    return ask(net::Method::post, "/xrpc/" + method, {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}}, body);
  }
  std::string sign_in() {
    net::Exchange const answer = xrpc("com.atproto.server.createSession", R"({"identifier":"demo.test","password":"simulated-password"})", "");
    return std::string(boost::json::parse(answer.body).at("accessJwt").as_string());
  }
};

std::string record(std::string const& key, std::string const& more = "", std::string const& text = "héllo x.org") {
  return R"({"repo":"demo.test","collection":"app.bsky.feed.post","rkey":")" + key + R"(","record":{"$type":"app.bsky.feed.post","text":")" + text +
         R"(","createdAt":"2026-11-23T09:00:00Z")" + more + "}}";
}

TEST_F(Networks, mastodon_keeps_an_idempotency_key_for_an_hour) {
  ASSERT_TRUE(status("Bonjour", "k1").answered_with(200));
  net::Exchange const again = status("Bonjour", "k1");
  EXPECT_TRUE(again.answered_with(200));
  EXPECT_EQ(networks.posts("mastodon").size(), 1u);
  clock.advance(std::chrono::minutes(61));
  status("Bonjour", "k1");
  EXPECT_EQ(networks.posts("mastodon").size(), 2u);
  EXPECT_TRUE(status(std::string(501, 'a'), "k2").answered_with(422));
}

TEST_F(Networks, bluesky_refuses_what_the_real_server_refuses) {
  std::string const token = sign_in();
  auto const create = [&](std::string const& body) { return xrpc("com.atproto.repo.createRecord", body, token).status; };
  EXPECT_EQ(create(record("3m6dabcdefg2h")), 200);
  EXPECT_EQ(create(record("3m6dabcdefg2h")), 500);
  EXPECT_EQ(create(record("abc")), 400);
  EXPECT_EQ(create(record("3m6dabcdefg2i", "", std::string(301, 'a'))), 400);
  std::string const facet = R"(,"facets":[{"index":{"byteStart":%,"byteEnd":12},"features":[]}])";
  auto const from = [&](std::string const& start) { return std::string(facet).replace(facet.find('%'), 1, start); };
  EXPECT_EQ(create(record("3m6dabcdefg2j", from("7"))), 200);
  EXPECT_EQ(create(record("3m6dabcdefg2k", from("2"))), 400);
  EXPECT_EQ(create(record("3m6dabcdefg2k", from("13"))), 400);
  EXPECT_EQ(create(record("3m6dabcdefg2m", R"(,"embed":{"$type":"app.bsky.embed.images","images":[{"image":{}}]})")), 400);
  EXPECT_EQ(xrpc("com.atproto.repo.createRecord", record("3m6dabcdefg2n"), "other").status, 400);
  EXPECT_EQ(networks.posts("bluesky").size(), 2u);
}

TEST_F(Networks, wordpress_shows_only_what_is_published) {
  net::Headers const signed_in{{"Authorization", "Basic " + base64("demo:simulated-password")}, {"Content-Type", "application/json"}};
  net::Exchange const draft = ask(net::Method::post, "/wp-json/wp/v2/posts", signed_in, std::string(R"({"title":"T","content":"C","slug":"t-1","status":"draft"})"));
  ASSERT_TRUE(draft.answered_with(201)) << draft.body;
  EXPECT_EQ(networks.posts("wordpress").size(), 0u);
  EXPECT_EQ(networks.hidden("wordpress"), 1u);
  std::string const id = std::to_string(boost::json::parse(draft.body).at("id").as_int64());
  for (int time = 0; time < 2; ++time) EXPECT_TRUE(ask(net::Method::post, "/?rest_route=/wp/v2/posts/" + id, signed_in, std::string(R"({"status":"publish"})")).answered_with(200));
  EXPECT_EQ(networks.posts("wordpress").size(), 1u);
  EXPECT_EQ(boost::json::parse(ask(net::Method::get, "/wp-json/wp/v2/posts?slug=t-1&status=any", signed_in).body).as_array().size(), 1u);
  EXPECT_TRUE(ask(net::Method::get, "/wp-json/wp/v2/users/me").answered_with(401));
}

TEST_F(Networks, do_to_a_request_what_the_test_asked) {
  struct Row { Fate fate; net::Outcome outcome; int status; std::size_t stored; };
  std::vector<Row> const rows{{Fate::reset_on_accept, net::Outcome::unknown, 0, 0}, {Fate::error_without_store, net::Outcome::answered, 500, 0},
                              {Fate::store_then_error, net::Outcome::answered, 500, 1}, {Fate::store_then_reset, net::Outcome::unknown, 0, 1},
                              {Fate::store_then_cut, net::Outcome::unknown, 200, 1}, {Fate::rate_limited, net::Outcome::answered, 429, 0},
                              {Fate::token_expired, net::Outcome::answered, 401, 0}};
  std::size_t stored = 0;
  for (Row const& row : rows) {
    networks.set_fault({"mastodon", "statuses", row.fate});
    net::Exchange const answer = status("x", std::to_string(static_cast<int>(row.fate)));
    EXPECT_EQ(answer.outcome, row.outcome);
    EXPECT_EQ(answer.status, row.status);
    EXPECT_EQ(networks.posts("mastodon").size(), stored += row.stored);
  }
  networks.set_down(true);
  EXPECT_EQ(status("x", "down").outcome, net::Outcome::not_sent);
  networks.set_down(false);
  EXPECT_TRUE(status("x", "up").answered_with(200));
}

net::Exchange put_on(Simulator const& simulator, std::string const& path, std::string const& token) {
  return net::Client().send({.method = net::Method::put, .url = simulator.address() + path, .headers = {{"Authorization", "Bearer " + token}},
                             .body = std::string(R"({"text":"Bonjour","images":[{"alt":"Une porte"}]})"), .deadline = Milliseconds(2000), .policy = {net::Reach::any}});
}

TEST_F(Networks, wall_keeps_what_was_first_put_under_a_key) {
  for (int time = 0; time < 2; ++time) EXPECT_TRUE(put_on(networks, "/wall/posts/k1", account_token).answered_with(200));
  ASSERT_EQ(networks.posts("wall").size(), 1u);
  EXPECT_EQ(networks.posts("wall")[0].alts, std::vector<std::string>{"Une porte"});
  EXPECT_TRUE(put_on(networks, "/wall/posts/k2", "another").answered_with(401));
  EXPECT_TRUE(ask(net::Method::get, "/wall/posts/k2", {{"Authorization", std::string("Bearer ") + account_token}}).answered_with(404));
}

TEST(Wall, alone_takes_no_order_over_http_and_keeps_no_words) {
  test::TemporaryFolder const folder;
  ManualClock const clock(*Instant::parse("2026-11-23T09:00:00Z"));
  for (int run = 0; run < 2; ++run) {
    Simulator const wall(clock, {.file = folder / "wall.jsonl", .wall_token = "secret"});
    EXPECT_EQ(wall.posts("wall").size(), static_cast<std::size_t>(run));
    EXPECT_TRUE(put_on(wall, "/wall/posts/k1", account_token).answered_with(401));
    EXPECT_TRUE(put_on(wall, "/wall/posts/k1", "secret").answered_with(200));
    for (char const* path : {"/simulator/stored", "/simulator/faults", "/api/v1/statuses", "/xrpc/x"}) EXPECT_TRUE(put_on(wall, path, "secret").answered_with(404)) << path;
    EXPECT_EQ(wall.posts("wall").size(), 1u);
  }
  std::ifstream kept(folder / "wall.jsonl");
  std::string const text{std::istreambuf_iterator<char>(kept), std::istreambuf_iterator<char>()};
  EXPECT_NE(text.find("k1"), std::string::npos);
  EXPECT_EQ(text.find("Bonjour"), std::string::npos);
  EXPECT_EQ(text.find("porte"), std::string::npos);
}

TEST_F(Networks, take_orders_over_http_too) {
  ASSERT_TRUE(ask(net::Method::post, "/simulator/faults", {}, std::string(R"({"network":"","operation":"","fate":"rate_limited","times":1,"retry_after":7})")).answered_with(200));
  EXPECT_EQ(status("x", "1").header("retry-after"), "7");
  EXPECT_EQ(boost::json::parse(ask(net::Method::get, "/simulator/stored").body).at("mastodon").at("count").to_number<int>(), 0);
  EXPECT_TRUE(ask(net::Method::post, "/simulator/faults", {}, std::string("{}")).answered_with(422));
}

}  // namespace
}  // namespace parvis::simulator
