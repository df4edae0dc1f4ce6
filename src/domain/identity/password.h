// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Passwords: what is accepted, and argon2id hashing with a cap on how many run at once, so that a burst of sign-ins
// cannot take the machine's memory (64 MiB each).

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "identity/turns.h"

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

/// Thread-safe. At most two hash at once and four wait, each some tenths of a second; whoever comes next is told identity.busy
/// (limited, one second), so that a crowd at the door leaves workers to everyone else.
class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost) : cost_(cost) {}
  /// The encoded argon2id hash. Throws std::bad_alloc when the memory is not to be had.
  Result<std::string> hash(std::string_view password);
  /// True when the password gives the hash. An empty hash costs the same time and is false, so that the answer's
  /// delay does not tell whether the address has an account.
  Result<bool> verify(std::string_view password, std::string const& hash);

 private:
  std::string hashed(std::string_view password) const;

  PasswordCost cost_;
  Turns turns_{2, 4};
};

}  // namespace parvis::identity
