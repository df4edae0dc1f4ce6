// SPDX-License-Identifier: AGPL-3.0-or-later
// The day's page and the search over many brands: what each person sees of which, and that more brands do not mean more
// questions. On both engines.
#include <gtest/gtest.h>

#include "app/today.h"
#include "base/json.h"
#include "store/statements.h"
#include "support/each_engine.h"
#include "support/installation.h"

namespace parvis::app {
namespace {

struct MadeBrand {
  std::string id, draft, publication;
};

class AcrossBrands : public test::EachEngine {
 protected:
  void SetUp() override {
    test::EachEngine::SetUp();
    if (IsSkipped()) return;
    bool const shared = GetParam() == store::Engine::postgresql;
    house_.emplace(shared ? Configuration::Values{{"database", test::PrivatePostgres::instance()->connection(db().name())}} : Configuration::Values{});
    house_->want("owner", "PUT /api/workspace", settings());
  }

  // Approval off: a publication is scheduled as soon as it is made.
  std::string settings() {
    json::Value now = house_->want("owner", "GET /api/workspace");
    boost::json::object change;
    for (char const* field : {"name", "locale", "zone", "currency", "revision"}) change[field] = now.at(field);
    change["approval"] = "off";
    return boost::json::serialize(change);
  }

  MadeBrand open_brand(std::string const& name) {
    MadeBrand brand;
    brand.id = house_->id_of("owner", "POST /api/brands", R"({"name":")" + name + "\"}");
    std::string const path = "/api/brands/" + brand.id;
    house_->want("owner", "POST " + path + "/objectives", R"({"title":"Vendre à )" + name + R"(","metric":"orders","target":10,"starts_on":"2026-11-01","ends_on":"2026-12-31","state":"active"})");
    std::string const channel = house_->id_of("owner", "POST " + path + "/channels", R"({"network":"mastodon","name":"Mastodon","address":"","delivery":"manual"})");
    brand.draft = house_->id_of("owner", "POST " + path + "/contents",
                                R"({"title":"Été à )" + name + R"(","body":"La coulée commence.","language":"fr","assets":[],"variants":[],"state":"draft"})");
    brand.publication = house_->id_of("owner", "POST " + path + "/publications", R"({"content_id":")" + brand.draft + R"(","channel_id":")" + channel +
                                                                                      R"(","moment":{"date":"2026-11-26","time":"10:00","zone":"Europe/Paris","fold":"earlier"}})");
    return brand;
  }

  void keep_to_brand(std::string const& who, std::string const& brand) {
    house_->database().write([&](store::Transaction& tx) {
      tx.run("UPDATE identity_membership SET brand_id = $1 WHERE person_id IN (SELECT id FROM identity_person WHERE email = $2)", {brand, who + "@exemple.fr"});
    });
  }

  json::Value today_of(std::string const& who, std::string const& rest = "") { return house_->want(who, "GET /api/fil" + rest); }

  /// Statements that the day's page takes for the owner, the figures left out.
  std::int64_t questions() {
    ReadingDesk const desk{house_->database(), house_->clock(), nullptr};
    http::Router router;
    register_today_routes(router, desk);
    std::string const reader = owner();  // asked before anything is counted
    router.set_gate([&](http::Request const&, http::Permission const&, http::PathValues const&) -> Result<http::Caller> {
      return http::Caller{reader, house_->ours.workspace.to_string(), "", "owner", "session"};
    });
    http::Request request;
    request.path = "/api/fil";
    std::int64_t const before = store::statements_of_this_thread();
    http::Response const answer = router.dispatch(request);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return store::statements_of_this_thread() - before;
  }

  std::string owner() {
    return house_->database().read([](store::Transaction& tx) { return tx.first("SELECT id FROM identity_person WHERE email = 'owner@exemple.fr'")->text("id"); });
  }

  std::optional<test::Installation> house_;
};

std::set<std::string> texts_of(json::Value const& items, char const* field) {
  std::set<std::string> texts;
  for (json::Value const& item : items.as_array()) {
    if (auto const* found = item.as_object().if_contains(field); found != nullptr && found->is_string()) texts.insert(json::text_of(*found));
  }
  return texts;
}

using Names = std::set<std::string>;

