// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/embedded_proof.h"

#include <optional>

#include "base/digest.h"
#include "seal/canonical_json.h"
#include "seal/dataset.h"
#include "seal/multibase.h"
#include "seal/vocabulary.h"

namespace parvis::seal {
namespace {

namespace js = boost::json;

constexpr std::string_view rdfc = "eddsa-rdfc-2022", jcs = "eddsa-jcs-2022";

std::string_view text_in(js::object const& object, std::string_view name) {
  auto const* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string_view(found->get_string().data(), found->get_string().size()) : std::string_view();
}

Result<std::string> digest_of(js::object const& object, Suite suite) {
  if (suite == Suite::eddsa_jcs_2022) return sha256(canonical_json(object));
  TRY(Quads const quads, quads_of(object));
  TRY(CanonicalDataset const dataset, canonical_dataset(quads));
  return sha256(dataset.text);
}

std::optional<Suite> suite_of(js::object const& proof) {
  auto const name = text_in(proof, "cryptosuite");
  if (name == rdfc) return Suite::eddsa_rdfc_2022;
  return name == jcs ? std::optional(Suite::eddsa_jcs_2022) : std::nullopt;
}

js::object const* proof_in(js::object const& document) {
  auto const* found = document.if_contains("proof");
  return found != nullptr ? found->if_object() : nullptr;
}

}  // namespace

js::object proof_options(ProofOptions const& options, js::object const& document) {
  js::object proof{{"type", "DataIntegrityProof"},
                   {"cryptosuite", js::string(options.suite == Suite::eddsa_rdfc_2022 ? rdfc : jcs)},
                   {"created", options.created.to_string()},
                   {"verificationMethod", options.verification_method},
                   {"proofPurpose", "assertionMethod"}};
  auto const* context = document.if_contains("@context");
  if (options.suite == Suite::eddsa_jcs_2022 && context != nullptr) proof["@context"] = *context;
  return proof;
}

Result<std::string> hash_to_sign(js::object const& document, js::object const& options, Suite suite) {
  js::object bare = document;
  bare.erase("proof");
  TRY(std::string const of_options, digest_of(options, suite));
  TRY(std::string const of_document, digest_of(bare, suite));
  return of_options + of_document;
}

Result<js::object> with_proof(js::object document, ProofOptions const& options, Ed25519Key const& key) {
  js::object proof = proof_options(options, document);
  TRY(std::string const hash, hash_to_sign(document, proof, options.suite));
  proof["proofValue"] = multibase(key.sign(hash));
  document["proof"] = std::move(proof);
  return document;
}

Result<std::string> key_named(js::object const& document) {
  js::object const* const proof = proof_in(document);
  if (proof == nullptr) return invalid("seal.proof_missing");
  return std::string(text_in(*proof, "verificationMethod"));
}

Done check_proof(js::object const& document, std::string_view public_key) {
  js::object const* const proof = proof_in(document);
  if (proof == nullptr) return invalid("seal.proof_missing");
  auto const suite = suite_of(*proof);
  if (!suite || text_in(*proof, "proofPurpose") != "assertionMethod") return invalid_field("proof/cryptosuite", "seal.suite_unknown");
  js::object options = *proof;
  options.erase("proofValue");
  TRY(std::string const hash, hash_to_sign(document, options, *suite));
  auto const signature = from_multibase(text_in(*proof, "proofValue"));
  if (!signature || !ed25519_verifies(public_key, hash, *signature)) return invalid("seal.proof_wrong");
  return {};
}

}  // namespace parvis::seal
