// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Passwords: what is accepted, and argon2id hashing with a cap on how many run at once, so that a burst of sign-ins
// cannot take the machine's memory (64 MiB each).

#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis::identity {

/// Accepts 10 to 128 code points that are not among the local list of leaked passwords (compared without case) and do
/// not hold the person's mail name. Problems on field "password": "identity.password_too_short",
/// "identity.password_too_long", "identity.password_leaked", "identity.password_like_email".
Done check_password(std::string_view password, std::string_view email);

/// How hard a hash is. `usual` follows libsodium's interactive limits; `cheap` serves tests and the demo's making.
struct PasswordCost {
  unsigned long long operations;
  std::size_t memory;
  static PasswordCost usual();
  static PasswordCost cheap();
};

/// Thread-safe.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost) : cost_(cost) {}
  /// The encoded argon2id hash. Throws std::bad_alloc when the memory is not to be had.
  std::string hash(std::string_view password);
  /// True when the password gives the hash. An empty hash costs the same time and is false, so that the answer's
  /// delay does not tell whether the address has an account.
  bool verify(std::string_view password, std::string const& hash);

 private:
  static constexpr int most_at_once = 2;
  PasswordCost cost_;
  std::counting_semaphore<most_at_once> turns_{most_at_once};
};

}  // namespace parvis::identity
