// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/nir.h"

#include <cstdint>

namespace parvis::enrol {
namespace {

constexpr std::size_t length_without_key = 13, length_with_key = 15, department_letter = 6;
constexpr std::int64_t modulus = 97;

std::string compact(std::string_view typed) {
  std::string out;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed.substr(i, 2) == "\xC2\xA0") { ++i; continue; }        // no-break space
    if (typed.substr(i, 3) == "\xE2\x80\xAF") { i += 2; continue; }  // narrow no-break space
    char const c = typed[i];
    if (c == ' ' || c == '.' || c == '-') continue;
    out += c == 'a' ? 'A' : c == 'b' ? 'B' : c;
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool well_formed(std::string_view text) {
  if (text.size() != length_with_key) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const corsican = i == department_letter && text[i - 1] == '2' && (text[i] == 'A' || text[i] == 'B');
    if (!is_digit(text[i]) && !corsican) return false;
  }
  return text.front() != '0';
}

}  // namespace

int nir_key(std::string_view thirteen) {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < thirteen.size(); ++i) {
    bool const letter = i == department_letter && !is_digit(thirteen[i]);
    // 2A is read 19 and 2B 18: the digit before is a 2 already counted, hence what is taken off.
    if (letter) {
      number = (number - 1) * 10 + (thirteen[i] == 'A' ? 9 : 8);
    } else {
      number = number * 10 + (thirteen[i] - '0');
    }
  }
  return static_cast<int>(modulus - number % modulus);
}

Result<std::string> checked_nir(std::string_view typed) {
  std::string const text = compact(typed);
  if (!well_formed(text)) return invalid_field("", "enrol.nir_malformed", "13 + 2", std::to_string(text.size()));
  std::string const thirteen = text.substr(0, length_without_key);
  if (nir_key(thirteen) != std::stoi(text.substr(length_without_key))) return invalid_field("", "enrol.nir_key", "97 - n mod 97");
  return thirteen;
}

}  // namespace parvis::enrol
