// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/totp.h"

#include "base/digest.h"
#include "base/encoding.h"
#include "base/random.h"

namespace parvis::identity {
namespace {

constexpr std::int64_t step_milliseconds = 30'000;

unsigned byte(std::string const& digest, std::size_t at) { return static_cast<unsigned char>(digest[at]); }

}  // namespace

std::string new_totp_secret() { return random_bytes(20); }

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) counter[i] = static_cast<char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::string const digest = hmac_sha1(secret, counter);
  std::size_t const at = byte(digest, 19) & 0x0F;
  unsigned const number = (byte(digest, at) & 0x7F) << 24 | byte(digest, at + 1) << 16 | byte(digest, at + 2) << 8 | byte(digest, at + 3);
  std::string const digits = std::to_string(number % 1'000'000);
  return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now) {
  std::int64_t const current = now.milliseconds() / step_milliseconds;
  for (std::int64_t step : {current, current - 1, current + 1}) {
    if (equal_in_constant_time(totp_code(secret, step), code)) return step;
  }
  return std::nullopt;
}

std::string base32(std::string_view bytes) {
  static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (unsigned char c : bytes) {
    buffer = buffer << 8 | c;
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[buffer >> (bits - 5) & 31];
  }
  if (bits > 0) out += alphabet[buffer << (5 - bits) & 31];
  return out;
}

std::string totp_address(std::string_view secret, std::string_view email) {
  return "otpauth://totp/Parvis:" + percent_encoded(email) + "?secret=" + base32(secret) + "&issuer=Parvis";
}

}  // namespace parvis::identity
