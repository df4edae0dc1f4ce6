// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <latch>
#include <thread>

#include "http/service.h"
#include "support/temporary_folder.h"

namespace parvis::http {
namespace {

constexpr Permission anyone{"anyone", Scope::everyone};

/// A plain socket, so that what is sent is what the test says, byte by byte.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval const patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("no connection");
  }
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;
  ~Client() { ::close(socket_); }

  Client& send(std::string_view bytes) {
    while (!bytes.empty()) {
      ssize_t const count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return *this;
  }
  /// What has been received, once it holds `text` or the server closed.
  std::string const& until(std::string_view text) {
    while (received_.find(text) == std::string::npos && more()) {
    }
    return received_;
  }
  void until_bytes(std::size_t count) {
    while (received_.size() < count && more()) {
    }
  }
  std::string const& all() {
    while (more()) {
    }
    return received_;
  }

 private:
  bool more() {
    char piece[65536];
    ssize_t const count = ::recv(socket_, piece, sizeof piece, 0);
    if (count > 0) received_.append(piece, static_cast<std::size_t>(count));
    return count > 0;
  }
  int socket_;
  std::string received_;
};

std::size_t count_of(std::string const& text, std::string const& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    std::ofstream(folder / "index.html") << "<p>application</p>";
    router.get<std::string>("/api/hello", anyone, "Hello", [](Asked const& asked) -> Result<std::string> { return "hello " + asked.request.remote_address; });
    router.get<std::string>("/api/long", anyone, "A long text", [](Asked const&) -> Result<std::string> { return std::string(50'000, 'a'); });
    router.get<std::string>("/api/broken", anyone, "Breaks", [](Asked const&) -> Result<std::string> { throw std::runtime_error("secret detail"); });
    router.post<std::string, std::string>("/api/echo", anyone, "Echo", [](Asked const&, std::string const& body) -> Result<std::string> { return body; },
                                          {.most_body_bytes = 1000});
    router.raw({.method = Method::put, .path = "/api/files", .permission = anyone, .summary = "Takes a file", .answer_type = "text/plain",
                .options = {.most_body_bytes = 1 << 20, .body = RowOptions::Body::spooled},
                .handler = [](Asked const& asked) -> Result<Response> {
                  return text_answer(200, "text/plain", std::to_string(std::filesystem::file_size(*asked.request.spooled)) + " bytes");
                }});
    router.stream("/api/events", anyone, "Events", [](Asked const&) -> Result<std::string> { return "pond"; });
    router.set_gate([](Request const&, Permission const&, PathValues const&) -> Result<Caller> { return Caller{}; });
    files = std::make_unique<StaticFiles>(folder.path());
    service = std::make_unique<Service>(ServiceParts{router, *files, [this](Served const& served) {
      std::lock_guard const lock(mutex);
      trouble += served.trouble;
      statuses.push_back(served.status);
    }});
  }

  void take_large_bodies() {
    for (std::size_t const most : {3 << 20, 1 << 20}) {
      router.raw({.method = Method::put, .path = most > 1 << 20 ? "/api/large" : "/api/medium", .permission = anyone, .summary = "Takes a body", .answer_type = "text/plain",
                .options = {.most_body_bytes = most},
                .handler = [](Asked const& asked) -> Result<Response> { return text_answer(200, "text/plain", std::to_string(asked.request.body.size())); }});
    }
  }
  std::uint16_t serve(ServerOptions options = {}) {
    options.spool_folder = spool.path();
    server = std::make_unique<Server>(ServerParts{router, *service, streams}, options);
    server->start();
    return server->port();
  }
  std::string talk(std::string_view bytes) { return Client(server->port()).send(bytes).all(); }

  test::TemporaryFolder folder;
  test::TemporaryFolder spool;
  Router router;
  EventStreams streams{4};
  std::unique_ptr<StaticFiles> files;
  std::unique_ptr<Service> service;
  std::mutex mutex;
  std::string trouble;
  std::vector<int> statuses;
  std::unique_ptr<Server> server;
};

constexpr std::string_view last = "Connection: close\r\n\r\n";

TEST_F(ServerTest, a_request_is_answered_with_the_standing_headers) {
  serve();
  std::string const got = talk("GET /api/hello HTTP/1.1\r\nHost: a\r\n" + std::string(last));
  for (auto const* part : {"HTTP/1.1 200 OK", "\"hello 127.0.0.1\"", "X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'self'",
                           "X-Request-Id: ", "ETag: ", "Referrer-Policy: "}) {
    EXPECT_NE(got.find(part), std::string::npos) << part << " in " << got;
  }
  EXPECT_EQ(got.find("Strict-Transport-Security"), std::string::npos);
}

TEST_F(ServerTest, pipelined_requests_are_answered_in_order) {
  serve();
  std::string const got = talk("GET /api/hello HTTP/1.1\r\nHost: a\r\n\r\nGET /api/nowhere HTTP/1.1\r\nHost: a\r\n\r\nHEAD /api/hello HTTP/1.1\r\nHost: a\r\n" + std::string(last));
  EXPECT_EQ(count_of(got, "HTTP/1.1 200 OK"), 2u);
  EXPECT_EQ(count_of(got, "hello 127"), 1u) << "a HEAD has no body";
  EXPECT_LT(got.find("200 OK"), got.find("404 Not Found"));
}

TEST_F(ServerTest, a_body_comes_whole_split_or_in_chunks) {
  serve();
  std::string const head = "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + std::string(last.substr(0, last.size() - 2));
  EXPECT_NE(talk(head + "Content-Length: 5\r\n\r\n\"abc\"").find("\"abc\""), std::string::npos);
  EXPECT_NE(talk(head + "Transfer-Encoding: chunked\r\n\r\n3\r\n\"ab\r\n2\r\nc\"\r\n0\r\n\r\n").find("\"abc\""), std::string::npos);
  Client slow(server->port());
  for (char const letter : head + "Content-Length: 5\r\n\r\n\"abc\"") slow.send(std::string(1, letter));
  EXPECT_NE(slow.all().find("\"abc\""), std::string::npos);
  Client polite(server->port());
  polite.send(head + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n").until("100 Continue");
  EXPECT_NE(polite.send("\"abc\"").all().find("201 Created"), std::string::npos);
}

TEST_F(ServerTest, what_breaks_the_protocol_is_refused_and_closed) {
  serve({.most_header_bytes = 2000});
  struct Case {
    std::string sent;
    std::string status;
  };
  std::string const long_value(3000, 'a');
  for (Case const& each : std::vector<Case>{
           {"nonsense\r\n\r\n", "400"},
           {"GET /api/hello HTTP/1.1\r\n\r\n", "400"},
           {"GET /api/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
           {"GET api/hello HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /a%2f..%2fb HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"BREW /api/hello HTTP/1.1\r\nHost: a\r\n\r\n", "501"},
           {"GET /api/hello HTTP/1.1\r\nHost: a\r\nX: " + long_value + "\r\n\r\n", "431"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", "413"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + long_value, "413"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\n", "400"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;" + std::string(300'000, 'x'), "400"},
           {"POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: " + std::string(300'000, 'x'), "400"},
       }) {
    std::string const got = talk(each.sent);
    EXPECT_EQ(got.substr(0, 12), "HTTP/1.1 " + each.status) << each.sent.substr(0, 80) << "\n" << got.substr(0, 300);
    EXPECT_EQ(count_of(got, "HTTP/1.1"), 1u) << each.sent.substr(0, 80);
  }
}

TEST_F(ServerTest, a_client_that_dawdles_over_its_headers_is_let_go) {
  serve({.header_deadline = std::chrono::milliseconds(100)});
  Client slow(server->port());
  EXPECT_EQ(slow.send("GET /api/hello HTTP/1.1\r\nHost: a\r\nX-Slow: ").all(), "");
}

TEST_F(ServerTest, a_client_that_falls_silent_in_its_body_is_told_and_so_is_the_log) {
  serve({.body_silence = std::chrono::milliseconds(100)});
  for (std::string const target : {"POST /api/echo", "PUT /api/files"}) {
    Client slow(server->port());
    std::string const& got = slow.send(target + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n\"a").all();
    EXPECT_EQ(got.substr(9, 3), "408");
    EXPECT_NE(got.find("http.body_too_slow"), std::string::npos);
  }
  std::lock_guard const lock(mutex);
  EXPECT_EQ(statuses, (std::vector<int>{408, 408}));
  EXPECT_NE(trouble.find("2 bytes came"), std::string::npos) << trouble;
  EXPECT_TRUE(std::filesystem::is_empty(spool.path()));
}

// The silence is measured anew at each piece: the whole takes longer than it.
TEST_F(ServerTest, a_body_on_a_slow_line_comes_whole_as_long_as_it_goes_on) {
  serve({.body_silence = std::chrono::milliseconds(1000)});
  Client slow(server->port());
  slow.send("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\nConnection: close\r\n\r\n");
  for (char const letter : std::string("\"abcdef\"")) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    slow.send(std::string(1, letter));
  }
  EXPECT_TRUE(slow.all().ends_with("\"abcdef\""));
}

TEST_F(ServerTest, a_body_that_drips_below_the_least_rate_is_cut) {
  serve({.grace = std::chrono::milliseconds(200), .least_bytes_a_second = 1'000'000});
  Client slow(server->port());
  slow.send("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n");
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (server->connections() > 0 && std::chrono::steady_clock::now() < end) {
    slow.send("x");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(slow.all().substr(9, 3), "408");
}

TEST_F(ServerTest, a_large_file_is_taken_slowly_and_whole_but_not_by_one_who_stops_reading) {
  std::size_t const size = 24'000'000;
  std::ofstream(folder / "film.mp4") << std::string(size, 'f');
  serve({.write_silence = std::chrono::milliseconds(1000)});
  Client stopped(server->port());
  stopped.send("GET /film.mp4 HTTP/1.1\r\nHost: a\r\n\r\n");
  Client slow(server->port());
  slow.send("GET /film.mp4 HTTP/1.1\r\nHost: a\r\n" + std::string(last));
  for (int i = 1; i <= 8; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    slow.until_bytes(std::size_t(i) * 2'000'000);
  }
  EXPECT_GT(slow.all().size(), size);
  EXPECT_LT(stopped.all().size(), size);
}

TEST_F(ServerTest, an_upload_goes_to_disk_and_is_gone_once_answered) {
  serve();
  std::string const body(300'000, 'x');
  std::string const got = talk("PUT /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n" + body);
  EXPECT_NE(got.find("300000 bytes"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(spool.path()));
  EXPECT_EQ(talk("PUT /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n").substr(9, 3), "413");
}

TEST_F(ServerTest, a_stranger_is_refused_before_their_upload_touches_the_disk) {
  router.set_gate([](Request const&, Permission const&, PathValues const&) -> Result<Caller> { return unauthenticated("identity.sign_in_required"); });
  serve();
  Client stranger(server->port());
  std::string const& got = stranger.send("PUT /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n").until("\r\n\r\n");
  EXPECT_EQ(got.substr(9, 3), "401") << "answered although no byte of the body was sent";
  EXPECT_TRUE(std::filesystem::is_empty(spool.path()));
}

TEST_F(ServerTest, a_stranger_is_refused_before_a_large_body_is_held_in_memory) {
  take_large_bodies();
  router.set_gate([](Request const&, Permission const&, PathValues const&) -> Result<Caller> { return unauthenticated("identity.sign_in_required"); });
  serve();
  Client stranger(server->port());
  std::string const& got = stranger.send("PUT /api/large HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n").until("\r\n\r\n");
  EXPECT_EQ(got.substr(9, 3), "401") << "answered although no byte of the body was sent";
}

TEST_F(ServerTest, a_body_for_no_row_is_not_waited_for) {
  serve();
  for (auto const& [target, status] : std::map<std::string, std::string>{{"POST /api/nowhere", "404"}, {"POST /nowhere", "404"}, {"POST /api/hello", "405"}, {"GET /", "200"}}) {
    for (auto const* length : {"Content-Length: 1000", "Transfer-Encoding: chunked"}) {
      Client client(server->port());
      EXPECT_EQ(client.send(target + " HTTP/1.1\r\nHost: a\r\n" + length + "\r\n\r\n").until("\r\n\r\n").substr(9, 3), status) << target;
    }
  }
}

TEST_F(ServerTest, bodies_that_find_no_room_are_busy_until_those_before_are_answered) {
  take_large_bodies();
  serve({.most_held_bytes = 500'000});
  std::string const head = "PUT /api/medium HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
  Client first(server->port());
  first.send(head + "Content-Length: 500000\r\n\r\n" + std::string(450'000, 'x'));
  std::string const chunked = head + "Transfer-Encoding: chunked\r\n\r\n61A80\r\n" + std::string(400'000, 'x') + "\r\n0\r\n\r\n";
  std::string const announced = head + "Content-Length: 181073\r\nExpect: 100-continue\r\n\r\n";  // a byte more than the room the first one leaves
  auto const answer_to_announced = [&] { return Client(server->port()).send(announced).until("\r\n\r\n").substr(9, 3); };
  while (answer_to_announced() == "100") std::this_thread::yield();
  EXPECT_EQ(answer_to_announced(), "503");
  std::string const got = talk(chunked);
  EXPECT_EQ(got.substr(9, 3), "503");
  EXPECT_NE(got.find("http.busy"), std::string::npos);
  EXPECT_EQ(talk(head + "Content-Length: 60000\r\n\r\n" + std::string(60'000, 'x')).substr(9, 3), "200") << "a small one always has room";
  EXPECT_EQ(first.send(std::string(100'000, 'x')).all().substr(9, 3), "200");
  EXPECT_EQ(answer_to_announced(), "100");
  EXPECT_EQ(talk(chunked).substr(9, 3), "200");
}

TEST_F(ServerTest, a_large_body_waits_on_the_disk_and_is_in_memory_while_it_is_worked_on) {
  take_large_bodies();
  serve({.most_held_bytes = 1'000});
  std::string const got = talk("PUT /api/large HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2500000\r\n\r\n" + std::string(2'500'000, 'x'));
  EXPECT_EQ(got.substr(9, 3), "200");
  EXPECT_TRUE(got.ends_with("2500000"));
  EXPECT_TRUE(std::filesystem::is_empty(spool.path()));
}

TEST_F(ServerTest, a_body_that_cannot_be_read_back_from_the_disk_is_a_failure_that_is_told) {
  take_large_bodies();
  serve();
  std::string const head = "PUT /api/large HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1500000\r\n\r\n";
  Client client(server->port());
  client.send(head + std::string(1'400'000, 'x'));
  while (std::filesystem::is_empty(spool.path())) std::this_thread::yield();
  for (auto const& file : std::filesystem::directory_iterator(spool.path())) std::filesystem::remove(file.path());
  EXPECT_EQ(client.send(std::string(100'000, 'x')).all().substr(9, 3), "500");
  EXPECT_EQ(talk(head + std::string(1'500'000, 'x')).substr(9, 3), "200");
}

TEST_F(ServerTest, a_machine_that_fails_before_an_upload_is_told_and_answers) {
  router.set_gate([](Request const&, Permission const&, PathValues const&) -> Result<Caller> { throw std::runtime_error("the disk is gone"); });
  serve();
  Client client(server->port());
  std::string const& got = client.send("PUT /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n").until("\r\n\r\n");
  EXPECT_EQ(got.substr(9, 3), "500");
  std::lock_guard const lock(mutex);
  EXPECT_EQ(trouble, "the disk is gone");
}

TEST_F(ServerTest, a_refused_upload_that_goes_on_sending_still_gets_its_answer) {
  serve();
  Client client(server->port());
  client.send("PUT /api/files HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n").send(std::string(20'000'000, 'x'));
  EXPECT_NE(client.all().find("http.body_too_large"), std::string::npos);
}

TEST_F(ServerTest, what_a_handler_throws_is_a_500_that_tells_nothing_but_its_id) {
  serve();
  std::string const got = talk("GET /api/broken HTTP/1.1\r\nHost: a\r\n" + std::string(last));
  EXPECT_EQ(got.substr(9, 3), "500");
  EXPECT_EQ(got.find("secret detail"), std::string::npos);
  EXPECT_EQ(trouble, "secret detail");
}

TEST_F(ServerTest, a_page_of_the_application_is_its_index_and_an_unknown_file_is_not_found) {
  serve();
  EXPECT_NE(talk("GET /b/1/publier HTTP/1.1\r\nHost: a\r\n" + std::string(last)).find("<p>application</p>"), std::string::npos);
  EXPECT_EQ(talk("GET /missing.js HTTP/1.1\r\nHost: a\r\n" + std::string(last)).substr(9, 3), "404");
  EXPECT_EQ(talk("GET /api/missing HTTP/1.1\r\nHost: a\r\n" + std::string(last)).substr(9, 3), "404");
}

TEST_F(ServerTest, a_file_for_which_no_descriptor_is_left_is_not_said_to_be_missing) {
  serve();
  Client client(server->port());
  client.send("GET /api/hello HTTP/1.1\r\nHost: a\r\n\r\n").until("hello 127");
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  rlimit const low{256, before.rlim_max};
  ::setrlimit(RLIMIT_NOFILE, &low);
  std::vector<int> taken;
  for (int one = 0; (one = ::open("/dev/null", O_RDONLY)) >= 0;) taken.push_back(one);
  std::string const got = client.send("GET / HTTP/1.1\r\nHost: a\r\n" + std::string(last)).all();
  for (int const one : taken) ::close(one);
  ::setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(got.substr(got.rfind("HTTP/1.1 ") + 9, 3), "503") << got;
  EXPECT_NE(trouble.find("Too many open files"), std::string::npos) << trouble;
}

TEST_F(ServerTest, events_reach_those_who_listen_and_stop_ends_the_stream) {
  serve();
  Client listener(server->port());
  listener.send("GET /api/events HTTP/1.1\r\nHost: a\r\n\r\n").until(": open");
  while (streams.open() == 0) std::this_thread::yield();
  streams.publish("elsewhere", "quack", "0");
  streams.publish("pond", "quack", R"({"loud":true})");
  EXPECT_NE(listener.until("loud").find("event: quack\ndata: {\"loud\":true}\n\n"), std::string::npos);
  EXPECT_EQ(listener.until("loud").find("data: 0"), std::string::npos);
  server->stop(std::chrono::seconds(5));
  listener.all();
  EXPECT_EQ(server->connections(), 0u);
}

// Who may listen is asked when a stream opens: it ends in time for that to be asked again.
TEST_F(ServerTest, a_stream_ends_after_its_longest_and_may_be_opened_again) {
  ServerOptions options;
  options.heartbeat = std::chrono::milliseconds(1);
  options.longest_stream = std::chrono::milliseconds(5);
  serve(options);
  for (int i = 0; i < 2; ++i) EXPECT_NE(talk("GET /api/events HTTP/1.1\r\nHost: a\r\n\r\n").find(": open"), std::string::npos);
}

TEST_F(ServerTest, a_stop_lets_a_request_under_way_finish) {
  std::latch begun(1);
  std::latch released(1);
  router.get<std::string>("/api/slow", anyone, "Slow", [&](Asked const&) -> Result<std::string> {
    begun.count_down();
    released.wait();
    return "done";
  });
  serve();
  Client idle(server->port());
  Client client(server->port());
  client.send("GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n");
  begun.wait();
  std::thread stopper([&] { server->stop(std::chrono::seconds(10)); });
  EXPECT_EQ(idle.all(), "");
  released.count_down();
  std::string const got = client.all();
  stopper.join();
  EXPECT_NE(got.find("\"done\""), std::string::npos);
  EXPECT_NE(got.find("Connection: close"), std::string::npos);
}

TEST_F(ServerTest, a_connection_over_the_limit_is_closed_at_once) {
  serve({.most_connections = 1});
  Client first(server->port());
  first.send("GET /api/hello HTTP/1.1\r\nHost: a\r\n\r\n").until("hello");
  EXPECT_EQ(Client(server->port()).all(), "");
}

TEST_F(ServerTest, many_clients_at_once_get_each_their_own_answer) {
  serve({.io_threads = 2, .workers = 4});
  std::vector<std::thread> clients;
  std::atomic<int> right = 0;
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&, i] {
      std::string const word = "\"w" + std::to_string(i) + "\"";
      for (int turn = 0; turn < 20; ++turn) {
        right += talk("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(word.size()) + "\r\nConnection: close\r\n\r\n" + word).ends_with(word);
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, 320);
}

TEST_F(ServerTest, a_port_in_use_is_said) {
  ServerOptions options;
  options.port = serve();
  Server second(ServerParts{router, *service, streams}, options);
  EXPECT_THROW(second.start(), std::runtime_error);
}

}  // namespace
}  // namespace parvis::http
