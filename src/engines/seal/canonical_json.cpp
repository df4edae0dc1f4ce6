// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/canonical_json.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace parvis::seal {
namespace {

namespace js = boost::json;

// Beyond the basic plane UTF-16 writes surrogates (D800 to DFFF), which sort before E000 to FFFF: so code points cannot
// be compared as they are. Moving the two ranges apart gives the same order without converting.
std::uint32_t utf16_rank(std::uint32_t code_point) {
  if (code_point < 0xE000) return code_point;
  return code_point < 0x10000 ? code_point + 0x200000 : code_point;
}

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  auto const first = static_cast<unsigned char>(text[at++]);
  int const more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  std::uint32_t point = more == 0 ? first : first & (0x3Fu >> more);
  for (int i = 0; i < more && at < text.size(); ++i) point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return point;
}

bool before_in_utf16(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    std::uint32_t const left = utf16_rank(next_code_point(a, i));
    std::uint32_t const right = utf16_rank(next_code_point(b, j));
    if (left != right) return left < right;
  }
  return i >= a.size() && j < b.size();
}

void write_text(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (char const c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\f': out += "\\f"; break;
      case '\r': out += "\\r"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) {
          out += c;
        } else {
          ((out += "\\u00") += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 0xF];
        }
    }
  }
  out += '"';
}

void write(std::string& out, js::value const& value);

void write_object(std::string& out, js::object const& object) {
  std::vector<js::key_value_pair const*> members;
  for (auto const& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(), [](auto const* a, auto const* b) {
    return before_in_utf16({a->key().data(), a->key().size()}, {b->key().data(), b->key().size()});
  });
  out += '{';
  for (auto const* member : members) {
    if (member != members.front()) out += ',';
    write_text(out, {member->key().data(), member->key().size()});
    out += ':';
    write(out, member->value());
  }
  out += '}';
}

void write_array(std::string& out, js::array const& array) {
  out += '[';
  for (auto const& element : array) {
    if (&element != array.begin()) out += ',';
    write(out, element);
  }
  out += ']';
}

void write(std::string& out, js::value const& value) {
  switch (value.kind()) {
    case js::kind::null: out += "null"; break;
    case js::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
    case js::kind::int64: out += canonical_number(static_cast<double>(value.get_int64())); break;
    case js::kind::uint64: out += canonical_number(static_cast<double>(value.get_uint64())); break;
    case js::kind::double_: out += canonical_number(value.get_double()); break;
    case js::kind::string: write_text(out, {value.get_string().data(), value.get_string().size()}); break;
    case js::kind::array: write_array(out, value.get_array()); break;
    case js::kind::object: write_object(out, value.get_object()); break;
  }
}

// `digits` is the shortest decimal without point, worth digits × 10^(point - digits.size()).
std::string placed(std::string const& digits, int point) {
  int const count = static_cast<int>(digits.size());
  if (count <= point && point <= 21) return digits + std::string(static_cast<std::size_t>(point - count), '0');
  if (0 < point && point <= 21) return digits.substr(0, static_cast<std::size_t>(point)) + '.' + digits.substr(static_cast<std::size_t>(point));
  if (-6 < point && point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  int const exponent = point - 1;
  std::string const fraction = count > 1 ? '.' + digits.substr(1) : "";
  return digits.substr(0, 1) + fraction + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

}  // namespace

std::string canonical_number(double number) {
  if (number == 0) return "0";
  char buffer[32];
  auto const end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(number), std::chars_format::scientific).ptr;
  std::string_view const shown(buffer, static_cast<std::size_t>(end - buffer));
  std::size_t const e = shown.find('e');
  std::string digits(shown.substr(0, 1));
  if (e > 1) digits += shown.substr(2, e - 2);
  int const exponent = std::stoi(std::string(shown.substr(e + 1)));
  return (number < 0 ? "-" : "") + placed(digits, exponent + 1);
}

std::string canonical_json(boost::json::value const& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace parvis::seal
