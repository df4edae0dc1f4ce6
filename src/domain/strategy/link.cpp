// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/link.h"

#include "base/encoding.h"
#include "base/random.h"

namespace parvis::strategy {
namespace {

constexpr std::string_view alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

bool is_utm(std::string_view pair) { return pair.substr(0, 4) == "utm_"; }

// The query's pairs but for its utm_* ones, ending in '&' when there are any.
std::string kept_pairs(std::string_view query) {
  std::string kept;
  for (std::size_t at = 0; at < query.size();) {
    std::size_t const end = std::min(query.find('&', at), query.size());
    std::string_view const pair = query.substr(at, end - at);
    if (!pair.empty() && !is_utm(pair)) kept.append(pair) += '&';
    at = end + 1;
  }
  return kept;
}

}  // namespace

Result<std::string> utm_word(std::string_view text) {
  bool shaped = !text.empty() && text.size() <= 64;
  for (char c : text) {
    shaped = shaped && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.');
  }
  if (!shaped) return invalid_field("", "strategy.utm_word", "a-z 0-9 - _ .", std::string(text));
  return std::string(text);
}

std::string new_link_code() {
  std::string code;
  while (code.size() < link_code_length) {
    // Bytes past the largest multiple of the alphabet's size would favour its first letters: they are drawn again.
    auto const byte = static_cast<unsigned char>(random_bytes(1)[0]);
    if (byte < 256 - 256 % alphabet.size()) code += alphabet[byte % alphabet.size()];
  }
  return code;
}

std::string tagged_target(ShortLink const& link) {
  std::string const& url = link.target.to_string();
  std::size_t const fragment = std::min(url.find('#'), url.size());
  std::size_t const query = std::min(url.find('?'), fragment);
  std::string const own = query < fragment ? kept_pairs(std::string_view(url).substr(query + 1, fragment - query - 1)) : "";
  return url.substr(0, query) + "?" + own + "utm_source=" + link.source.to_string() + "&utm_medium=" + link.medium.to_string() +
         "&utm_campaign=" + link.campaign.to_string() + "&utm_content=" + percent_encoded(link.content) + url.substr(fragment);
}

}  // namespace parvis::strategy
