// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/multibase.h"

#include <algorithm>
#include <vector>

namespace parvis::seal {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::size_t longest = 1000;
constexpr std::string_view ed25519_prefix = "\xED\x01";

// Multiplies a number kept as digits of base `to`, lowest first, by `from`, and adds `digit`.
void carry(std::vector<unsigned>& digits, unsigned digit, unsigned from, unsigned to) {
  for (unsigned& place : digits) {
    digit += place * from;
    place = digit % to;
    digit /= to;
  }
  for (; digit > 0; digit /= to) digits.push_back(digit % to);
}

std::size_t leading(std::string_view text, char zero) { return std::min(text.find_first_not_of(zero), text.size()); }

}  // namespace

std::string base58(std::string_view bytes) {
  std::vector<unsigned> digits;
  for (char const byte : bytes) carry(digits, static_cast<unsigned char>(byte), 256, 58);
  std::string out(leading(bytes, '\0'), alphabet.front());
  std::transform(digits.rbegin(), digits.rend(), std::back_inserter(out), [](unsigned digit) { return alphabet[digit]; });
  return out;
}

std::optional<std::string> from_base58(std::string_view text) {
  if (text.size() > longest) return std::nullopt;
  std::vector<unsigned> bytes;
  for (char const c : text) {
    std::size_t const digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    carry(bytes, static_cast<unsigned>(digit), 58, 256);
  }
  std::string out(leading(text, alphabet.front()), '\0');
  std::transform(bytes.rbegin(), bytes.rend(), std::back_inserter(out), [](unsigned byte) { return static_cast<char>(byte); });
  return out;
}

std::string multibase(std::string_view bytes) { return 'z' + base58(bytes); }

std::optional<std::string> from_multibase(std::string_view text) {
  return text.substr(0, 1) == "z" ? from_base58(text.substr(1)) : std::nullopt;
}

std::string multikey(std::string_view public_key) { return multibase(std::string(ed25519_prefix).append(public_key)); }

std::optional<std::string> from_multikey(std::string_view text) {
  auto const bytes = from_multibase(text);
  if (!bytes || bytes->size() != 34 || bytes->substr(0, 2) != ed25519_prefix) return std::nullopt;
  return bytes->substr(2);
}

}  // namespace parvis::seal
