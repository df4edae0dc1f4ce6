// SPDX-License-Identifier: AGPL-3.0-or-later
// The issuer's keys: the secret half sealed at rest, the public half listed for ever under the issuer's address.
#include "certify/act.h"
#include "certify/certificate_store.h"
#include "certify/signing.h"
#include "seal/identifier.h"
#include "seal/multibase.h"

namespace parvis::certify {
namespace {

constexpr char const* secret_place = "certify_key_secret:";

SigningKey fresh_key(Desk const& desk, WorkspaceId const& workspace, std::size_t number, KeyKind kind) {
  SigningKey key;
  key.id = KeyId::make(desk.clock);
  key.workspace_id = workspace;
  key.name = "key-" + std::to_string(number);
  key.kind = kind;
  key.created_at = desk.clock.now();
  return key;
}

void keep_key(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<SigningKey const&, std::string const&> made) {
  auto const& [key, secret] = made;
  put(tx, key);
  put_secret(tx, key.id, desk.identity.secrets.seal(secret, secret_place + key.id.to_string()));
  record_kept(tx, desk, actor, {"certify.key_made", key_table, key.id.to_string(), json::to_value(key)});
}

void retire(store::Transaction& tx, Desk const& desk, Actor const& actor, KeyKind kind) {
  auto key = active_key(tx, actor.workspace, kind);
  if (!key) return;
  key->state = KeyState::retired;
  key->retired_at = desk.clock.now();
  ++key->revision;
  put(tx, *key);
  record_kept(tx, desk, actor, {"certify.key_retired", key_table, key->id.to_string(), json::to_value(*key)});
}

struct FreshKeys {
  seal::Ed25519Key proof = seal::Ed25519Key::generate();
  seal::RsaKey token = seal::RsaKey::generate();
};

void keep_both(store::Transaction& tx, Desk const& desk, Actor const& actor, FreshKeys const& fresh) {
  std::size_t const before = key_rows(tx, actor.workspace).size();
  SigningKey token = fresh_key(desk, actor.workspace, before + 1, KeyKind::rsa);
  token.public_key = boost::json::serialize(fresh.token.public_jwk());
  keep_key(tx, desk, actor, {token, fresh.token.pem()});
  SigningKey proof = fresh_key(desk, actor.workspace, before + 2, KeyKind::ed25519);
  proof.public_key = seal::multikey(fresh.proof.public_key());
  keep_key(tx, desk, actor, {proof, fresh.proof.seed()});
}

Result<std::string> secret_of(store::Transaction& tx, Desk const& desk, SigningKey const& key) {
  return desk.identity.secrets.unseal(sealed_secret(tx, key.id), secret_place + key.id.to_string());
}

}  // namespace

std::string issuer_of(Desk const& desk, WorkspaceId const& workspace) {
  return seal::web_identifier(desk.identity.public_address, "certifiers/" + workspace.to_string());
}

seal::ListedKey listed(SigningKey const& key) {
  if (key.kind == KeyKind::ed25519) return {key.name, key.public_key, {}};
  return {key.name, "", json::parse(key.public_key)->as_object()};
}

Done ensure_keys(Desk const& desk, WorkspaceId const& workspace) {
  bool const present = desk.database.read([&](store::Transaction& tx) { return active_key(tx, workspace, KeyKind::rsa).has_value(); });
  if (present) return {};
  FreshKeys const fresh;  // seconds of work: outside of any transaction
  desk.database.write([&](store::Transaction& tx) {
    if (!active_key(tx, workspace, KeyKind::rsa)) keep_both(tx, desk, system_actor(workspace), fresh);
  });
  return {};
}

Result<Signer> load_signer(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace) {
  auto const proof = active_key(tx, workspace, KeyKind::ed25519);
  auto const token = active_key(tx, workspace, KeyKind::rsa);
  if (!proof || !token) return not_found("certify.verification_not_found");
  TRY(std::string const seed, secret_of(tx, desk, *proof));
  TRY(std::string const pem, secret_of(tx, desk, *token));
  TRY(auto proof_key, seal::Ed25519Key::from_seed(seed));
  TRY(auto token_key, seal::RsaKey::from_pem(pem));
  std::string const issuer = issuer_of(desk, workspace);
  return Signer{issuer, issuer + '#' + proof->name, issuer + '#' + token->name, std::move(proof_key), std::move(token_key)};
}

std::vector<SigningKey> keys(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return key_rows(tx, actor.workspace); });
}

Result<std::vector<SigningKey>> rotate_keys(Desk const& desk, Actor const& actor) {
  FreshKeys const fresh;
  return desk.database.write([&](store::Transaction& tx) -> Result<std::vector<SigningKey>> {
    for (KeyKind const kind : {KeyKind::rsa, KeyKind::ed25519}) retire(tx, desk, actor, kind);
    keep_both(tx, desk, actor, fresh);
    return key_rows(tx, actor.workspace);
  });
}

Result<json::Value> issuer_document(Desk const& desk, WorkspaceId const& workspace) {
  std::vector<seal::ListedKey> all;
  for (SigningKey const& key : desk.database.read([&](store::Transaction& tx) { return key_rows(tx, workspace); })) all.push_back(listed(key));
  if (all.empty()) return not_found("certify.verification_not_found");
  return json::Value(seal::issuer_document(issuer_of(desk, workspace), all));
}

}  // namespace parvis::certify
