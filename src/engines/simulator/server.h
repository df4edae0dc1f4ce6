// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A small HTTP/1.1 server on loopback, one thread and one request a connection: enough for simulated networks.

#include <atomic>
#include <list>
#include <mutex>
#include <thread>

#include "simulator/message.h"

namespace parvis::simulator {

/// What becomes of a connection before a byte of it is read.
enum class Welcome { read, reset };

class Server {
 public:
  using Act = std::function<Answer(Request const&)>;
  using Door = std::function<Welcome()>;
  /// Listens on that loopback port, 0 for any free one. Throws std::runtime_error when it cannot.
  Server(int port, Door door, Act act);
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  int port() const { return port_; }
  /// Stops listening (connections are refused), and listens again on the same port.
  void set_down(bool down);

 private:
  struct Connection {
    std::thread thread;
    std::atomic<bool> ended{false};
  };
  void listen_on(int port);
  void accept_all();
  void serve(int socket);
  bool wait_readable(int socket) const;
  std::optional<Request> read_request(int socket) const;
  void end(int socket, Answer const& answer) const;

  Door door_;
  Act act_;
  std::mutex listening_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::list<Connection> connections_;
  std::thread acceptor_;
};

}  // namespace parvis::simulator
