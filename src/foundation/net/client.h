// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The HTTP(S) client (over libcurl, see docs/adr/0008-libcurl-for-the-client-side.md).
//
//   net::Client const client;
//   net::Exchange const answer = client.send({.method = net::Method::post, .url = url, .headers = {...}, .body = text});
//   switch (answer.outcome) { ... }   // every outcome is a value
//
// What the write fence leans on: nothing is ever sent twice. Each exchange has a connection of its own (no request is
// replayed on a dead kept connection), HTTP/1.1, no Expect header, no proxy, no redirect of a write, no retry. When in
// doubt whether a byte left, the outcome is `unknown`; `not_sent` is said only when the request had not begun.
// TLS is verified, 1.2 or later. Blocks the calling thread at most `deadline`. Thread-safe.

#include "net/exchange.h"

namespace parvis::net {

struct ClientOptions {
  std::string user_agent = "Parvis/" PARVIS_VERSION;
  std::filesystem::path authorities = {};  // a PEM file instead of the system's certificate authorities
};

class Client {
 public:
  explicit Client(ClientOptions options = {});
  Exchange send(Outgoing const& outgoing) const;

 private:
  ClientOptions options_;
};

}  // namespace parvis::net
