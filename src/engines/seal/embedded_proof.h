// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Proofs inside a document (W3C Data Integrity EdDSA Cryptosuites 1.0): eddsa-rdfc-2022 over what the document says,
// eddsa-jcs-2022 over how it is written. The former is what Open Badges 3.0 asks for.

#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/describe.hpp>

#include "base/result.h"
#include "base/time.h"
#include "seal/keys.h"

namespace parvis::seal {

enum class Suite { eddsa_rdfc_2022, eddsa_jcs_2022 };

struct ProofOptions {
  std::string verification_method;  // the key's address, "did:web:example.org#key-1"
  Instant created;
  Suite suite = Suite::eddsa_rdfc_2022;
};

/// The proof without its value, as it is hashed; with the document's contexts for the jcs suite.
boost::json::object proof_options(ProofOptions const& options, boost::json::object const& document);

/// What is signed: SHA-256 of the options, then SHA-256 of the document without its proof; 64 bytes.
/// Problems of quads_of() and canonical_dataset().
Result<std::string> hash_to_sign(boost::json::object const& document, boost::json::object const& options, Suite suite);

/// The document with its proof. Problems as hash_to_sign().
Result<boost::json::object> with_proof(boost::json::object document, ProofOptions const& options, Ed25519Key const& key);

/// The address of the key that the document's one proof names. Problem "seal.proof_missing".
Result<std::string> key_named(boost::json::object const& document);

/// The proof stands. Problems "seal.proof_missing", "seal.suite_unknown", "seal.proof_wrong", and those of hash_to_sign().
Done check_proof(boost::json::object const& document, std::string_view public_key);

}  // namespace parvis::seal
