// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>

#include "http/client_address.h"
#include "http/compression.h"
#include "http/service.h"
#include "http/streams.h"
#include "http/target.h"
#include "support/temporary_folder.h"

namespace parvis::http {
namespace {

TEST(TargetTest, plain_targets_are_split_and_hostile_ones_refused) {
  EXPECT_EQ(parse_target("/a/b?c=d?e")->path, "/a/b");
  EXPECT_EQ(parse_target("/a/b?c=d?e")->query, "c=d?e");
  EXPECT_EQ(parse_target("http://host:80/a")->path, "/a");
  EXPECT_EQ(parse_target("http://host")->path, "/");
  EXPECT_TRUE(parse_target("/a/...b/.well-known/x"));
  for (auto const* hostile : {"", "a", "*", "/..", "/a/../b", "/a/%2E%2e", "/%2e/", "/a%5c..%5cb", "/a\\b", "/a b", "/a#b", "/%", "/%a", "/%00", "/\x01", "/\xc3\xa9"}) {
    EXPECT_FALSE(parse_target(hostile)) << hostile;
  }
}

TEST(RequestTest, cookies_are_found_by_whole_name) {
  Request request;
  request.headers["cookie"] = "xparvis=1; parvis=2;parvis_session=3; empty=";
  EXPECT_EQ(request.cookie("parvis"), "2");
  EXPECT_EQ(request.cookie("parvis_session"), "3");
  EXPECT_EQ(request.cookie("empty"), "");
  EXPECT_EQ(request.cookie("session"), "");
}

TEST(RequestTest, broken_pairs_of_a_query_are_dropped) {
  auto const pairs = query_pairs("a=1&&b=%zz&c=%ff&d&e=x%26y&=f");
  ASSERT_EQ(pairs.size(), 4u);
  EXPECT_EQ(pairs[0], (std::pair<std::string, std::string>("a", "1")));
  EXPECT_EQ(pairs[1], (std::pair<std::string, std::string>("d", "")));
  EXPECT_EQ(pairs[2].second, "x&y");
}

TEST(TrustedProxiesTest, forwarded_headers_are_believed_from_named_proxies_only) {
  auto const proxies = TrustedProxies::parse({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});
  ASSERT_TRUE(proxies);
  struct Case {
    std::string peer, chain, address;
  };
  for (Case const& each : std::vector<Case>{
           {"192.0.2.9", "203.0.113.7", "192.0.2.9"},
           {"127.0.0.1", "203.0.113.7", "203.0.113.7"},
           {"127.0.0.1", "evil, 1.1.1.1, 203.0.113.7, 10.2.3.4", "203.0.113.7"},
           {"127.0.0.1", "203.0.113.7, nonsense", "127.0.0.1"},
           {"fd00::1", "2001:db8::5", "2001:db8::5"},
           {"11.0.0.1", "203.0.113.7", "11.0.0.1"},
       }) {
    Request request;
    request.headers["x-forwarded-for"] = each.chain;
    request.headers["x-forwarded-proto"] = "https";
    proxies->name_client(each.peer, request);
    EXPECT_EQ(request.remote_address, each.address) << each.peer << " " << each.chain;
    EXPECT_EQ(request.transport == Request::Transport::tls, proxies->trusts(each.peer));
  }
  for (auto const* wrong : {"", "localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "::/129"}) {
    EXPECT_FALSE(TrustedProxies::parse({wrong})) << wrong;
  }
}

TEST(CompressionTest, the_coding_follows_what_the_client_accepts) {
  EXPECT_EQ(accepted_coding(""), Coding::identity);
  EXPECT_EQ(accepted_coding("gzip, deflate, br"), Coding::brotli);
  EXPECT_EQ(accepted_coding("gzip;q=0.5"), Coding::gzip);
  EXPECT_EQ(accepted_coding("br;q=0, gzip;q=0.0"), Coding::identity);
  std::string const text(5000, 'a');
  EXPECT_LT(compressed(text, Coding::gzip).size(), 200u);
  EXPECT_LT(compressed(text, Coding::brotli).size(), 200u);
}

Request get(std::string const& path, std::map<std::string, std::string> headers = {}) {
  Request request;
  request.path = path;
  request.headers = std::move(headers);
  return request;
}

std::string header(Response const& response, std::string_view name) {
  for (auto const& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return "";
}

TEST(ServiceTest, a_long_text_is_compressed_unless_it_may_hold_a_secret) {
  Response plain = text_answer(200, "application/json", std::string(2000, '1'));
  Response cookie = plain;
  cookie.headers.emplace_back("Set-Cookie", "a=b");
  Response secret = plain;
  secret.headers.emplace_back("Cache-Control", "no-store");
  Request const request = get("/", {{"accept-encoding", "gzip"}});
  for (Response* each : {&plain, &cookie, &secret}) compress(request, *each);
  EXPECT_EQ(header(plain, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(cookie, "Content-Encoding"), "");
  EXPECT_EQ(header(secret, "Content-Encoding"), "");
}

TEST(ServiceTest, what_the_client_holds_already_is_not_sent_again) {
  Response first = text_answer(200, "application/json", "[]");
  validate(get("/"), first);
  Response again = text_answer(200, "application/json", "[]");
  validate(get("/", {{"if-none-match", header(first, "ETag")}}), again);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
}

TEST(StaticFilesTest, hashed_files_are_cached_for_ever_and_packed_ones_preferred) {
  test::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "assets");
  for (auto const* name : {"index.html", "assets/a-1.js", "assets/a-1.js.br"}) std::ofstream(folder / name) << name;
  StaticFiles const files(folder.path());
  auto const script = files.answer(get("/assets/a-1.js", {{"accept-encoding", "gzip, br"}}));
  ASSERT_TRUE(script);
  EXPECT_EQ(script->content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(header(*script, "Content-Encoding"), "br");
  EXPECT_NE(header(*script, "Cache-Control").find("immutable"), std::string::npos);
  EXPECT_EQ(header(*files.answer(get("/some/page")), "Cache-Control"), "no-cache");
  EXPECT_FALSE(files.answer(get("/assets/gone.js")));
  EXPECT_FALSE(files.answer(get("/../secret.txt")));
  Request posted = get("/");
  posted.method = Method::post;
  EXPECT_FALSE(files.answer(posted));
  EXPECT_FALSE(StaticFiles(folder / "absent").answer(get("/")));
}

TEST(StaticFilesTest, a_folder_built_again_is_served_as_it_now_stands) {
  test::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "assets");
  for (auto const* name : {"index.html", "assets/old-1.js"}) std::ofstream(folder / name) << name;
  StaticFiles const files(folder.path());
  std::string const before = header(*files.answer(get("/fil")), "ETag");
  std::filesystem::remove_all(folder / "assets");
  std::filesystem::remove(folder / "index.html");
  std::filesystem::create_directory(folder / "assets");
  EXPECT_TRUE(files.answer(get("/fil"))) << "in the middle of a build";
  for (auto const* name : {"index.html", "assets/new-2.js"}) std::ofstream(folder / name) << "built again: " << name;
  EXPECT_NE(header(*files.answer(get("/fil")), "ETag"), before);
  EXPECT_TRUE(files.answer(get("/assets/new-2.js")));
  EXPECT_FALSE(files.answer(get("/assets/old-1.js")));
}

TEST(EventStreamsTest, a_listener_that_does_not_keep_up_is_dropped) {
  EventStreams streams(2);
  int wakes = 0;
  auto const listener = streams.subscribe("t", [&] { ++wakes; });
  streams.publish("t", "a", "1");
  streams.publish("t", "a", "\"x\ny\"");
  EXPECT_EQ(*listener->take(), "event: a\ndata: 1\n\nevent: a\ndata: \"x\ndata: y\"\n\n");
  for (int i = 0; i < 3; ++i) streams.publish("t", "a", "1");
  EXPECT_FALSE(listener->take());
  EXPECT_EQ(wakes, 5);
}

TEST(EventStreamsTest, closed_streams_end_at_once) {
  EventStreams streams;
  streams.close();
  EXPECT_FALSE(streams.subscribe("t", [] {})->take());
}

TEST(RateLimitsTest, a_full_book_forgets_idle_keys_first) {
  ManualClock clock(Instant::at_milliseconds(0));
  RateLimits limits(clock, 2);
  Rate const rate{1, 60};
  EXPECT_FALSE(limits.take("a", rate));
  clock.advance(std::chrono::seconds(2));
  EXPECT_FALSE(limits.take("b", rate));
  EXPECT_FALSE(limits.take("c", rate));
  EXPECT_EQ(limits.take("b", rate), std::chrono::seconds(1)) << "b was not idle, so it is still known";
}

}  // namespace
}  // namespace parvis::http
