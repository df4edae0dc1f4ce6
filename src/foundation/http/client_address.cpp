// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/client_address.h"

#include <arpa/inet.h>

#include <charconv>

namespace parvis::http {
namespace {

constexpr int mapped_bits = 96;  // IPv4 within IPv6: ::ffff:0:0/96

std::optional<std::string> bytes_of(std::string_view address) {
  std::string const text(address);
  char six[16];
  if (::inet_pton(AF_INET6, text.c_str(), six) == 1) return std::string(six, 16);
  std::string mapped("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);
  char four[4];
  if (::inet_pton(AF_INET, text.c_str(), four) == 1) return mapped + std::string(four, 4);
  return std::nullopt;
}

bool same_bits(std::string const& a, std::string const& b, int bits) {
  for (int at = 0; at < bits; ++at) {
    int const mask = 0x80 >> (at % 8);
    if ((a[at / 8] & mask) != (b[at / 8] & mask)) return false;
  }
  return true;
}

std::string_view last_of(std::string_view& list) {
  std::size_t const comma = list.rfind(',');
  std::string_view last = comma == std::string_view::npos ? list : list.substr(comma + 1);
  list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
  while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
  while (!last.empty() && last.back() == ' ') last.remove_suffix(1);
  return last;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(std::vector<std::string> const& networks) {
  TrustedProxies proxies;
  for (std::string const& network : networks) {
    std::string_view const text = network;
    std::size_t const slash = std::min(text.find('/'), text.size());
    auto bytes = bytes_of(text.substr(0, slash));
    if (!bytes) return invalid_field("", "http.proxy_malformed", "", network);
    bool const four = text.find(':') == std::string_view::npos;
    int bits = four ? 32 : 128;
    int const most = bits;
    if (slash < text.size()) {
      auto const [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
      if (error != std::errc() || end != text.data() + text.size() || bits < 0 || bits > most) return invalid_field("", "http.proxy_malformed", "", network);
    }
    proxies.networks_.push_back({std::move(*bytes), four ? bits + mapped_bits : bits});
  }
  return proxies;
}

bool TrustedProxies::trusts(std::string_view address) const {
  auto const bytes = bytes_of(address);
  if (!bytes) return false;
  for (Network const& network : networks_) {
    if (same_bits(*bytes, network.bytes, network.bits)) return true;
  }
  return false;
}

void TrustedProxies::name_client(std::string_view peer, Request& request) const {
  request.remote_address = std::string(peer);
  if (!trusts(peer)) return;
  std::string_view protocol = request.header("x-forwarded-proto");
  if (last_of(protocol) == "https") request.transport = Request::Transport::tls;
  std::string_view chain = request.header("x-forwarded-for");
  while (!chain.empty()) {
    std::string_view const address = last_of(chain);
    if (!bytes_of(address)) return;
    request.remote_address = std::string(address);
    if (!trusts(address)) return;
  }
}

}  // namespace parvis::http
