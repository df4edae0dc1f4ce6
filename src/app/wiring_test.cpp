// SPDX-License-Identifier: AGPL-3.0-or-later
// Every route of the program, asked by those who may not.
#include "app/wiring.h"

#include <gtest/gtest.h>

#include "http/openapi.h"
#include "identity/identity.h"
#include "support/temporary_folder.h"

namespace parvis::app {
namespace {

using http::Scope;

/// A whole installation with an owner, two brands, and a client of the first.
class WholeProgramTest : public testing::Test {
 protected:
  WholeProgramTest() {
    Configuration::Values const flags{{"data", folder.path().string()}, {"web", (folder / "web").string()}};
    instance = std::make_unique<Instance>(*Configuration::gather(flags, {}), clock, Purpose::rehearsal);
    ask("owner", "POST", "/api/setup",
        R"({"workspace_name":"Atelier","person_name":"Léa","email":"lea@exemple.fr","password":"une phrase assez longue","locale":"fr","zone":"Europe/Paris","currency":"EUR","approval":"required"})");
    first = id_of(ask("owner", "POST", "/api/brands", R"({"name":"Rivage"})"));
    second = id_of(ask("owner", "POST", "/api/brands", R"({"name":"Autre"})"));
    ask("owner", "POST", "/api/workspace/invitations", R"({"email":"zoe@exemple.fr","role":"client","brand_id":")" + first + "\"}");
    ask("nobody", "POST", "/api/invitations/" + invitation_token(), R"({"name":"Zoé","password":"une phrase assez longue","locale":"fr"})");
    ask("client", "POST", "/api/session", R"({"email":"zoe@exemple.fr","password":"une phrase assez longue"})");
  }

  http::Response ask(std::string const& who, std::string_view method, std::string const& path, std::string body = "") {
    http::Request request;
    request.method = *http::method_named(method);
    request.path = path;
    request.body = std::move(body);
    request.headers["x-parvis-csrf"] = "test";
    request.remote_address = "192.0.2.1";
    if (cookies.contains(who)) request.headers["cookie"] = cookies.at(who);
    http::Response response = instance->service().answer(request);
    for (auto const& [name, value] : response.headers) {
      if (name == "Set-Cookie") cookies[who] = value.substr(0, value.find(';'));
    }
    return response;
  }

  static std::string id_of(http::Response const& response) { return json::text_of(json::parse(response.body)->at("id")); }

  std::string invitation_token() {
    return instance->database().read([](store::Transaction& tx) {
      std::string const body(tx.first("SELECT body FROM identity_sent_mail ORDER BY id DESC LIMIT 1")->text("body"));
      std::size_t const at = body.find("/invitation/") + 12;
      return body.substr(at, body.find_first_of("\n ", at) - at);
    });
  }

  /// The row's path with a brand, and for the rest ids that are nobody's.
  std::string filled(std::string path, std::string const& brand) {
    for (std::size_t open; (open = path.find('{')) != std::string::npos;) {
      std::size_t const close = path.find('}', open);
      std::string const name = path.substr(open + 1, close - open - 1);
      path.replace(open, close - open + 1, name == "brand" ? brand : new_uuid(clock.now()));
    }
    return path;
  }

  test::TemporaryFolder folder;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  std::unique_ptr<Instance> instance;
  std::map<std::string, std::string> cookies;
  std::string first, second;
};

TEST_F(WholeProgramTest, whoever_is_not_signed_in_is_asked_who_they_are) {
  for (http::Row const& row : instance->router().rows()) {
    if (row.permission.scope == Scope::everyone || row.permission.scope == Scope::signed_link) continue;
    EXPECT_EQ(ask("nobody", name_of(row.method), filled(row.path, first), "{}").status, 401) << name_of(row.method) << " " << row.path;
  }
}

TEST_F(WholeProgramTest, a_brand_that_is_not_ones_own_does_not_exist) {
  int asked = 0;
  for (http::Row const& row : instance->router().rows()) {
    if (row.permission.scope != Scope::brand) continue;
    for (std::string const& brand : {second, new_uuid(clock.now()), std::string("nonsense")}) {
      http::Response const response = ask("client", name_of(row.method), filled(row.path, brand), "{}");
      EXPECT_EQ(response.status, 404) << name_of(row.method) << " " << row.path << " " << response.body;
    }
    ++asked;
  }
  EXPECT_GT(asked, 40);
}

TEST_F(WholeProgramTest, no_route_breaks_on_ids_that_are_nobodys_and_an_empty_body) {
  for (http::Row const& row : instance->router().rows()) {
    for (std::string const& body : {std::string(), std::string("{}"), std::string("[]")}) {
      for (auto const* who : {"nobody", "client", "owner"}) {
        if (row.path == "/api/session" && row.method == http::Method::remove) continue;
        http::Response const response = ask(who, name_of(row.method), filled(row.path, first), body);
        EXPECT_NE(response.status, 500) << who << " " << name_of(row.method) << " " << row.path << " " << body;
      }
    }
  }
}

TEST_F(WholeProgramTest, the_contract_can_be_told) { EXPECT_NE(http::openapi(instance->router(), "1").find("\"openapi\": \"3.1.0\""), std::string::npos); }

}  // namespace
}  // namespace parvis::app
