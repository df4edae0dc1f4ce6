// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The HTTP/1.1 server: sockets on one or two threads, handlers on a pool of workers. TLS and HTTP/2 are a reverse proxy's.
//
//   http::Server server({router, service, streams}, {.address = "127.0.0.1", .port = 8080});
//   server.start();
//   ...
//   server.stop(std::chrono::seconds(10));

#include <chrono>
#include <cstdint>
#include <memory>

#include "http/client_address.h"
#include "http/router.h"
#include "http/service.h"
#include "http/streams.h"

namespace parvis::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one, told by port()
  std::size_t io_threads = 1;
  std::size_t workers = 8;
  std::size_t most_waiting = 512;       // requests that wait for a worker; one more answers 503 http.busy
  std::size_t most_connections = 2000;  // one more is closed at once
  std::uint32_t most_header_bytes = 16 << 10;
  std::size_t most_held_bytes = 256'000'000;  // of bodies in memory, all together; one that finds no room is answered 503
  std::chrono::milliseconds idle{60'000};             // between two requests of a connection
  std::chrono::milliseconds header_deadline{10'000};  // from a request's first byte to the end of its headers
  std::chrono::milliseconds body_silence{30'000};     // a body of which nothing more comes is answered 408
  std::chrono::milliseconds write_silence{60'000};    // an answer of which nothing more is taken, an event that is not
  std::chrono::milliseconds grace{60'000};            // then bodies and answers keep, on average:
  std::size_t least_bytes_a_second = 10'000;
  std::chrono::milliseconds heartbeat{20'000};        // a comment on a silent event stream
  std::chrono::milliseconds longest_stream{600'000};  // then it ends, and whoever still may connects again
  std::filesystem::path spool_folder = std::filesystem::temp_directory_path();
  TrustedProxies proxies = {};
};

struct ServerParts {
  Router const& router;  // for the rows' body limits
  Service const& service;
  EventStreams& streams;
};

class Server {
 public:
  Server(ServerParts parts, ServerOptions options);
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;
  /// Stops at once.
  ~Server();

  /// Listens and returns. Throws std::runtime_error, naming address and port, when it cannot.
  void start();
  std::uint16_t port() const;
  /// Accepts no more, ends idle connections and event streams, lets requests under way finish within `patience`, then
  /// returns. Harmless when repeated.
  void stop(std::chrono::milliseconds patience);
  /// Connections open now.
  std::size_t connections() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace parvis::http
