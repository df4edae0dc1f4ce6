// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Where a request may go. A URL that a person gave (a WordPress site, a feed) must not make this server speak to itself,
// to its neighbours or to a cloud's metadata service. What is judged is the address connected to, after name
// resolution, so that no spelling (decimal, octal, IPv4 in IPv6) and no name that resolves to a private address passes.

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

struct sockaddr;

namespace parvis::net {

enum class Reach { public_only, any };

struct AddressPolicy {
  Reach reach = Reach::public_only;
  /// Hosts that may be private all the same, as the owner of the instance listed them: "blog.lan" or "10.0.0.7:8080"
  /// (without a port: any port). Compared with the URL's host, case ignored.
  std::vector<std::string> allowed = {};
};

/// True when the address is one of the public Internet: not private, loopback, link-local (cloud metadata included),
/// shared (RFC 6598), documentation, benchmark, multicast or reserved, nor an IPv6 form that wraps such an IPv4.
bool is_public(sockaddr const& address);
/// The same of a numeric IPv4 or IPv6 text; false when it is neither.
bool is_public_address(std::string_view numeric);

/// Who can reach a host, by its spelling alone: nothing is resolved.
enum class HostRange { this_machine, local_network, world };
BOOST_DESCRIBE_ENUM(HostRange, this_machine, local_network, world)
/// Of "https://parvis.example:8443/…". A name without a dot, and one under .local, .lan, .home, .internal or .test, is of
/// the local network.
HostRange range_of(std::string_view url);

/// Whether the policy's list names this host and port.
bool is_allowed(AddressPolicy const& policy, std::string_view host, int port);

}  // namespace parvis::net
