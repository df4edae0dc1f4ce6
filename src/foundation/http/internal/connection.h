// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>

#include <memory>

#include "http/pace.h"

namespace parvis::http::internal {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using boost::system::error_code;

/// A connection as the Engine sees it from outside.
struct Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(tcp::socket socket) : stream(std::move(socket)), alarm(stream.get_executor()) {}

  /// Ends what the stream is at when the deadline passes, and leaves it open for an answer: its own timer would close it.
  void wake_at(Pace::Instant deadline) {
    alarm.expires_at(deadline);
    alarm.async_wait([weak = weak_from_this()](error_code error) {
      auto const self = weak.lock();
      if (!error && self && self->alarm.expiry() <= Pace::Instant::clock::now()) self->stream.cancel();
    });
  }

  beast::tcp_stream stream;
  asio::steady_timer alarm;
  beast::flat_buffer buffer{128 << 10};  // a chunk's extensions, a trailer or a pipeline never fill the memory
  std::string peer;
  bool busy = false;  // touched on the stream's strand only
};

}  // namespace parvis::http::internal
