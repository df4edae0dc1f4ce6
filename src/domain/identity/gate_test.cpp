// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/json.h"
#include "identity/access.h"
#include "identity/people.h"
#include "identity/routes.h"
#include "support/test_database.h"

namespace parvis::identity {
namespace {

// The whole door through the router, as a browser would knock.
struct House {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  SecretBox secrets = SecretBox::with_key(std::string(32, 'k'));
  PasswordHasher passwords{PasswordCost::cheap()};
  Desk desk{file.database(), clock, secrets, passwords, "http://127.0.0.1:8080", {}, nullptr};
  http::Router router;
  std::string cookie;

  House() {
    router.set_gate(gate(desk));
    register_routes(router, desk);
  }
  http::Response ask(http::Method method, std::string path, std::string body = "", std::map<std::string, std::string> headers = {}) {
    http::Request request;
    request.method = method;
    request.path = std::move(path);
    request.body = std::move(body);
    request.headers = std::move(headers);
    if (!cookie.empty()) request.headers["cookie"] = "parvis_session=" + cookie;
    request.headers.try_emplace("sec-fetch-site", "same-origin");
    return router.dispatch(request);
  }
  void set_up() {
    auto const response = ask(http::Method::post, "/api/setup",
                              R"({"workspace_name":"Atelier","person_name":"Léa","email":"lea@exemple.fr","password":"une phrase assez longue",)"
                              R"("locale":"fr","zone":"Europe/Paris","currency":"EUR","approval":"required"})");
    ASSERT_EQ(response.status, 201) << response.body;
    std::string const set = response.headers.front().second;
    cookie = set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1);
  }
  std::string code_of(http::Response const& response) { return std::string(json::parse(response.body)->at("code").as_string()); }
  std::string new_brand(std::string const& name) {
    auto const response = ask(http::Method::post, "/api/brands", R"({"name":")" + name + R"("})");
    return std::string(json::parse(response.body)->at("id").as_string());
  }
};

TEST(Gate, asks_who_calls_and_tells_nothing_of_brands_that_are_not_theirs) {
  House house;
  EXPECT_EQ(house.code_of(house.ask(http::Method::get, "/api/me")), "identity.sign_in_required");
  house.set_up();
  EXPECT_EQ(house.ask(http::Method::get, "/api/me").status, 200);
  std::string const brand = house.new_brand("Rivage");
  EXPECT_EQ(house.ask(http::Method::get, "/api/brands/" + brand).status, 200);
  for (char const* id : {"0190aaaa-0000-7000-8000-000000000000", "not-an-id"}) {
    EXPECT_EQ(house.code_of(house.ask(http::Method::get, std::string("/api/brands/") + id)), "identity.brand_not_found");
  }
}

TEST(Gate, refuses_a_state_change_from_another_site) {
  House house;
  house.set_up();
  EXPECT_EQ(house.code_of(house.ask(http::Method::post, "/api/brands", R"({"name":"x"})", {{"sec-fetch-site", "cross-site"}})), "http.cross_site");
  EXPECT_EQ(house.ask(http::Method::post, "/api/brands", R"({"name":"x"})", {{"sec-fetch-site", "same-origin"}}).status, 201);
}

TEST(Gate, a_token_does_no_more_than_its_capabilities_and_ends_with_its_term) {
  House house;
  house.set_up();
  std::string const brand = house.new_brand("Rivage");
  auto const issued = house.ask(http::Method::post, "/api/me/tokens", R"({"name":"robot","capabilities":["see_brand"],"days":1})");
  ASSERT_EQ(issued.status, 201) << issued.body;
  std::string const token(json::parse(issued.body)->at("token").as_string());
  house.cookie.clear();
  std::map<std::string, std::string> const headers{{"authorization", "Bearer " + token}};
  EXPECT_EQ(house.ask(http::Method::get, "/api/brands/" + brand, "", headers).status, 200);
  EXPECT_EQ(house.ask(http::Method::post, "/api/brands", R"({"name":"x"})", headers).status, 403);
  EXPECT_EQ(house.ask(http::Method::get, "/api/me", "", headers).status, 403);
  house.clock.advance(std::chrono::hours(24));
  EXPECT_EQ(house.ask(http::Method::get, "/api/brands/" + brand, "", headers).status, 401);
}

TEST(Gate, a_session_left_idle_for_a_week_is_over) {
  House house;
  house.set_up();
  house.clock.advance(std::chrono::hours(24 * 6));
  EXPECT_EQ(house.ask(http::Method::get, "/api/me").status, 200);
  house.clock.advance(std::chrono::hours(24 * 6));
  EXPECT_EQ(house.ask(http::Method::get, "/api/me").status, 200);
  house.clock.advance(session_idle_life);
  EXPECT_EQ(house.ask(http::Method::get, "/api/me").status, 401);
}

TEST(Routes, every_row_but_the_open_ones_refuses_a_stranger) {
  House house;
  for (http::Row const& row : house.router.rows()) {
    if (row.permission.scope == http::Scope::everyone || row.permission.scope == http::Scope::signed_link) continue;
    std::string path = row.path;
    for (std::size_t open; (open = path.find('{')) != std::string::npos;) {
      path.replace(open, path.find('}') - open + 1, "0190aaaa-0000-7000-8000-000000000000");
    }
    EXPECT_EQ(house.ask(row.method, path, "{}").status, 401) << row.path;
  }
}

}  // namespace
}  // namespace parvis::identity
