// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/web_address.h"

#include <algorithm>

#include "base/encoding.h"

namespace parvis::track {

namespace {

constexpr std::size_t longest_address = 2048;
constexpr std::size_t most_parameters = 60;

std::string decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  auto const plain = percent_decoded(spaced);
  if (!plain || !is_utf8(*plain) || plain->find('\0') != std::string::npos) return cut(text, text.size());
  return *plain;
}

std::string_view take_until(std::string_view& rest, std::string_view ends) {
  std::size_t const end = rest.find_first_of(ends);
  std::string_view const taken = rest.substr(0, end);
  rest.remove_prefix(taken.size());
  return taken;
}

void read_parameters(std::string_view query, WebAddress& address) {
  while (!query.empty() && address.parameters.size() < most_parameters) {
    std::string_view const pair = take_until(query, "&;");
    if (!query.empty()) query.remove_prefix(1);
    std::size_t const equals = pair.find('=');
    std::string name = lower_case(decoded(pair.substr(0, equals)));
    std::string value = equals == std::string_view::npos ? "" : decoded(pair.substr(equals + 1));
    if (!name.empty()) address.parameters.emplace_back(std::move(name), std::move(value));
  }
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']' || c >= 0x80;
  });
}

}  // namespace

std::optional<WebAddress> parse_address(std::string_view text) {
  if (text.size() > longest_address || !is_utf8(text) || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::size_t const colon = text.find("://");
  std::string const scheme = lower_case(text.substr(0, colon));
  if (colon == std::string_view::npos || (scheme != "http" && scheme != "https" && scheme != "android-app")) return std::nullopt;
  text.remove_prefix(colon + 3);
  std::string_view authority = take_until(text, "/?#");
  authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 is 0
  std::size_t const port = authority.ends_with(']') ? std::string_view::npos : authority.rfind(':');
  WebAddress address;
  address.host = lower_case(authority.substr(0, port));
  while (address.host.ends_with('.')) address.host.pop_back();
  if (!is_host(address.host)) return std::nullopt;
  std::string_view const path = take_until(text, "?#");
  address.path = path.empty() ? "/" : std::string(path);
  if (text.starts_with('?')) {
    text.remove_prefix(1);
    read_parameters(take_until(text, "#"), address);
  }
  if (text.find('=') != std::string_view::npos && text.find('/') == std::string_view::npos) read_parameters(text.substr(1), address);
  return address;
}

std::string bare_host(std::string_view host) {
  return std::string(host.starts_with("www.") ? host.substr(4) : host);
}

bool under_any(std::string_view host, std::vector<std::string> const& domains) {
  std::string const bare = bare_host(host);
  return std::ranges::any_of(domains, [&](std::string const& domain) {
    std::string const own = bare_host(lower_case(domain));
    return !own.empty() && (bare == own || bare.ends_with("." + own));
  });
}

std::string parameter(WebAddress const& address, std::string_view name) {
  for (auto const& [known, value] : address.parameters) {
    if (known == name) return value;
  }
  return {};
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string cut(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return std::string(text);
  while (most_bytes > 0 && (static_cast<unsigned char>(text[most_bytes]) & 0xC0) == 0x80) --most_bytes;
  return std::string(text.substr(0, most_bytes));
}

}  // namespace parvis::track
