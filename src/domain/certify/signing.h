// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The keys as what issues and what verifies needs them, within this room.

#include "certify/certificates.h"
#include "seal/identifier.h"
#include "seal/keys.h"

namespace parvis::certify {

/// The active keys of an issuer, opened.
struct Signer {
  std::string issuer;
  std::string proof_key_id;
  std::string token_key_id;
  seal::Ed25519Key proof;
  seal::RsaKey token;
};

/// Makes both keys when the workspace has none.
Done ensure_keys(Desk const& desk, WorkspaceId const& workspace);
/// Problems certify.verification_not_found (no keys), secret.unreadable.
Result<Signer> load_signer(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace);
seal::ListedKey listed(SigningKey const& key);

/// Addresses under which things are served.
std::string verification_address(Desk const& desk, std::string const& id);
std::string list_address(Desk const& desk, StatusListAsked const& asked);

}  // namespace parvis::certify
