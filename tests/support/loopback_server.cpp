// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/loopback_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace parvis::test {
namespace {

struct Listener {
  int socket;
  int port;
};

Listener listen_on_loopback() {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  bool const ready = socket >= 0 && ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                     ::listen(socket, 64) == 0 && ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  if (!ready) throw std::runtime_error("cannot listen on loopback");
  return {socket, ntohs(address.sin_port)};
}

std::size_t announced_length(std::string const& head) {
  std::size_t const at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

}  // namespace

Peer::~Peer() {
  if (socket_ >= 0) ::close(socket_);
}

bool Peer::wait_readable() const {
  while (!stopping_) {
    pollfd waited{socket_, POLLIN, 0};
    if (::poll(&waited, 1, 20) > 0) return true;
  }
  return false;
}

bool Peer::fill() {
  char buffer[16384];
  if (socket_ < 0 || !wait_readable()) return false;
  ssize_t const count = ::recv(socket_, buffer, sizeof buffer, 0);
  if (count <= 0) return false;
  pending_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

std::string Peer::read_request() {
  std::size_t end;
  while ((end = pending_.find("\r\n\r\n")) == std::string::npos && fill()) {}
  if (end == std::string::npos) return std::exchange(pending_, {});
  std::size_t const whole = end + 4 + announced_length(pending_.substr(0, end));
  while (pending_.size() < whole && fill()) {}
  std::string request = pending_.substr(0, whole);
  pending_.erase(0, request.size());
  return request;
}

std::optional<std::string> Peer::read_line() {
  std::size_t end;
  while ((end = pending_.find("\r\n")) == std::string::npos && fill()) {}
  if (end == std::string::npos) return std::nullopt;
  std::string line = pending_.substr(0, end);
  pending_.erase(0, end + 2);
  return line;
}

void Peer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void Peer::reset() {
  linger const abort{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
  ::close(std::exchange(socket_, -1));
}

void Peer::stall() {
  while (fill()) {}
}

LoopbackServer::LoopbackServer(Script script) : script_(std::move(script)) {
  auto const [socket, port] = listen_on_loopback();
  listener_ = socket;
  port_ = port;
  acceptor_ = std::thread([this] { accept_all(); });
}

LoopbackServer::~LoopbackServer() {
  stopping_ = true;
  acceptor_.join();
  for (std::thread& peer : peers_) peer.join();
  ::close(listener_);
}

void LoopbackServer::accept_all() {
  while (!stopping_) {
    pollfd waited{listener_, POLLIN, 0};
    if (::poll(&waited, 1, 20) <= 0) continue;
    int const socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    ++connections_;
    peers_.emplace_back([this, socket] {
      Peer peer(socket, stopping_);
      script_(peer);
    });
  }
}

int closed_port() {
  auto const [socket, port] = listen_on_loopback();
  ::close(socket);
  return port;
}

}  // namespace parvis::test
