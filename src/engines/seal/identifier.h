// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Decentralised identifiers: did:key (a key is its own address) and did:web (an address under a domain, whose document is
// served there), with the document that lists an issuer's keys. A key that no longer signs stays listed, so that what it
// signed still verifies.

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace parvis::seal {

/// "did:key:z6Mk…" of a 32-byte Ed25519 public key.
std::string key_identifier(std::string_view public_key);

/// "did:web:example.org%3A8080:certifiers:1" of "https://example.org:8080" and "certifiers/1" (no slash at either end).
std::string web_identifier(std::string_view origin, std::string_view path);

struct ListedKey {
  std::string name;                 // the fragment, "key-1"
  std::string multikey;             // of an Ed25519 key, or empty
  boost::json::object public_jwk;   // of an RSA key, or empty
};

/// One key's own document, as a verifier asks for it by its full address.
boost::json::object key_document(std::string const& issuer, ListedKey const& key);
/// The issuer's document with all its keys.
boost::json::object issuer_document(std::string const& issuer, std::vector<ListedKey> const& keys);

}  // namespace parvis::seal
