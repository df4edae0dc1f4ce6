// SPDX-License-Identifier: AGPL-3.0-or-later
#include "runner/match.h"

#include "runner/script.h"

namespace parvis::scenario {
namespace {

std::string shown(json::Value const& value) {
  std::string text = boost::json::serialize(value);
  if (text.size() > 600) text = text.substr(0, 600) + "…";
  return text;
}

[[noreturn]] void differ(std::string const& path, json::Value const& expected, json::Value const& got) {
  throw Mismatch((path.empty() ? "the answer" : path) + ": expected " + shown(expected) + ", got " + shown(got));
}

std::string plain(json::Value const& value) { return value.is_string() ? json::text_of(value) : boost::json::serialize(value); }

void match_array(boost::json::array const& expected, json::Value const& got, Captures& captures, std::string const& path) {
  if (!got.is_array()) differ(path, expected, got);
  bool const open = !expected.empty() && expected.back().is_string() && expected.back().get_string() == "...";
  std::size_t const fixed = expected.size() - (open ? 1 : 0);
  std::size_t const count = got.get_array().size();
  if (open ? count < fixed : count != fixed) differ(path + " (" + std::to_string(count) + " elements)", expected, got);
  for (std::size_t i = 0; i < fixed; ++i) match(expected[i], got.get_array()[i], captures, path + "/" + std::to_string(i));
}

void match_object(boost::json::object const& expected, json::Value const& got, Captures& captures, std::string const& path) {
  if (!got.is_object()) differ(path, expected, got);
  for (auto const& member : expected) {
    std::string const name(member.key());
    json::Value const* const found = got.get_object().if_contains(name);
    if (found != nullptr) {
      match(member.value(), *found, captures, path + "/" + name);
    } else if (!member.value().is_null()) {
      differ(path + "/" + name + " (absent)", member.value(), got);
    }
  }
}

// Takes what stands before `rest` of the pattern: the shortest text after which the rest fits.
bool fits_after(std::string const& name, std::string const& rest, std::string const& text, Captures& captures) {
  for (std::size_t length = 0; length <= text.size(); ++length) {
    Captures tried = captures;
    if (!name.empty()) {
      auto const [known, fresh] = tried.emplace(name, text.substr(0, length));
      if (!fresh && known->second != text.substr(0, length)) continue;
    }
    if (!fits(rest, text.substr(length), tried)) continue;
    captures = std::move(tried);
    return true;
  }
  return false;
}

}  // namespace

std::string filled(std::string const& text, Captures const& captures) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const open = std::min(text.find("{{", at), text.size());
    out += text.substr(at, open - at);
    if (open == text.size()) break;
    std::size_t const close = text.find("}}", open);
    std::string const name = text.substr(open + 2, close - open - 2);
    auto const found = captures.find(name);
    if (close == std::string::npos || found == captures.end()) throw Mismatch("nothing was taken as {{" + name + "}}");
    out += found->second;
    at = close + 2;
  }
  return out;
}

bool fits(std::string const& pattern, std::string const& text, Captures& captures) {
  std::size_t const star = std::min(pattern.find('*'), pattern.size());
  std::size_t const open = std::min(pattern.find("{{"), pattern.size());
  std::size_t const special = std::min(star, open);
  if (special == pattern.size()) return pattern == text;
  if (text.compare(0, special, pattern, 0, special) != 0) return false;
  if (star < open) return fits_after("", pattern.substr(star + 1), text.substr(star), captures);
  std::size_t const close = pattern.find("}}", open);
  if (close == std::string::npos) throw Mismatch("{{ without }} in " + pattern);
  return fits_after(pattern.substr(open + 2, close - open - 2), pattern.substr(close + 2), text.substr(open), captures);
}

void match(json::Value const& expected, json::Value const& got, Captures& captures, std::string const& path) {
  if (expected.is_object()) return match_object(expected.get_object(), got, captures, path);
  if (expected.is_array()) return match_array(expected.get_array(), got, captures, path);
  if (!expected.is_string()) {
    if (expected != got && !(expected.is_number() && got.is_number() && expected.to_number<double>() == got.to_number<double>())) differ(path, expected, got);
    return;
  }
  std::string const pattern = json::text_of(expected);
  bool const takes_anything = pattern == "*" || (pattern.starts_with("{{") && pattern.find("}}") == pattern.size() - 2);
  if (!got.is_string() && !takes_anything) differ(path, expected, got);
  if (!fits(pattern, plain(got), captures)) differ(path, json::Value(pattern), got);
}

}  // namespace parvis::scenario
