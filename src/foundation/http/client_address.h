// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who the client is when a reverse proxy stands in between. What a proxy says (X-Forwarded-For, X-Forwarded-Proto) is
// believed only from the addresses that the configuration names; anyone else could say anything.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace parvis::http {

class TrustedProxies {
 public:
  TrustedProxies() = default;
  /// Addresses or networks: "127.0.0.1", "10.0.0.0/8", "fd00::/8". Problem "http.proxy_malformed" with the one that is not.
  static Result<TrustedProxies> parse(std::vector<std::string> const& networks);

  bool trusts(std::string_view address) const;
  /// Sets the request's remote_address and transport from its headers, if `peer` is trusted: the last address in
  /// X-Forwarded-For that is no proxy of ours. Otherwise the address is the peer's.
  void name_client(std::string_view peer, Request& request) const;

 private:
  struct Network {
    std::string bytes;  // 16, IPv4 mapped into IPv6
    int bits = 128;
  };
  std::vector<Network> networks_;
};

}  // namespace parvis::http
