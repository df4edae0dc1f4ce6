// SPDX-License-Identifier: AGPL-3.0-or-later
// What becomes of a credential once delivered, and the lists that say it.
#include "certify/act.h"
#include "certify/certificate_store.h"
#include "certify/credential_form.h"
#include "certify/signing.h"
#include "seal/embedded_proof.h"
#include "seal/status_list.h"

namespace parvis::certify {
namespace {

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, Credential const& credential) {
  put(tx, credential);
  record_kept(tx, desk, actor, {"certify.credential_" + json::name_of(credential.state), credential_table, credential.id.to_string(), json::to_value(credential)});
}

// Building, signing and delivering are the program's; a person suspends, resumes, revokes.
bool by_person(CredentialEvent event) { return event == CredentialEvent::suspend || event == CredentialEvent::resume || event == CredentialEvent::revoke; }

}  // namespace

void revoke_credentials_of(store::Transaction& tx, Desk const& desk, Actor const& actor, RevokeOf const& revoke) {
  for (CredentialKind const kind : {CredentialKind::block, CredentialKind::certification, CredentialKind::record}) {
    auto credential = credential_for(tx, revoke.source_id, kind);
    if (!credential) continue;
    credential->state = *moved(credential->state, CredentialEvent::revoke);
    credential->motive = revoke.motive;
    ++credential->revision;
    record(tx, desk, actor, *credential);
  }
}

Result<Credential> move_credential(Desk const& desk, Actor const& actor, CredentialId const& id, MoveCredential const& move) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Credential> {
    auto credential = find_credential(tx, id);
    if (!credential || credential->workspace_id != actor.workspace) return not_found("certify.credential_not_found");
    if (!by_person(move.event)) return conflict("certify.credential_state", json::name_of(move.event));
    TRY(credential->state, moved(credential->state, move.event));
    credential->motive = *Text<0, 2000>::parse(move.motive.to_string());
    ++credential->revision;
    record(tx, desk, actor, *credential);
    return *credential;
  });
}

std::vector<Credential> credentials(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return credential_rows(tx, actor.workspace); });
}

Result<json::Value> status_list(Desk const& desk, StatusListAsked const& asked) {
  bool const revocation = asked.purpose == "revocation";
  if ((!revocation && asked.purpose != "suspension") || asked.list != 1) return not_found("certify.verification_not_found");
  return desk.database.read([&](store::Transaction& tx) -> Result<json::Value> {
    TRY(Signer const signer, load_signer(tx, desk, asked.workspace));
    seal::StatusList list;
    auto const state = revocation ? CredentialState::revoked : CredentialState::suspended;
    for (std::int64_t const index : indexes_in(tx, asked.workspace, asked.list, state)) list.set(static_cast<std::uint32_t>(index));
    Instant const now = desk.clock.now();
    auto document = status_list_credential({list_address(desk, asked), signer.issuer, asked.purpose, list.encode(), now});
    TRY(auto proved, seal::with_proof(std::move(document), {signer.proof_key_id, now, seal::Suite::eddsa_rdfc_2022}, signer.proof));
    return json::Value(std::move(proved));
  });
}

}  // namespace parvis::certify
