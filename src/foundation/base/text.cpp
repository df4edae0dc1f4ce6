// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"

#include <algorithm>

#include "base/encoding.h"

namespace parvis {
namespace {

bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

bool control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F; }

std::string with_line_feeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!pair) out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

bool lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool host_shaped(std::string_view host) {
  if (host.empty() || host.size() > 253 || host.front() == '.' || host.front() == '-') return false;
  return std::all_of(host.begin(), host.end(), [](char c) { return lower_or_digit(c) || c == '.' || c == '-' || c == '[' || c == ']' || c == ':'; });
}

}  // namespace

Result<std::string> bounded_text(std::string_view text, std::size_t min, std::size_t max) {
  if (!is_utf8(text)) return invalid_field("", "text.malformed", "UTF-8");
  std::string clean = with_line_feeds(trimmed(text));
  if (std::any_of(clean.begin(), clean.end(), control)) return invalid_field("", "text.control_character");
  std::size_t const length = code_points(clean);
  if (length == 0 && min > 0) return invalid_field("", "text.required", std::to_string(min), "0");
  if (length < min) return invalid_field("", "text.too_short", std::to_string(min), std::to_string(length));
  if (length > max) return invalid_field("", "text.too_long", std::to_string(max), std::to_string(length));
  return clean;
}

Result<std::string> email_text(std::string_view text) {
  std::string const clean = lower(trimmed(text));
  std::size_t const at = clean.find('@');
  bool const shaped = is_utf8(clean) && clean.size() <= 254 && at != std::string::npos && at > 0 && at <= 64 &&
                      clean.find('@', at + 1) == std::string::npos && host_shaped(std::string_view(clean).substr(at + 1)) &&
                      std::none_of(clean.begin(), clean.end(), [](char c) { return space(c) || control(c) || c == ',' || c == '<' || c == '>'; });
  if (!shaped) return invalid_field("", "email.malformed", "name@domain", std::string(text));
  return clean;
}

Result<std::string> web_url_text(std::string_view text) {
  std::string_view const clean = trimmed(text);
  std::string const scheme = lower(clean.substr(0, clean.find(':')));
  std::size_t const start = scheme.size() + 3;
  bool const absolute = (scheme == "http" || scheme == "https") && clean.substr(scheme.size(), 3) == "://" && clean.size() > start;
  std::string_view const authority = absolute ? clean.substr(start, clean.find_first_of("/?#", start) - start) : std::string_view();
  bool const shaped = absolute && clean.size() <= 2048 && is_utf8(clean) && host_shaped(lower(authority)) &&
                      std::none_of(clean.begin(), clean.end(), [](char c) { return space(c) || control(c) || c == '<' || c == '>' || c == '"'; });
  if (!shaped) return invalid_field("", "url.malformed", "https://…", std::string(text));
  return scheme + std::string(clean.substr(scheme.size()));
}

Result<std::string> slug_text(std::string_view text) {
  bool shaped = !text.empty() && text.size() <= 64 && text.front() != '-' && text.back() != '-' && text.find("--") == std::string_view::npos;
  shaped = shaped && std::all_of(text.begin(), text.end(), [](char c) { return lower_or_digit(c) || c == '-'; });
  if (!shaped) return invalid_field("", "slug.malformed", "a-z 0-9 -", std::string(text));
  return std::string(text);
}

}  // namespace parvis
