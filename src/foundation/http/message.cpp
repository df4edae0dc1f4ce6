// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/message.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"

namespace parvis::http {
namespace {

constexpr std::array<std::string_view, 7> names{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

std::optional<std::string> form_decoded(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  auto decoded = percent_decoded(spaced);
  if (!decoded || !is_utf8(*decoded)) return std::nullopt;
  return decoded;
}

}  // namespace

std::string_view name_of(Method method) { return names[static_cast<std::size_t>(method)]; }

std::optional<Method> method_named(std::string_view name) {
  auto const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Method>(found - names.begin());
}

std::string_view Request::header(std::string_view name) const {
  auto const found = headers.find(std::string(name));
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    std::size_t const end = std::min(rest.find(';'), rest.size());
    std::string_view const pair = rest.substr(0, end);
    if (pair.size() > name.size() && pair.substr(0, name.size()) == name && pair[name.size()] == '=') return pair.substr(name.size() + 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  return {};
}

Response text_answer(int status, std::string content_type, std::string body) {
  Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  return response;
}

Response redirect_to(std::string location) {
  Response response;
  response.status = 302;
  response.headers.emplace_back("Location", std::move(location));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t at = 0; at < query.size();) {
    std::size_t const end = std::min(query.find('&', at), query.size());
    std::string_view const pair = query.substr(at, end - at);
    std::size_t const equals = std::min(pair.find('='), pair.size());
    auto name = form_decoded(pair.substr(0, equals));
    auto value = form_decoded(equals < pair.size() ? pair.substr(equals + 1) : std::string_view());
    if (!pair.empty() && name && value) pairs.emplace_back(std::move(*name), std::move(*value));
    at = end + 1;
  }
  return pairs;
}

}  // namespace parvis::http
