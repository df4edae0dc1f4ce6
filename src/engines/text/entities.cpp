// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/entities.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "text/data/tlds.h"
#include "text/fold.h"
#include "text/internal/unicode.h"

namespace parvis::text {
namespace {

constexpr std::size_t longest_url = 4096;
constexpr std::size_t longest_domain = 253;

bool alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool domain_char(char c) { return alnum(c) || c == '-'; }
bool name_char(char c) { return alnum(c) || c == '_' || c == '.' || c == '-'; }

std::unordered_set<std::string_view> read_domains() {
  std::unordered_set<std::string_view> domains;
  std::string_view rest = data::tlds;
  rest.remove_prefix(rest.find('\n') + 1);
  while (!rest.empty()) {
    std::size_t const end = std::min(rest.find_first_of(" \n"), rest.size());
    if (end > 0) domains.insert(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return domains;
}

bool url_char(char32_t c) {
  if (c < 0x80) return c > ' ' && c != 0x7F && std::string_view("<>\"`{}|\\^").find(static_cast<char>(c)) == std::string_view::npos;
  return unicode::is_letter(c) || unicode::is_digit(c) || unicode::is_mark(c);
}

/// Where the run of characters a URL may hold ends.
std::size_t url_run_end(std::string_view text, std::size_t at) {
  std::size_t const stop = std::min(text.size(), at + longest_url);
  while (at < stop) {
    std::size_t after = at;
    if (!url_char(unicode::next(text, after)) || after > stop) break;
    at = after;
  }
  return at;
}

/// A URL written in a sentence does not own the punctuation that closes it, nor a bracket it did not open.
std::size_t without_closing_punctuation(std::string_view text, std::size_t start, std::size_t end) {
  while (end > start) {
    char const last = text[end - 1];
    std::string_view const url = text.substr(start, end - start);
    bool const unopened = (last == ')' && std::count(url.begin(), url.end(), '(') < std::count(url.begin(), url.end(), ')')) ||
                          (last == ']' && std::count(url.begin(), url.end(), '[') < std::count(url.begin(), url.end(), ']'));
    bool const closing = std::string_view(".,;:!?'*_~").find(last) != std::string_view::npos;
    if (!unopened && !closing) break;
    --end;
  }
  return end;
}

bool starts_with_folded(std::string_view text, std::size_t at, std::string_view lower) {
  if (text.size() - at < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b); });
}

std::size_t scheme_length(std::string_view text, std::size_t at) {
  if (starts_with_folded(text, at, "https://")) return 8;
  return starts_with_folded(text, at, "http://") ? 7 : 0;
}

/// Where the dotted name of ASCII labels that starts here ends; `start` when it has no dot or an empty label.
std::size_t dotted_end(std::string_view text, std::size_t start) {
  std::size_t at = start, dots = 0;
  std::size_t const stop = std::min(text.size(), start + longest_domain);
  while (at < stop && domain_char(text[at])) {
    while (at < stop && domain_char(text[at])) ++at;
    if (at + 1 >= stop || text[at] != '.' || !domain_char(text[at + 1])) break;
    ++at;
    ++dots;
  }
  return dots == 0 ? start : at;
}

std::size_t port_end(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at] != ':' || text[at + 1] < '0' || text[at + 1] > '9') return at;
  ++at;
  for (int digits = 0; digits < 5 && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++digits) ++at;
  return at;
}

bool letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  char32_t const c = unicode::next(text, at);
  return unicode::is_letter(c) || unicode::is_digit(c) || c == '_' || c == '@';
}

Entity entity(EntityKind kind, std::size_t start, std::size_t end, std::string value) {
  Entity out;
  out.kind = kind;
  out.range.byte_start = static_cast<std::uint32_t>(start);
  out.range.byte_end = static_cast<std::uint32_t>(end);
  out.value = std::move(value);
  return out;
}

bool opens_word(std::string_view text, std::size_t at) {
  char32_t const c = unicode::before(text, at);
  return c == 0 || !(unicode::is_letter(c) || unicode::is_digit(c) || c == '@' || c == '#' || c == '$' || c == '_');
}

std::optional<Entity> schemed_url(std::string_view text, std::size_t at) {
  std::size_t const scheme = scheme_length(text, at);
  if (scheme == 0 || !opens_word(text, at)) return std::nullopt;
  std::size_t const end = without_closing_punctuation(text, at + scheme, url_run_end(text, at));
  std::string const host = host_of(text.substr(at, end - at));
  std::string_view const rest = text.substr(at + scheme, end - at - scheme);
  bool const names_user = rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string_view::npos;
  if (names_user || host.find('.') == std::string::npos || host.front() == '.') return std::nullopt;
  Entity out = entity(EntityKind::url, at, end, std::string(text.substr(at, end - at)));
  out.scheme = true;
  return out;
}

