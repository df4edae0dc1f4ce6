// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/json.h"
#include "seal/canonical_json.h"
#include "seal/embedded_proof.h"
#include "seal/dataset.h"
#include "seal/identifier.h"
#include "seal/internal/vectors_folder.h"
#include "seal/multibase.h"
#include "seal/status_list.h"
#include "seal/token.h"
#include "seal/vocabulary.h"

namespace parvis::seal {
namespace {

namespace js = boost::json;

constexpr char const* method = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

js::object object_of(std::string const& text) { return json::parse(text)->as_object(); }

js::object badge() {
  return object_of(R"({"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id":"https://x.test/verification/1","type":["VerifiableCredential","OpenBadgeCredential"],"name":"Bloc 1","issuer":{"id":"did:web:x.test","type":["Profile"],"name":"X"},
    "validFrom":"2026-11-23T09:00:00Z","credentialSubject":{"type":["AchievementSubject"],"identifier":[{"type":"IdentityObject","hashed":true,"identityHash":"sha256$00","identityType":"emailAddress","salt":"s"}],
    "achievement":{"id":"https://x.test/a/B1","type":["Achievement"],"name":"Bloc 1","description":"d","criteria":{"narrative":"c"}}}})");
}

ProofOptions options_of(Suite suite) { return {method, *Instant::parse("2023-02-24T23:36:38Z"), suite}; }

Ed25519Key published_key(std::filesystem::path const& folder) {
  auto const pair = object_of(whole_text(folder / "keyPair.json"));
  auto const secret = from_multibase(std::string(pair.at("privateKeyMultibase").as_string()));
  auto const key = Ed25519Key::from_seed(secret->substr(2));
  EXPECT_EQ(multikey(key->public_key()), std::string(pair.at("publicKeyMultibase").as_string()));
  return *key;
}

// The two documents use terms that ours do not, so their N-Quads are taken as published; all that follows is ours.
void expect_signed_by_meaning(std::filesystem::path const& folder, Ed25519Key const& key) {
  auto const document = canonical_dataset(*read_quads(whole_text(folder / "canonDocDataInt.txt")));
  EXPECT_EQ(sha256_hex(document->text), whole_text(folder / "docHashDataInt.txt"));
  auto const options = canonical_dataset(*quads_of(proof_options(options_of(Suite::eddsa_rdfc_2022), {})));
  EXPECT_EQ(options->text, whole_text(folder / "proofCanonDataInt.txt"));
  EXPECT_EQ(sha256_hex(options->text), whole_text(folder / "proofHashDataInt.txt"));
  std::string const hash = sha256(options->text) + sha256(document->text);
  EXPECT_EQ(hex(hash), whole_text(folder / "combinedHashDataInt.txt"));
  EXPECT_EQ(hex(key.sign(hash)), whole_text(folder / "sigHexDataInt.txt"));
  EXPECT_EQ(multibase(key.sign(hash)), whole_text(folder / "sigBTC58DataInt.txt"));
}

TEST(VectorsDataIntegrity, eddsa_rdfc_2022_hashes_and_signatures_are_those_published) {
  auto const folder = vectors_folder("vc-di-eddsa/TestVectors");
  if (folder.empty()) GTEST_SKIP() << "the EdDSA vectors are not here (../shared/data/vc-di-eddsa)";
  expect_signed_by_meaning(folder / "eddsa-rdfc-2022", published_key(folder));
  expect_signed_by_meaning(folder / "eddsa-rdfc-2022/employ", published_key(folder));
}

TEST(VectorsDataIntegrity, eddsa_jcs_2022_hashes_and_signature_are_those_published) {
  auto folder = vectors_folder("vc-di-eddsa/TestVectors");
  if (folder.empty()) GTEST_SKIP() << "the EdDSA vectors are not here (../shared/data/vc-di-eddsa)";
  auto const key = published_key(folder);
  auto const document = object_of(whole_text(folder / "unsigned.json"));
  folder /= "eddsa-jcs-2022";
  auto const options = proof_options(options_of(Suite::eddsa_jcs_2022), document);
  EXPECT_EQ(canonical_json(document), whole_text(folder / "canonDocJCS.txt"));
  EXPECT_EQ(canonical_json(options), whole_text(folder / "proofCanonJCS.txt"));
  EXPECT_EQ(hex(*hash_to_sign(document, options, Suite::eddsa_jcs_2022)), whole_text(folder / "combinedHashJCS.txt"));
  auto const secured = with_proof(document, options_of(Suite::eddsa_jcs_2022), key);
  EXPECT_EQ(std::string(secured->at("proof").at("proofValue").as_string()), whole_text(folder / "sigBTC58JCS.txt"));
  EXPECT_TRUE(check_proof(object_of(whole_text(folder / "signedJCS.json")), key.public_key()));
}

TEST(DataIntegrity, a_signed_badge_verifies_and_no_changed_one_does) {
  auto const key = Ed25519Key::generate();
  for (Suite const suite : {Suite::eddsa_rdfc_2022, Suite::eddsa_jcs_2022}) {
    auto const secured = with_proof(badge(), options_of(suite), key);
    ASSERT_TRUE(secured);
    EXPECT_TRUE(check_proof(*secured, key.public_key()));
    auto changed = *secured;
    changed["name"] = "Bloc 2";
    EXPECT_EQ(check_proof(changed, key.public_key()).error().code, "seal.proof_wrong");
    EXPECT_FALSE(check_proof(*secured, Ed25519Key::generate().public_key()));
  }
}

TEST(DataIntegrity, a_term_that_the_proof_would_not_cover_is_refused) {
  auto const key = Ed25519Key::generate();
  auto secured = *with_proof(badge(), options_of(Suite::eddsa_rdfc_2022), key);
  secured["grade"] = "20/20";
  EXPECT_EQ(check_proof(secured, key.public_key()).error().fields.front().code, "seal.term_unknown");
  secured.erase("grade");
  secured["@context"].as_array().push_back("https://x.test/other");
  EXPECT_EQ(check_proof(secured, key.public_key()).error().fields.front().code, "seal.context_unknown");
}

TEST(Token, opens_with_its_key_alone) {
  auto const key = RsaKey::generate();
  auto const token = credential_token(badge(), "did:web:x.test#key-2", key);
  EXPECT_EQ(*token_key(token), "did:web:x.test#key-2");
  auto const opened = open_token(token, key.public_jwk());
  ASSERT_TRUE(opened);
  EXPECT_EQ(canonical_json(*opened), canonical_json(badge()));
  EXPECT_EQ(open_token(token, RsaKey::generate().public_jwk()).error().code, "seal.token_wrong");
  EXPECT_EQ(RsaKey::from_pem(key.pem())->public_jwk(), key.public_jwk());
}

TEST(Token, without_signature_is_refused) {
  std::string const header = base64url(R"({"alg":"none"})");
  EXPECT_EQ(open_token(header + '.' + base64url("{}") + '.', RsaKey::generate().public_jwk()).error().code, "seal.token_wrong");
  EXPECT_EQ(open_token("not a token", {}).error().code, "seal.token_malformed");
}

TEST(StatusList, keeps_each_bit_through_its_encoded_form) {
  StatusList list;
  list.set(0), list.set(94'567), list.set(status_entries - 1), list.set(12), list.clear(12);
  auto const read = StatusList::decode(list.encode());
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->is_set(0) && read->is_set(94'567) && read->is_set(status_entries - 1));
  EXPECT_FALSE(read->is_set(12) || read->is_set(1));
  EXPECT_EQ(read->size(), 131'072u);
}

TEST(StatusList, refuses_what_is_no_list) {
  EXPECT_FALSE(StatusList::decode("u"));
  EXPECT_FALSE(StatusList::decode(StatusList().encode().substr(1)));
  EXPECT_FALSE(StatusList::decode("uH4sIAAAAAAAAA-3BMQ"));
}

TEST(Multibase, leading_zeroes_and_wrong_letters_are_told) {
  EXPECT_EQ(base58(std::string("\0\0a", 3)), "112g");
  EXPECT_EQ(*from_base58("112g"), std::string("\0\0a", 3));
  EXPECT_FALSE(from_base58("0OIl"));
  EXPECT_FALSE(from_multibase("uabc"));
}

TEST(Identifier, a_port_and_a_path_are_written_as_did_web_asks) {
  EXPECT_EQ(web_identifier("https://example.org:8080", "certifiers/1"), "did:web:example.org%3A8080:certifiers:1");
  EXPECT_EQ(web_identifier("https://example.org/", ""), "did:web:example.org");
}

TEST(Identifier, every_key_stays_listed) {
  auto const document = issuer_document("did:web:x.test", {{"key-1", "z6Mk", {}}, {"key-2", "", {{"kty", "RSA"}}}});
  EXPECT_EQ(document.at("assertionMethod").as_array().size(), 2u);
  EXPECT_EQ(document.at("verificationMethod").at(1).at("type").as_string(), "JsonWebKey");
}

}  // namespace
}  // namespace parvis::seal
