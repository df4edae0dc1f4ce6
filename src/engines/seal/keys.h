// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The two kinds of keys a certifier signs with: Ed25519 (RFC 8032, libsodium) for linked-data proofs, RSA with SHA-256
// ("RS256", RFC 7518 §3.3, OpenSSL) for JSON web tokens. Secrets leave only through seed() and pem(), to be stored sealed.

#include <memory>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "base/result.h"

namespace parvis::seal {

class Ed25519Key {
 public:
  static Ed25519Key generate();
  /// A seed of 32 bytes. Problem "seal.key_malformed".
  static Result<Ed25519Key> from_seed(std::string_view seed);

  std::string const& seed() const { return seed_; }
  std::string const& public_key() const { return public_; }  // 32 bytes
  std::string sign(std::string_view message) const;          // 64 bytes

 private:
  std::string seed_, public_, secret_;
};

/// False for a signature or key of the wrong length too.
bool ed25519_verifies(std::string_view public_key, std::string_view message, std::string_view signature);

class RsaKey {
 public:
  /// 3072 bits, as ANSSI asks for use beyond 2030. Takes up to some seconds.
  static RsaKey generate();
  /// PKCS #8. Problem "seal.key_malformed".
  static Result<RsaKey> from_pem(std::string_view pem);

  std::string pem() const;
  /// {"kty":"RSA","n":…,"e":…} (RFC 7517).
  boost::json::object public_jwk() const;
  std::string sign(std::string_view message) const;

 private:
  explicit RsaKey(std::shared_ptr<void> key) : key_(std::move(key)) {}
  std::shared_ptr<void> key_;  // EVP_PKEY, never changed
};

/// False when the key is no RSA public key in JWK form.
bool rs256_verifies(boost::json::object const& public_jwk, std::string_view message, std::string_view signature);

}  // namespace parvis::seal
