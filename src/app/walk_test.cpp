// SPDX-License-Identifier: AGPL-3.0-or-later
// Every row of the installation, with every role, and with another workspace's ids: nothing leaks, not even existence.
#include <gtest/gtest.h>

#include "base/json.h"
#include "identity/permissions.h"
#include "support/installation.h"

namespace parvis::app {
namespace {

constexpr char const* nobodys_id = "0190aaaa-0000-7000-8000-000000000000";

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (json::Enumerator const& role : json::enumerators<identity::Role>()) names.emplace_back(role.name);
  return names;
}

std::string filled(std::string path, std::map<std::string, std::string> const& values) {
  for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    std::size_t const close = path.find('}', open);
    auto const found = values.find(path.substr(open + 1, close - open - 1));
    path.replace(open, close + 1 - open, found == values.end() ? nobodys_id : found->second);
  }
  return path;
}

std::string line_of(http::Row const& row, std::map<std::string, std::string> const& values) {
  return std::string(http::name_of(row.method)) + " " + filled(row.path, values);
}

std::string body_for(http::Row const& row) { return row.method == http::Method::get || !row.body_schema ? "" : "{}"; }

std::string code_of(http::Response const& response) {
  auto const body = json::parse(response.body);
  if (!body || !body->is_object() || !body->as_object().contains("code")) return "";
  return json::text_of(body->at("code"));
}

bool is_held_open(http::Row const& row) {
  return row.permission.scope == http::Scope::everyone || row.permission.scope == http::Scope::signed_link;
}

// What would change who walks next is asked last of all, elsewhere.
bool ends_the_walk(http::Row const& row) { return row.path.starts_with("/api/session") || row.path.starts_with("/api/setup"); }

class Walk : public testing::Test {
 protected:
  test::Installation house_;
  std::vector<http::Row> const& rows() { return house_.instance().router().rows(); }
  std::map<std::string, std::string> ours() const { return {{"brand", house_.ours.brand.to_string()}}; }
};

TEST_F(Walk, a_stranger_without_an_account_passes_open_doors_only) {
  for (http::Row const& row : rows()) {
    if (ends_the_walk(row)) continue;
    http::Response const response = house_.ask("", line_of(row, ours()), body_for(row));
    EXPECT_LT(response.status, 500) << row.path << " " << response.body;
    if (!is_held_open(row)) {
      EXPECT_EQ(response.status, 401) << http::name_of(row.method) << " " << row.path;
    }
  }
}

TEST_F(Walk, each_role_passes_where_the_matrix_lets_it_and_nowhere_else) {
  for (std::string const& who : role_names()) {
    identity::Role const role = *json::named<identity::Role>(who);
    for (http::Row const& row : rows()) {
      if (is_held_open(row) || ends_the_walk(row)) continue;
      http::Response const response = house_.ask(who, line_of(row, ours()), body_for(row));
      bool const free = row.permission.scope == http::Scope::signed_in;
      bool const granted = free || identity::grants(role, row.permission.name);
      EXPECT_LT(response.status, 500) << who << " " << row.path << " " << response.body;
      EXPECT_NE(response.status, 401) << who << " " << row.path;
      EXPECT_EQ(code_of(response) == "identity.not_allowed", !granted) << who << " " << http::name_of(row.method) << " " << row.path << " " << response.status;
    }
  }
}

TEST_F(Walk, anothers_brand_is_answered_like_one_that_never_was) {
  for (std::string const& who : role_names()) {
    for (http::Row const& row : rows()) {
      if (row.permission.scope != http::Scope::brand) continue;
      http::Response const theirs = house_.ask(who, line_of(row, {{"brand", house_.theirs.brand.to_string()}}), body_for(row));
      http::Response const absent = house_.ask(who, line_of(row, {{"brand", nobodys_id}}), body_for(row));
      EXPECT_EQ(theirs.status, 404) << who << " " << row.path;
      EXPECT_EQ(theirs.body, absent.body) << who << " " << row.path;
    }
  }
}

// Objects of theirs, by the names that paths give them.
std::map<std::string, std::string> objects_of_theirs(test::Installation& house) {
  std::string const brand = "/api/brands/" + house.theirs.brand.to_string();
  auto const made = [&](std::string const& path, std::string const& body) { return house.id_of("stranger", "POST " + brand + path, body); };
  std::map<std::string, std::string> ids;
  ids["objective"] = made("/objectives", R"({"title":"Vendre","metric":"orders","target":10,"starts_on":"2026-11-01","ends_on":"2026-12-31","state":"active"})");
  ids["brief"] = made("/briefs", R"({"title":"Brief","context":"","problem_statement":""})");
  ids["persona"] = made("/personas", R"({"name":"Nadia","card":{"role":"","age_range":"","place":"","quote":"","story":"","goals":[],"needs":[],"frustrations":[],"habits":[],"networks":[],"sources":[]}})");
  ids["pillar"] = made("/pillars", R"({"name":"Geste","description":"","share_percent":40,"topics":[]})");
  ids["channel"] = made("/channels", R"({"network":"mastodon","name":"Mastodon","address":"","delivery":"manual"})");
  ids["content"] = made("/contents", R"({"title":"Un","body":"Bonjour.","language":"fr","assets":[],"variants":[],"state":"ready"})");
  ids["publication"] = made("/publications", R"({"content_id":")" + ids["content"] + R"(","channel_id":")" + ids["channel"] +
                                                 R"(","moment":{"date":"2026-11-30","time":"10:00","zone":"Europe/Paris","fold":"earlier"}})");
  ids["link"] = made("/links", R"({"target":"https://exemple.fr/"})");
  ids["site"] = made("/sites", R"({"name":"Boutique","hosts":["boutique.exemple.fr"],"mode":"exempt"})");
  ids["conversion"] = made("/conversions", R"({"kind":"call","at":"2026-11-23T08:00:00Z","value":{"minor":1000,"currency":"EUR"}})");
  ids["cost"] = made("/costs", R"({"kind":"tools","side":"internal","on_day":"2026-11-20","amount":{"minor":1000,"currency":"EUR"},"tax":"excluding"})");
  return ids;
}

