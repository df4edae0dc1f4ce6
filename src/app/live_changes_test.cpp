// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/live_changes.h"

#include <gtest/gtest.h>

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

TEST(LiveChangesTest, a_noun_is_its_collections_singular) {
  EXPECT_EQ(noun_of("contents"), "content");
  EXPECT_EQ(noun_of("deliveries"), "delivery");
  EXPECT_EQ(noun_of("charter"), "charter");
}

}  // namespace
}  // namespace parvis::app
