// SPDX-License-Identifier: AGPL-3.0-or-later
#include "simulator/server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "base/encoding.h"

namespace parvis::simulator {
namespace {

constexpr std::size_t most_bytes = 160u << 20;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

void read_target(std::string const& target, Request& request) {
  std::size_t const mark = std::min(target.find('?'), target.size());
  request.path = percent_decoded(target.substr(0, mark)).value_or(target.substr(0, mark));
  for (std::size_t at = mark + 1; at < target.size();) {
    std::size_t const end = std::min(target.find('&', at), target.size());
    std::string const pair = target.substr(at, end - at);
    std::size_t const equals = std::min(pair.find('='), pair.size());
    std::string const value = equals < pair.size() ? pair.substr(equals + 1) : "";
    request.query.emplace(percent_decoded(pair.substr(0, equals)).value_or(pair), percent_decoded(value).value_or(value));
    at = end + 1;
  }
}

std::optional<Request> read_head(std::string const& head) {
  Request request;
  std::size_t const first = head.find(' ');
  std::size_t const second = head.find(' ', first + 1);
  std::size_t const line_end = head.find("\r\n");
  if (first == std::string::npos || second == std::string::npos || second > line_end) return std::nullopt;
  request.method = head.substr(0, first);
  read_target(head.substr(first + 1, second - first - 1), request);
  for (std::size_t at = line_end + 2; at < head.size();) {
    std::size_t const end = std::min(head.find("\r\n", at), head.size());
    std::size_t const colon = head.find(':', at);
    if (colon == std::string::npos || colon > end) break;
    std::size_t const value = head.find_first_not_of(" \t", colon + 1);
    request.headers[lower(head.substr(at, colon - at))] = value < end ? head.substr(value, end - value) : "";
    at = end + 2;
  }
  return request;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void close_with_reset(int socket) {
  linger const abort{1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
  ::close(socket);
}

}  // namespace

Server::Server(int port, Door door, Act act) : door_(std::move(door)), act_(std::move(act)) {
  listen_on(port);
  acceptor_ = std::thread([this] { accept_all(); });
}

Server::~Server() {
  stopping_ = true;
  acceptor_.join();
  for (Connection& connection : connections_) connection.thread.join();
  if (listener_ >= 0) ::close(listener_);
}

void Server::listen_on(int port) {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int const again = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  socklen_t length = sizeof address;
  bool const ready = socket >= 0 && ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 && ::listen(socket, 128) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  if (!ready) throw std::runtime_error("the simulated networks cannot listen on port " + std::to_string(port));
  listener_ = socket;
  port_ = ntohs(address.sin_port);
}

void Server::set_down(bool down) {
  std::lock_guard const lock(listening_);
  if (down && listener_ >= 0) ::close(std::exchange(listener_, -1));
  if (!down && listener_ < 0) listen_on(port_);
}

void Server::accept_all() {
  while (!stopping_) {
    int socket = -1;
    {
      std::lock_guard const lock(listening_);
      pollfd waited{listener_, POLLIN, 0};
      if (::poll(&waited, 1, 10) > 0 && listener_ >= 0) socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    }
    connections_.remove_if([](Connection& connection) {
      if (!connection.ended) return false;
      connection.thread.join();
      return true;
    });
    if (socket < 0) {
      std::this_thread::yield();
      continue;
    }
    Connection& connection = connections_.emplace_back();
    connection.thread = std::thread([this, socket, &connection] {
      serve(socket);
      connection.ended = true;
    });
  }
}

void Server::serve(int socket) {
  if (door_() == Welcome::reset) return close_with_reset(socket);
  std::optional<Request> const request = read_request(socket);
  if (!request) {
    ::close(socket);
    return;
  }
  end(socket, act_(*request));
}

bool Server::wait_readable(int socket) const {
  while (!stopping_) {
    pollfd waited{socket, POLLIN, 0};
    if (::poll(&waited, 1, 20) > 0) return true;
  }
  return false;
}

std::optional<Request> Server::read_request(int socket) const {
  std::string bytes;
  std::size_t whole = std::string::npos;
  std::optional<Request> request;
  std::vector<char> buffer(65536);
  while (bytes.size() < whole) {
    ssize_t const count = wait_readable(socket) ? ::recv(socket, buffer.data(), buffer.size(), 0) : -1;
    if (count <= 0 || bytes.size() > most_bytes) return std::nullopt;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    std::size_t const head_end = request ? std::string::npos : bytes.find("\r\n\r\n");
    if (head_end == std::string::npos) continue;
    request = read_head(bytes.substr(0, head_end + 2));
    if (!request) return std::nullopt;
    whole = head_end + 4 + std::strtoul(request->header("content-length").c_str(), nullptr, 10);
  }
  std::size_t const body = bytes.find("\r\n\r\n") + 4;
  request->body = bytes.substr(body, whole - body);
  return request;
}

void Server::end(int socket, Answer const& answer) const {
  if (answer.ending == Ending::reset) return close_with_reset(socket);
  if (answer.ending == Ending::stall) {
    char ignored[1024];
    while (wait_readable(socket) && ::recv(socket, ignored, sizeof ignored, 0) > 0) {}
    ::close(socket);
    return;
  }
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " Simulated\r\nContent-Type: " + answer.media_type +
                     "\r\nContent-Length: " + std::to_string(answer.body.size()) + "\r\nConnection: close\r\nX-Simulated: yes\r\n";
  for (auto const& [name, value] : answer.headers) head += name + ": " + value + "\r\n";
  std::string_view const body(answer.body);
  send_all(socket, head + "\r\n");
  send_all(socket, answer.ending == Ending::cut ? body.substr(0, body.size() / 2) : body);
  ::close(socket);
}

}  // namespace parvis::simulator
