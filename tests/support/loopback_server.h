// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A server on loopback that does exactly what a test tells it with each connection: answer, cut, stall, reset…
//
//   test::LoopbackServer server([](test::Peer& peer) {
//     peer.read_request();
//     peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
//   });
//   client.send({.url = server.url("/x"), .policy = {net::Reach::any}});

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace parvis::test {

/// One connection, seen from the server. Closed when the script returns.
class Peer {
 public:
  Peer(int socket, std::atomic<bool> const& stopping) : socket_(socket), stopping_(stopping) {}
  ~Peer();
  Peer(Peer const&) = delete;
  Peer& operator=(Peer const&) = delete;

  /// Head and body (by Content-Length) of a request; what came when the client went away earlier.
  std::string read_request();
  /// One line without its CR LF; nullopt when the client went away.
  std::optional<std::string> read_line();
  void write(std::string_view bytes);
  /// Closes with a TCP reset.
  void reset();
  /// Waits until the client goes away or the server is stopped.
  void stall();

 private:
  bool wait_readable() const;
  bool fill();

  int socket_;
  std::atomic<bool> const& stopping_;
  std::string pending_;
};

class LoopbackServer {
 public:
  using Script = std::function<void(Peer&)>;
  explicit LoopbackServer(Script script);
  ~LoopbackServer();
  LoopbackServer(LoopbackServer const&) = delete;
  LoopbackServer& operator=(LoopbackServer const&) = delete;

  int port() const { return port_; }
  std::string url(std::string const& path = "/") const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  int connections() const { return connections_; }

 private:
  void accept_all();

  Script script_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  std::vector<std::thread> peers_;
  std::thread acceptor_;
};

/// A loopback port on which nothing listens.
int closed_port();

}  // namespace parvis::test