TEST_F(Walk, anothers_object_under_ones_own_brand_is_answered_like_one_that_never_was) {
  auto const theirs = objects_of_theirs(house_);
  std::string const before = house_.records();
  int compared = 0;
  for (http::Row const& row : rows()) {
    if (row.permission.scope != http::Scope::brand) continue;
    auto values = theirs;
    values["brand"] = house_.ours.brand.to_string();
    std::string const line = line_of(row, values), absent_line = line_of(row, ours());
    if (line == absent_line) continue;
    http::Response const foreign = house_.ask("owner", line, body_for(row));
    http::Response const absent = house_.ask("owner", absent_line, body_for(row));
    EXPECT_EQ(foreign.status, absent.status) << line << " " << foreign.body;
    EXPECT_EQ(foreign.body, absent.body) << line;
    ++compared;
  }
  EXPECT_GT(compared, 30);
  EXPECT_EQ(house_.records(), before) << "an id of another's brand changed something";
}

TEST_F(Walk, what_a_body_or_a_query_names_must_be_the_brands_own) {
  auto const theirs = objects_of_theirs(house_);
  std::string const brand = "/api/brands/" + house_.ours.brand.to_string();
  std::string const channel = house_.id_of("owner", "POST " + brand + "/channels", R"({"network":"mastodon","name":"M","address":"","delivery":"manual"})");
  std::string const draft = R"({"title":"Un","body":"Bonjour.","language":"fr","assets":[],"variants":[],"state":"ready",)";
  std::string const moment = R"("moment":{"date":"2026-11-30","time":"10:00","zone":"Europe/Paris","fold":"earlier"}})";
  std::vector<std::pair<std::string, std::string>> const attempts = {
      {"POST " + brand + "/contents", draft + R"("objective_id":")" + theirs.at("objective") + "\"}"},
      {"POST " + brand + "/contents", draft + R"("pillar_id":")" + theirs.at("pillar") + "\"}"},
      {"POST " + brand + "/contents", draft + R"("persona_id":")" + theirs.at("persona") + "\"}"},
      {"POST " + brand + "/publications", R"({"content_id":")" + theirs.at("content") + R"(","channel_id":")" + channel + "\"," + moment},
      {"POST " + brand + "/start", R"({"channel_id":")" + theirs.at("channel") + R"(","content":{"body":"Bonjour."},)" + moment},
      {"POST " + brand + "/approvals", R"({"title":"Mois","publications":[")" + theirs.at("publication") + R"("],"recipient":"c@exemple.fr","days":7})"},
      {"POST " + brand + "/links", R"({"target":"https://exemple.fr/","objective_id":")" + theirs.at("objective") + "\"}"},
      {"GET " + brand + "/thread?kind=content&id=" + theirs.at("content"), ""},
      {"GET " + brand + "/thread?kind=publication&id=" + theirs.at("publication"), ""},
      {"GET " + brand + "/thread?kind=objective&id=" + theirs.at("objective"), ""},
  };
  for (auto const& [line, body] : attempts) {
    EXPECT_EQ(house_.ask("owner", line, body).status, 404) << line << " " << body;
  }
}

TEST_F(Walk, the_pages_over_all_brands_hold_ones_own_alone) {
  objects_of_theirs(house_);
  for (char const* line : {"GET /api/fil", "GET /api/search?q=vendre", "GET /api/search?q=nadia", "GET /api/search?q=bonjour", "GET /api/search?q=brand"}) {
    for (std::string const& who : role_names()) {
      std::string const body = house_.ask(who, line).body;
      EXPECT_EQ(body.find(house_.theirs.brand.to_string()), std::string::npos) << who << " " << line << " " << body;
    }
  }
  EXPECT_NE(house_.ask("stranger", "GET /api/search?q=vendre").body.find("objective"), std::string::npos);
  EXPECT_EQ(house_.ask("juror", "GET /api/search?q=brand").body.find(house_.ours.brand.to_string()), std::string::npos) << "a juror sees no brand";
}

}  // namespace
}  // namespace parvis::app
