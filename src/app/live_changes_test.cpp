// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/live_changes.h"

#include <gtest/gtest.h>

#include "support/test_database.h"

namespace parvis::app {
namespace {

http::Served served(http::Request const& request, std::string route, int status) { return {request, std::move(route), status}; }

TEST(LiveChangesTest, pages_of_the_brand_hear_what_a_request_changed) {
  http::EventStreams streams;
  auto const ours = streams.subscribe("brand:b1", [] {});
  auto const theirs = streams.subscribe("brand:b2", [] {});
  http::Request request;
  request.method = http::Method::put;
  request.path = "/api/brands/b1/publications/p1/moment";
  tell_of_change(streams, served(request, "/api/brands/{brand}/publications/{publication}/moment", 200));
  EXPECT_EQ(*ours->take(), "event: publication_changed\ndata: {\"path\":\"/api/brands/b1/publications/p1/moment\"}\n\n");
  EXPECT_EQ(*theirs->take(), "");
}

TEST(LiveChangesTest, what_changed_nothing_is_not_told) {
  http::EventStreams streams;
  auto const ours = streams.subscribe("brand:b1", [] {});
  struct Case {
    http::Method method;
    std::string path, route;
    int status;
  };
  for (Case const& each : std::vector<Case>{
           {http::Method::get, "/api/brands/b1/contents", "/api/brands/{brand}/contents", 200},
           {http::Method::post, "/api/brands/b1/contents", "/api/brands/{brand}/contents", 422},
           {http::Method::post, "/api/brands/b1/verdict", "/api/brands/{brand}/verdict", 200},
           {http::Method::put, "/api/brands/b1", "/api/brands/{brand}", 200},
           {http::Method::post, "/api/brands/b1/contents", "none", 200},
           {http::Method::post, "/api/me/totp", "/api/me/totp", 200},
       }) {
    http::Request request;
    request.method = each.method;
    request.path = each.path;
    tell_of_change(streams, served(request, each.route, each.status));
    EXPECT_EQ(*ours->take(), "") << each.path << " " << each.status;
  }
}

TEST(LiveChangesTest, what_a_person_elsewhere_would_want_to_know_is_news_with_its_place) {
  test::TestDatabase file;
  http::EventStreams streams;
  auto const ours = streams.subscribe("brand:b1", [] {});
  auto const hear = [&](std::string const& name, std::string const& payload) {
    for (jobs::Listener const& one : live_listeners(streams)) {
      jobs::Event event;
      event.payload = payload;
      if (one.event_name == name) file.database().write([&](store::Transaction& tx) { EXPECT_TRUE(one.hear(tx, event)); });
    }
    return *ours->take();
  };
  std::string const place = "data: {\"to\":\"/b/b1/publier/p1\"}\n\n", changed = "event: publication_changed\ndata: {}\n\n";
  EXPECT_EQ(hear("publish.publication_live", R"({"publication_id":"p1","brand_id":"b1"})"), changed + "event: publication_live\n" + place);
  EXPECT_EQ(hear("publish.publication_stopped", R"({"publication_id":"p1","brand_id":"b1","what":"rejected"})"), changed + "event: publication_rejected\n" + place);
  EXPECT_EQ(hear("publish.client_decided", R"({"publication_id":"p1","brand_id":"b1","what":"approved"})"), changed + "event: approval_answered\n" + place);
  EXPECT_EQ(hear("convert.purchase_kept", R"({"brand_id":"b1"})"), "event: conversion_changed\ndata: {}\n\n") << "an order measured on the site shows by itself";
  EXPECT_EQ(hear("publish.engagement_read", R"({"publication_id":"p1","brand_id":"b1"})"), "event: reading_changed\ndata: {}\n\n");
}

TEST(LiveChangesTest, a_noun_is_its_collections_singular) {
  EXPECT_EQ(noun_of("contents"), "content");
  EXPECT_EQ(noun_of("deliveries"), "delivery");
  EXPECT_EQ(noun_of("charter"), "charter");
}

}  // namespace
}  // namespace parvis::app
