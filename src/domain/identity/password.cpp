// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/password.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <new>

#include <sodium.h>

#include "base/encoding.h"

namespace parvis::identity {
namespace {

constexpr std::size_t shortest = 10, longest = 128;

// The most frequent of the public leaks that are at least as long as `shortest`, and the French keyboard's own.
constexpr std::array leaked{
    "1234567890",   "12345678910",  "123456789a",   "1q2w3e4r5t",    "1q2w3e4r5t6y", "qwertyuiop",    "qwerty1234",   "qwerty12345",
    "azertyuiop",   "azerty1234",   "azerty12345",  "azerty123456",  "motdepasse",   "motdepasse1",   "motdepasse123", "password12",
    "password123",  "password1234", "passw0rd123",  "iloveyou123",   "jetaime123",   "doudou12345",   "marseille13",  "0123456789",
    "9876543210",   "0987654321",   "1111111111",   "0000000000",    "aaaaaaaaaa",   "abcdefghij",    "abcd123456",   "abc1234567",
    "qwertyuiop123", "administrateur", "administrator", "adminadmin", "admin12345",  "admin123456",   "welcome123",   "bienvenue1",
    "bienvenue123", "changeme123",  "letmein1234",  "superman123",   "football123",  "princesse1",    "soleil12345",  "chocolat123",
    "qazwsxedcrfv", "1qaz2wsx3edc", "zaq12wsxcde3", "123123123123",  "121212121212", "123321123321",  "147258369a",   "a123456789",
    "q1w2e3r4t5y6", "asdfghjkl123", "poiuytrewq",   "zxcvbnm1234",   "wxcvbn12345",  "qsdfghjklm",    "parvisparvis", "communitymanager",
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool known_leak(std::string const& folded) {
  return std::any_of(leaked.begin(), leaked.end(), [&](char const* one) { return folded == one; });
}

Failure busy() { return limited("identity.busy", std::chrono::seconds(1)); }

}  // namespace

Done check_password(std::string_view password, std::string_view email) {
  std::size_t const length = code_points(password);
  if (length < shortest) {
    return invalid_field("password", "identity.password_too_short", std::to_string(shortest), std::to_string(length));
  }
  if (length > longest) {
    return invalid_field("password", "identity.password_too_long", std::to_string(longest), std::to_string(length));
  }
  std::string const folded = lower(password);
  if (known_leak(folded)) return invalid_field("password", "identity.password_leaked");
  std::string_view const mail_name = email.substr(0, email.find('@'));
  if (mail_name.size() >= 4 && folded.find(lower(mail_name)) != std::string::npos) {
    return invalid_field("password", "identity.password_like_email");
  }
  return {};
}

PasswordCost PasswordCost::usual() { return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE}; }
PasswordCost PasswordCost::cheap() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

std::string PasswordHasher::hashed(std::string_view password) const {
  std::array<char, crypto_pwhash_STRBYTES> encoded{};
  int const failed = crypto_pwhash_str(encoded.data(), password.data(), password.size(), cost_.operations, cost_.memory);
  if (failed != 0) throw std::bad_alloc();
  return encoded.data();
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  auto const turn = turns_.enter();
  if (!turn) return busy();
  return hashed(password);
}

Result<bool> PasswordHasher::verify(std::string_view password, std::string const& hash) {
  auto const turn = turns_.enter();
  if (!turn) return busy();
  static std::once_flag once;
  static std::string decoy;
  std::call_once(once, [&] { decoy = hashed("a password that no one has"); });
  std::string const& compared = hash.empty() ? decoy : hash;
  return crypto_pwhash_str_verify(compared.c_str(), password.data(), password.size()) == 0 && !hash.empty();
}

}  // namespace parvis::identity
