// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A page's address in its parts, as a tracker needs them.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::track {

struct WebAddress {
  std::string host;                                            // lower case, without port and without a last dot
  std::string path;                                            // with its first slash, still percent-encoded
  std::vector<std::pair<std::string, std::string>> parameters;  // decoded, names in lower case, in their order
};

/// nullopt when it is no http, https or android-app address with a host, or longer than 2,048 bytes. The fragment is
/// dropped, save where it is itself a query ("#utm_source=…").
std::optional<WebAddress> parse_address(std::string_view text);

/// The host, without "www.".
std::string bare_host(std::string_view host);
/// True when the host is one of these or under it; "www." does not count.
bool under_any(std::string_view host, std::vector<std::string> const& domains);
/// The value of a parameter, or "".
std::string parameter(WebAddress const& address, std::string_view name);
std::string lower_case(std::string_view text);
/// Cut to so many bytes at the end of a character.
std::string cut(std::string_view text, std::size_t most_bytes);

}  // namespace parvis::track