std::optional<Entity> bare_url(std::string_view text, std::size_t at) {
  char32_t const c = unicode::before(text, at);
  if (!opens_word(text, at) || c == '.' || c == '-' || c == '/') return std::nullopt;
  std::size_t end = dotted_end(text, at);
  if (end == at || letter_at(text, end)) return std::nullopt;
  std::string_view const domain = text.substr(at, end - at);
  if (!is_top_level_domain(lower_case(domain.substr(domain.rfind('.') + 1)))) return std::nullopt;
  end = port_end(text, end);
  if (end < text.size() && text[end] == '/') end = without_closing_punctuation(text, end, url_run_end(text, end));
  return entity(EntityKind::url, at, end, "https://" + std::string(text.substr(at, end - at)));
}

std::optional<Entity> hashtag(std::string_view text, std::size_t at) {
  char32_t const previous = unicode::before(text, at);
  if (unicode::is_letter(previous) || unicode::is_digit(previous) || previous == '_' || previous == '&') return std::nullopt;
  std::size_t const start = at + 1;
  std::size_t end = start;
  bool letters = false;
  while (end < text.size()) {
    std::size_t after = end;
    char32_t const c = unicode::next(text, after);
    bool const letter = unicode::is_letter(c);
    if (end == start && (c == 0xFE0F || c == 0x20E3)) return std::nullopt;
    if (!letter && !unicode::is_digit(c) && !unicode::is_mark(c) && c != '_' && c != 0x200C) break;
    letters = letters || letter;
    end = after;
  }
  bool const broken = end < text.size() && (text[end] == '#' || text.substr(end, 3) == "://");
  if (!letters || broken) return std::nullopt;
  return entity(EntityKind::hashtag, at, end, std::string(text.substr(start, end - start)));
}

std::size_t name_end(std::string_view text, std::size_t start) {
  std::size_t end = start;
  while (end < text.size() && name_char(text[end]) && end - start < longest_domain) ++end;
  while (end > start && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  return end;
}

std::optional<Entity> mention(std::string_view text, std::size_t at) {
  char32_t const previous = unicode::before(text, at);
  bool const inside = unicode::is_letter(previous) || unicode::is_digit(previous) ||
                      (previous != 0 && previous < 0x80 && std::string_view("!#$%&*@/_.").find(static_cast<char>(previous)) != std::string_view::npos);
  std::size_t const start = at + 1;
  std::size_t end = name_end(text, start);
  if (inside || end == start || text[start] == '.' || text[start] == '-') return std::nullopt;
  if (end < text.size() && text[end] == '@') {
    std::size_t const server = name_end(text, end + 1);
    if (text.substr(end + 1, server - end - 1).find('.') != std::string_view::npos) end = server;
  }
  return entity(EntityKind::mention, at, end, std::string(text.substr(start, end - start)));
}

std::optional<Entity> entity_at(std::string_view text, std::size_t at) {
  char const c = text[at];
  if (c == '#') return hashtag(text, at);
  if (c == '@') return mention(text, at);
  if (!alnum(c)) return std::nullopt;
  if (auto url = schemed_url(text, at)) return url;
  return bare_url(text, at);
}

/// Past the word that starts here, so that a long run is tried once.
std::size_t past_word(std::string_view text, std::size_t at) {
  if (!domain_char(text[at])) return at + 1;
  while (at < text.size() && domain_char(text[at])) ++at;
  return at;
}

}  // namespace

std::vector<Entity> find_entities(std::string_view utf8) {
  std::vector<Entity> found;
  for (std::size_t at = 0; at < utf8.size();) {
    std::optional<Entity> next = entity_at(utf8, at);
    if (next) found.push_back(std::move(*next));
    at = !found.empty() && found.back().range.byte_end > at ? found.back().range.byte_end : past_word(utf8, at);
  }
  return found;
}

std::string host_of(std::string_view url) {
  std::size_t const scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, std::min(url.find_first_of("/?#"), url.size()));
  std::size_t const at = url.rfind('@');
  if (at != std::string_view::npos) url.remove_prefix(at + 1);
  std::string host = lower_case(url.substr(0, std::min(url.find(':'), url.size())));
  if (host.rfind("www.", 0) == 0) host.erase(0, 4);
  return host;
}

bool is_top_level_domain(std::string_view label) {
  static std::unordered_set<std::string_view> const domains = read_domains();
  return domains.count(label) != 0;
}

}  // namespace parvis::text