TEST_P(AcrossBrands, each_person_sees_the_brands_of_their_roles_and_no_other) {
  MadeBrand const rivage = open_brand("Rivage"), falaise = open_brand("Falaise");
  house_->want("owner", "PUT /api/brands/" + falaise.id + "/freeze", R"({"reason":"Crise en cours"})");
  keep_to_brand("author", rivage.id);
  keep_to_brand("client", falaise.id);

  json::Value const all = today_of("owner"), authors = today_of("author"), clients = today_of("client");
  EXPECT_EQ(texts_of(all.at("going_out"), "brand_name"), (Names{"Falaise", "Rivage"}));
  EXPECT_EQ(texts_of(all.at("to_do"), "id"), (Names{rivage.draft, falaise.draft, json::text_of(all.at("objectives").at(0).at("id")), json::text_of(all.at("objectives").at(1).at("id"))}));
  EXPECT_EQ(authors.at("brands").as_int64(), 1);
  for (char const* list : {"to_do", "going_out", "objectives"}) EXPECT_EQ(texts_of(authors.at(list), "brand_name"), Names{"Rivage"}) << list;
  EXPECT_TRUE(authors.at("abnormal").as_array().empty());
  EXPECT_EQ(clients.at("brands").as_int64(), 1);
  for (char const* list : {"to_do", "going_out", "objectives", "abnormal"}) EXPECT_EQ(texts_of(clients.at(list), "brand_name"), Names{"Falaise"}) << list;
  EXPECT_EQ(today_of("author", "?brand=" + falaise.id).at("brands").as_int64(), 0);
  EXPECT_EQ(today_of("stranger").at("objectives").as_array().size(), 0U);

  EXPECT_EQ(texts_of(house_->want("author", "GET /api/search?q=%C3%A9t%C3%A9").at("items"), "brand_name"), Names{"Rivage"});
  EXPECT_EQ(texts_of(house_->want("client", "GET /api/search?q=vendre").at("items"), "brand_name"), Names{"Falaise"});
}

TEST_P(AcrossBrands, figures_are_for_those_who_may_see_them) {
  MadeBrand const rivage = open_brand("Rivage");
  keep_to_brand("author", rivage.id);
  EXPECT_EQ(today_of("owner").at("objectives").at(0).at("reached").as_int64(), 0);
  EXPECT_TRUE(today_of("author").at("objectives").at(0).at("reached").is_null());
}

TEST_P(AcrossBrands, words_are_found_whatever_their_accents_and_case) {
  open_brand("Rivage");
  for (char const* words : {"ETE%20riv", "coul%C3%A9e", "COULEE%20commence"}) {
    json::Value const found = house_->want("owner", std::string("GET /api/search?q=") + words).at("items");
    EXPECT_EQ(texts_of(found, "kind"), (Names{"content", "publication"})) << words;
  }
  EXPECT_EQ(house_->want("owner", "GET /api/search?q=oulee").at("items").as_array().size(), 0U);
}

TEST_P(AcrossBrands, more_brands_are_no_more_questions) {
  open_brand("Rivage");
  std::int64_t const with_one = questions();
  for (char const* name : {"Falaise", "Dune", "Estran", "Lagune"}) open_brand(name);
  EXPECT_EQ(questions(), with_one);
  EXPECT_LE(with_one, 14);
}

TEST_P(AcrossBrands, the_earliest_come_first_and_no_more_than_are_shown) {
  MadeBrand const rivage = open_brand("Rivage"), falaise = open_brand("Falaise");
  house_->database().write([&](store::Transaction& tx) {
    for (int i = 1; i <= 120; ++i) {
      std::string const id = rivage.publication.substr(0, 32) + std::to_string(1000 + i);
      tx.run("INSERT INTO publish_publication (id, brand_id, content_id, channel_id, author_id, state, approval, moment, at, text, assets, renditions, language, hashes, revision, created_at, updated_at) "
             "SELECT CAST($1 AS TEXT), brand_id, content_id, channel_id, author_id, state, approval, moment, at + $2, text, assets, renditions, language, hashes, revision, created_at, updated_at "
             "FROM publish_publication WHERE id = $3", {id, std::int64_t{1000} * i, rivage.publication});
    }
    tx.run("UPDATE publish_publication SET at = at - 3600000 WHERE id = $1", {falaise.publication});
  });
  json::Value const going = today_of("owner").at("going_out");
  ASSERT_EQ(going.as_array().size(), 100U);
  EXPECT_EQ(json::text_of(going.at(0).at("id")), falaise.publication);
  EXPECT_EQ(json::text_of(going.at(1).at("id")), rivage.publication);
  EXPECT_EQ(texts_of(today_of("owner").at("to_do"), "id").size(), 4U);  // two drafts, each once, and two objectives without budget
}

PARVIS_EACH_ENGINE(AcrossBrands);

}  // namespace
}  // namespace parvis::app
