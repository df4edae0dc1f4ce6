// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Secrets at rest: XChaCha20-Poly1305 with a key kept in a file beside the database, not in it, created on the
// first start with mode 0600. The text form carries the key's id so that a key can be rotated.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis {

class SecretBox {
 public:
  /// Reads the key file, or creates it. Throws std::runtime_error when the file cannot be read, written or is damaged.
  static SecretBox open(std::filesystem::path const& key_file);
  /// A box with this 32-byte key, for tests.
  static SecretBox with_key(std::string key);

  /// "v1.<key id>.<base64url(nonce, ciphertext)>". `context` binds the secret to its place (table and row id).
  std::string seal(std::string_view secret, std::string_view context) const;
  /// Problem "secret.unreadable": another key, another context or altered bytes.
  Result<std::string> unseal(std::string_view sealed, std::string_view context) const;
  /// First 8 hexadecimal digits of the key's SHA-256.
  std::string key_id() const;
  /// A 32-byte key derived for one purpose ("links", "sessions"...), so that no key serves two.
  std::string derived_key(std::string_view purpose) const;

 private:
  explicit SecretBox(std::string key) : key_(std::move(key)) {}
  std::string key_;
};

}  // namespace parvis
