// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>

#include <gtest/gtest.h>

#include "net/client.h"
#include "support/loopback_server.h"
#include "support/temporary_folder.h"

namespace parvis::net {
namespace {

using test::LoopbackServer;
using test::Peer;

constexpr char const* fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Kind: a\r\n\r\nok";

Outgoing post(std::string url) {
  return {.method = Method::post, .url = std::move(url), .body = std::string("hello"), .deadline = Milliseconds(150), .policy = {Reach::any}};
}

Outgoing get(std::string url) { return {.url = std::move(url), .deadline = Milliseconds(500), .policy = {Reach::any}}; }

TEST(Client, gives_status_headers_and_body_of_a_whole_answer) {
  LoopbackServer const server([](Peer& peer) { peer.read_request(); peer.write(fine); });
  Exchange const answer = Client().send(post(server.url()));
  EXPECT_EQ(answer.outcome, Outcome::answered);
  EXPECT_TRUE(answer.answered_with(200));
  EXPECT_EQ(answer.body, "ok");
  EXPECT_EQ(answer.header("x-kind"), "a");
}

TEST(Client, sends_the_method_headers_and_body_and_no_expect) {
  std::string seen;
  LoopbackServer server([&](Peer& peer) { seen = peer.read_request(); peer.write(fine); });
  Outgoing outgoing = post(server.url("/a?b=c"));
  outgoing.method = Method::patch;
  outgoing.body = std::string(100'000, 'x');
  outgoing.deadline = Milliseconds(2000);
  outgoing.headers = {{"Authorization", "Bearer t"}, {"X-Empty", ""}};
  ASSERT_TRUE(Client().send(outgoing).answered_with(200));
  EXPECT_TRUE(seen.starts_with("PATCH /a?b=c HTTP/1.1\r\n"));
  EXPECT_NE(seen.find("\r\nAuthorization: Bearer t\r\n"), std::string::npos);
  EXPECT_NE(seen.find("\r\nX-Empty:\r\n"), std::string::npos);
  EXPECT_NE(seen.find("\r\nContent-Type: application/octet-stream\r\n"), std::string::npos);
  EXPECT_EQ(seen.find("Expect"), std::string::npos);
  EXPECT_EQ(seen.size(), seen.find("\r\n\r\n") + 4 + 100'000);
}

TEST(Client, streams_a_file_and_a_form) {
  test::TemporaryFolder const folder;
  std::ofstream(folder / "photo.png") << std::string(200'000, 'p');
  std::string seen;
  LoopbackServer server([&](Peer& peer) { seen = peer.read_request(); peer.write(fine); });
  Outgoing outgoing = post(server.url());
  outgoing.deadline = Milliseconds(2000);
  outgoing.body = FileBody{folder / "photo.png"};
  ASSERT_TRUE(Client().send(outgoing).answered_with(200));
  EXPECT_NE(seen.find("Content-Length: 200000\r\n"), std::string::npos);
  EXPECT_TRUE(seen.starts_with("POST "));
  outgoing.body = std::vector<Part>{{"description", std::string("A door")}, {"file", FileBody{folder / "photo.png"}, "photo.png", "image/png"}};
  ASSERT_TRUE(Client().send(outgoing).answered_with(200));
  EXPECT_NE(seen.find("name=\"description\"\r\n\r\nA door\r\n"), std::string::npos);
  EXPECT_NE(seen.find("filename=\"photo.png\"\r\nContent-Type: image/png\r\n\r\nppp"), std::string::npos);
}

TEST(Client, refuses_a_file_that_is_not_there_before_it_connects) {
  LoopbackServer const server([](Peer& peer) { peer.write(fine); });
  Outgoing outgoing = post(server.url());
  outgoing.body = FileBody{"/nowhere/at-all"};
  Exchange const answer = Client().send(outgoing);
  EXPECT_EQ(answer.outcome, Outcome::refused);
  EXPECT_EQ(answer.cause, Cause::file);
  EXPECT_EQ(server.connections(), 0);
}

// The table the write fence rests on: what a peer may do to a POST, and what may be said of it.
struct Fate {
  char const* name;
  LoopbackServer::Script script;
  Outcome outcome;
  Cause cause;
};

class ClientFate : public testing::TestWithParam<Fate> {};

TEST_P(ClientFate, is_told_and_the_request_is_sent_once) {
  LoopbackServer const server(GetParam().script);
  Exchange const answer = Client().send(post(server.url()));
  EXPECT_EQ(answer.outcome, GetParam().outcome) << answer.detail;
  EXPECT_EQ(answer.cause, GetParam().cause) << answer.detail;
  EXPECT_EQ(server.connections(), 1);
}

INSTANTIATE_TEST_SUITE_P(all, ClientFate, testing::Values(
  Fate{"reset_when_accepted", [](Peer& peer) { peer.reset(); }, Outcome::unknown, Cause::cut},
  Fate{"closed_when_accepted", [](Peer&) {}, Outcome::unknown, Cause::cut},
  Fate{"accepted_then_silent", [](Peer& peer) { peer.stall(); }, Outcome::unknown, Cause::timeout},
  Fate{"read_then_reset", [](Peer& peer) { peer.read_request(); peer.reset(); }, Outcome::unknown, Cause::cut},
  Fate{"read_then_closed", [](Peer& peer) { peer.read_request(); }, Outcome::unknown, Cause::cut},
  Fate{"read_then_silent", [](Peer& peer) { peer.read_request(); peer.stall(); }, Outcome::unknown, Cause::timeout},
  Fate{"cut_in_the_head", [](Peer& peer) { peer.read_request(); peer.write("HTTP/1.1 200 OK\r\nContent-Le"); }, Outcome::unknown, Cause::cut},
  Fate{"cut_in_the_body", [](Peer& peer) { peer.read_request(); peer.write("HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{\"id\":"); }, Outcome::unknown, Cause::cut},
  Fate{"interim_only", [](Peer& peer) { peer.read_request(); peer.write("HTTP/1.1 102 Processing\r\n\r\n"); }, Outcome::unknown, Cause::cut},
  Fate{"not_http", [](Peer& peer) { peer.read_request(); peer.write("SSH-2.0-x\r\n"); }, Outcome::unknown, Cause::cut},
  Fate{"error_500", [](Peer& peer) { peer.read_request(); peer.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"); }, Outcome::answered, Cause::none},
  Fate{"redirect", [](Peer& peer) { peer.read_request(); peer.write("HTTP/1.1 307 Go\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"); }, Outcome::answered, Cause::none},
  Fate{"refused_expectation", [](Peer& peer) { peer.read_request(); peer.write("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"); }, Outcome::answered, Cause::none}),
  [](auto const& fate) { return std::string(fate.param.name); });

TEST(Client, says_not_sent_only_before_the_request_begins) {
  Client const client;
  Exchange const closed = client.send(post("http://127.0.0.1:" + std::to_string(test::closed_port()) + "/"));
  EXPECT_EQ(closed.outcome, Outcome::not_sent);
  EXPECT_EQ(closed.cause, Cause::connect);
  Exchange const unnamed = client.send(post("http://no-such-host.invalid/"));
  EXPECT_EQ(unnamed.outcome, Outcome::not_sent);
  LoopbackServer const silent([](Peer& peer) { peer.stall(); });
  Exchange const handshake = client.send(post("https://127.0.0.1:" + std::to_string(silent.port()) + "/"));
  EXPECT_EQ(handshake.outcome, Outcome::not_sent);
  EXPECT_EQ(handshake.cause, Cause::timeout);
  LoopbackServer const clear([](Peer& peer) { peer.write(fine); });
  Exchange const no_tls = client.send(post("https://127.0.0.1:" + std::to_string(clear.port()) + "/"));
  EXPECT_EQ(no_tls.outcome, Outcome::not_sent);
  EXPECT_EQ(no_tls.cause, Cause::tls);
}

TEST(Client, bounds_the_answer_after_decompression_too) {
  LoopbackServer const huge([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n" + std::string(5'000'000, 'x'));
  });
  Outgoing outgoing = get(huge.url());
  outgoing.max_answer_bytes = 1000;
  Exchange const answer = Client().send(outgoing);
  EXPECT_EQ(answer.outcome, Outcome::unknown);
  EXPECT_EQ(answer.cause, Cause::too_large);
  EXPECT_LE(answer.body.size(), 1000u);
  LoopbackServer const headers([](Peer& peer) {
    peer.read_request();
    std::string head = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 2000; ++i) head += "X-Header-" + std::to_string(i) + ": " + std::string(100, 'y') + "\r\n";
    peer.write(head + "\r\n");
  });
  EXPECT_EQ(Client().send(get(headers.url())).cause, Cause::too_large);
}

TEST(Client, follows_redirects_of_a_get_only_when_asked_and_within_the_bound) {
  LoopbackServer const server([](Peer& peer) {
    std::string const request = peer.read_request();
    bool const end = request.starts_with("GET /end ");
    peer.write(end ? fine : "HTTP/1.1 302 Go\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n");
  });
  Outgoing outgoing = get(server.url("/start"));
  EXPECT_TRUE(Client().send(outgoing).answered_with(302));
  outgoing.redirects = 1;
  Exchange const followed = Client().send(outgoing);
  EXPECT_TRUE(followed.answered_with(200));
  EXPECT_EQ(followed.url, server.url("/end"));
  LoopbackServer const loop([](Peer& peer) { peer.read_request(); peer.write("HTTP/1.1 302 Go\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"); });
  outgoing.url = loop.url();
  outgoing.redirects = 3;
  EXPECT_EQ(Client().send(outgoing).cause, Cause::redirects);
  EXPECT_EQ(loop.connections(), 4);
}

TEST(Client, keeps_credentials_from_the_host_it_is_redirected_to) {
  std::string seen;
  LoopbackServer other([&](Peer& peer) { seen = peer.read_request(); peer.write(fine); });
  LoopbackServer const first([&](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 302 Go\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n");
  });
  Outgoing outgoing = get(first.url());
  outgoing.redirects = 2;
  outgoing.headers = {{"AUTHORIZATION", "Bearer secret"}, {"X-Kept", "1"}};
  ASSERT_TRUE(Client().send(outgoing).answered_with(200));
  EXPECT_EQ(seen.find("secret"), std::string::npos);
  EXPECT_NE(seen.find("X-Kept: 1"), std::string::npos);
}

TEST(Client, connects_to_no_private_address_however_it_is_spelt) {
  LoopbackServer const server([](Peer& peer) { peer.read_request(); peer.write(fine); });
  std::string const port = ":" + std::to_string(server.port()) + "/";
  for (std::string const host : {"127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::1]", "[::]"}) {
    Outgoing outgoing = get("http://" + host + port);
    outgoing.policy = {};
    Exchange const answer = Client().send(outgoing);
    EXPECT_EQ(answer.outcome, Outcome::refused) << host << ": " << answer.detail;
    EXPECT_EQ(answer.cause, Cause::address) << host;
  }
  EXPECT_EQ(server.connections(), 0);
  Outgoing allowed = get(server.url());
  allowed.policy = {Reach::public_only, {"127.0.0.1:" + std::to_string(server.port())}};
  EXPECT_TRUE(Client().send(allowed).answered_with(200));
}

TEST(Client, judges_each_redirect_by_the_policy) {
  LoopbackServer const secret([](Peer& peer) { peer.read_request(); peer.write(fine); });
  LoopbackServer const open([&](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 302 Go\r\nLocation: " + secret.url() + "\r\nContent-Length: 0\r\n\r\n");
  });
  Outgoing outgoing = get(open.url());
  outgoing.redirects = 2;
  outgoing.policy = {Reach::public_only, {"127.0.0.1:" + std::to_string(open.port())}};
  EXPECT_EQ(Client().send(outgoing).cause, Cause::address);
  EXPECT_EQ(secret.connections(), 0);
}

TEST(Client, refuses_what_is_malformed_without_a_connection) {
  LoopbackServer const server([](Peer& peer) { peer.read_request(); peer.write(fine); });
  for (std::string const& url : {std::string(""), std::string("example.org"), std::string("/x"), std::string("file:///etc/passwd"), std::string("gopher://127.0.0.1/"),
                                std::string("http://user:pass@127.0.0.1/"), server.url("/a b"), server.url("/a\r\nX: y"), std::string("http://")}) {
    EXPECT_EQ(Client().send(get(url)).cause, Cause::malformed) << url;
  }
  for (Header const& header : {Header{"X", "a\r\nInjected: 1"}, Header{"X y", "a"}, Header{"", "a"}, Header{"X", std::string("a\0b", 3)}}) {
    Outgoing outgoing = get(server.url());
    outgoing.headers = {header};
    EXPECT_EQ(Client().send(outgoing).outcome, Outcome::refused);
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(Client, stops_when_asked) {
  std::stop_source stop;
  LoopbackServer const server([&](Peer& peer) { peer.read_request(); stop.request_stop(); peer.stall(); });
  Outgoing outgoing = get(server.url());
  outgoing.deadline = Milliseconds(20'000);
  outgoing.stop = stop.get_token();
  Exchange const answer = Client().send(outgoing);
  EXPECT_EQ(answer.outcome, Outcome::unknown);
  EXPECT_EQ(answer.cause, Cause::stopped);
}

TEST(RetryAfter, reads_seconds_and_dates_within_a_day) {
  Instant const now = *Instant::parse("2026-11-23T21:00:00Z");
  auto const with = [&](std::string value) {
    Exchange exchange;
    exchange.headers = {{"retry-after", std::move(value)}};
    return retry_after(exchange, now);
  };
  EXPECT_EQ(with("120"), std::chrono::seconds(120));
  EXPECT_EQ(with("99999999999999999999"), std::chrono::hours(24));
  EXPECT_EQ(with("Mon, 23 Nov 2026 21:01:30 GMT"), std::chrono::seconds(90));
  EXPECT_EQ(with("Mon, 23 Nov 2020 21:01:30 GMT"), std::chrono::seconds(0));
  EXPECT_EQ(with("soon"), std::nullopt);
  EXPECT_EQ(retry_after({}, now), std::nullopt);
}

TEST(FormEncoding, escapes_names_and_values) { EXPECT_EQ(form_encoded({{"status", "a b&c=é"}, {"media_ids[]", "1"}}), "status=a%20b%26c%3D%C3%A9&media_ids%5B%5D=1"); }

}  // namespace
}  // namespace parvis::net
