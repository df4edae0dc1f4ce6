// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace parvis::net {
namespace {

struct Range4 {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t quad(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }

// IANA IPv4 Special-Purpose Address Registry, all that is not globally reachable, and multicast.
constexpr std::array not_public_4{
    Range4{quad(0, 0, 0, 0), 8},       Range4{quad(10, 0, 0, 0), 8},     Range4{quad(100, 64, 0, 0), 10},
    Range4{quad(127, 0, 0, 0), 8},     Range4{quad(169, 254, 0, 0), 16}, Range4{quad(172, 16, 0, 0), 12},
    Range4{quad(192, 0, 0, 0), 24},    Range4{quad(192, 0, 2, 0), 24},   Range4{quad(192, 88, 99, 0), 24},
    Range4{quad(192, 168, 0, 0), 16},  Range4{quad(198, 18, 0, 0), 15},  Range4{quad(198, 51, 100, 0), 24},
    Range4{quad(203, 0, 113, 0), 24},  Range4{quad(224, 0, 0, 0), 4},    Range4{quad(240, 0, 0, 0), 4},
};

bool is_public_4(std::uint32_t address) {
  return std::none_of(not_public_4.begin(), not_public_4.end(), [address](Range4 const& range) {
    return (address ^ range.network) >> (32 - range.bits) == 0;
  });
}

using Bytes16 = std::array<std::uint8_t, 16>;

std::uint32_t inner_4(Bytes16 const& bytes, std::size_t at) {
  return quad(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

bool begins(Bytes16 const& bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool is_public_6(Bytes16 const& bytes) {
  if (begins(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return is_public_4(inner_4(bytes, 12));  // IPv4-mapped
  if (begins(bytes, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public_4(inner_4(bytes, 12));  // NAT64
  if ((bytes[0] & 0xE0) != 0x20) return false;                           // all that is routed is within 2000::/3
  if (begins(bytes, {0x20, 0x02})) return is_public_4(inner_4(bytes, 2));  // 6to4
  if (begins(bytes, {0x20, 0x01, 0x0D, 0xB8})) return false;             // documentation
  if (begins(bytes, {0x3F, 0xFF}) && bytes[2] < 0x10) return false;      // documentation
  return !(begins(bytes, {0x20, 0x01}) && bytes[2] < 0x02);              // 2001::/23, Teredo among them
}

}  // namespace

bool is_public(sockaddr const& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public_4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 in{};
  std::memcpy(&in, &address, sizeof in);
  Bytes16 bytes{};
  std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
  return is_public_6(bytes);
}

bool is_public_address(std::string_view numeric) {
  std::string const text(numeric);
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return is_public_4(ntohl(four.s_addr));
  Bytes16 bytes{};
  return inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1 && is_public_6(bytes);
}

HostRange range_of(std::string_view url) {
  std::size_t const scheme = url.find("://");
  std::string_view host = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  bool const bracketed = host.starts_with('[') && host.find(']') != std::string_view::npos;
  host = bracketed ? host.substr(1, host.find(']') - 1) : host.substr(0, host.find(':'));
  if (host == "localhost" || host == "::1" || host.starts_with("127.") || host.ends_with(".localhost")) return HostRange::this_machine;
  bool const numeric = bracketed || host.find_first_not_of("0123456789.") == std::string_view::npos;
  if (numeric) return is_public_address(host) ? HostRange::world : HostRange::local_network;
  constexpr std::array kept_inside{".local", ".lan", ".home", ".internal", ".test"};
  bool const inside = host.find('.') == std::string_view::npos || std::any_of(kept_inside.begin(), kept_inside.end(), [&](char const* end) { return host.ends_with(end); });
  return inside ? HostRange::local_network : HostRange::world;
}

bool is_allowed(AddressPolicy const& policy, std::string_view host, int port) {
  std::string const bare(host);
  std::string const with_port = bare + ":" + std::to_string(port);
  return std::any_of(policy.allowed.begin(), policy.allowed.end(), [&](std::string const& allowed) {
    return strcasecmp(allowed.c_str(), bare.c_str()) == 0 || strcasecmp(allowed.c_str(), with_port.c_str()) == 0;
  });
}

}  // namespace parvis::net
