// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/verification.h"

#include <algorithm>

#include "base/digest.h"
#include "certify/act.h"
#include "certify/certificate_store.h"
#include "certify/signing.h"
#include "seal/embedded_proof.h"
#include "seal/multibase.h"
#include "seal/token.h"

namespace parvis::certify {
namespace {

namespace js = boost::json;

Validity validity_of(CertificateState state) {
  if (state == CertificateState::issued) return Validity::valid;
  return state == CertificateState::replaced ? Validity::replaced : Validity::revoked;
}

Validity validity_of(CredentialState state) {
  switch (state) {
    case CredentialState::signed_:
    case CredentialState::delivered: return Validity::valid;
    case CredentialState::suspended: return Validity::suspended;
    case CredentialState::revoked: return Validity::revoked;
    case CredentialState::built: break;
  }
  return Validity::unknown;
}

VerifiedKind kind_of(CredentialKind kind) {
  if (kind == CredentialKind::block) return VerifiedKind::block;
  return kind == CredentialKind::certification ? VerifiedKind::certification : VerifiedKind::record;
}

bool shared_by(store::Transaction& tx, Desk const& desk, VerificationAsked const& asked) {
  if (asked.share.empty()) return false;
  auto const share = share_by_token(tx, sha256_hex(asked.share));
  return share && share->subject_id == asked.code && !share->ended_at && desk.clock.now() < share->until;
}

std::string holder_name(store::Transaction& tx, CandidateId const& candidate) {
  auto const identity = enrol::load_identity(tx, candidate);
  return identity ? enrol::shown_name(*identity) : "";
}

Verification of_certificate(store::Transaction& tx, Desk const& desk, VerificationAsked const& asked, Certificate const& certificate) {
  auto const card = enrol::load_card(tx, certificate.workspace_id);
  Verification found{validity_of(certificate.state), VerifiedKind::certificate, card.certifier.to_string(), desk.clock.now(), {}};
  if (shared_by(tx, desk, asked)) {
    found.shared = SharedDetails{holder_name(tx, certificate.candidate_id), card.title.to_string(), card.rncp_number.to_string(), certificate.serial,
                                 certificate.issued_on, certificate.blocks};
  }
  return found;
}

// A badge's own last day, from its signed words.
bool past(CredentialDocument const& document, Instant now) {
  auto const value = json::parse(document.document);
  auto const* until = value ? value->as_object().if_contains("validUntil") : nullptr;
  auto const day = until != nullptr ? Instant::parse(std::string(until->as_string())) : Result<Instant>(not_found("none"));
  return day && *day <= now;
}

Verification of_credential(store::Transaction& tx, Desk const& desk, VerificationAsked const& asked, Credential const& credential) {
  auto const card = enrol::load_card(tx, credential.workspace_id);
  Verification found{validity_of(credential.state), kind_of(credential.kind), card.certifier.to_string(), desk.clock.now(), {}};
  auto const document = find_document(tx, credential.id);
  if (found.validity == Validity::valid && document && past(*document, found.checked_at)) found.validity = Validity::expired;
  if (shared_by(tx, desk, asked) && document) {
    auto const value = json::parse(document->document);
    LocalDate const day = local_moment(credential.issued_at, ZoneName()).date;
    found.shared = SharedDetails{holder_name(tx, credential.candidate_id), std::string(value->at("name").as_string()), card.rncp_number.to_string(), "", day, {}};
  }
  return found;
}

Verification unknown(Desk const& desk) { return {Validity::unknown, {}, {}, desk.clock.now(), {}}; }
Verification altered(Desk const& desk) { return {Validity::altered, {}, {}, desk.clock.now(), {}}; }

std::string_view text_in(js::object const& object, char const* name) {
  auto const* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string_view(found->get_string().data(), found->get_string().size()) : std::string_view();
}

// The credential that such an address names, when it is one of ours.
std::optional<Credential> named_by(store::Transaction& tx, Desk const& desk, std::string_view address) {
  std::string const prefix = verification_address(desk, "");
  if (!address.starts_with(prefix)) return std::nullopt;
  auto const id = CredentialId::parse(address.substr(prefix.size()));
  return id ? find_credential(tx, *id) : std::nullopt;
}

std::optional<SigningKey> key_at(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace, std::string const& address) {
  for (SigningKey& key : key_rows(tx, workspace)) {
    if (issuer_of(desk, workspace) + '#' + key.name == address) return std::move(key);
  }
  return std::nullopt;
}

bool proof_stands(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace, js::object const& document) {
  auto const address = seal::key_named(document);
  auto const key = address ? key_at(tx, desk, workspace, *address) : std::nullopt;
  auto const bytes = key && key->kind == KeyKind::ed25519 ? seal::from_multikey(key->public_key) : std::nullopt;
  return bytes && seal::check_proof(document, *bytes).has_value();
}

Verification verify_document(store::Transaction& tx, Desk const& desk, js::object const& document) {
  auto const credential = named_by(tx, desk, text_in(document, "id"));
  if (!credential) return unknown(desk);
  if (!proof_stands(tx, desk, credential->workspace_id, document)) return altered(desk);
  return of_credential(tx, desk, {credential->id.to_string(), ""}, *credential);
}

// A token's content is not believed before its signature: the key is looked for in the workspace its own address tells.
Verification verify_token(store::Transaction& tx, Desk const& desk, std::string const& token) {
  auto const address = seal::token_key(token);
  std::string const prefix = seal::web_identifier(desk.identity.public_address, "certifiers") + ':';
  if (!address || !address->starts_with(prefix)) return unknown(desk);
  auto const workspace = WorkspaceId::parse(std::string_view(*address).substr(prefix.size(), 36));
  auto const key = workspace ? key_at(tx, desk, *workspace, *address) : std::nullopt;
  if (!key || key->kind != KeyKind::rsa) return unknown(desk);
  auto const opened = seal::open_token(token, json::parse(key->public_key)->as_object());
  if (!opened) return altered(desk);
  auto const credential = named_by(tx, desk, text_in(*opened, "id"));
  return credential ? of_credential(tx, desk, {credential->id.to_string(), ""}, *credential) : unknown(desk);
}

std::string trimmed(std::string const& text) {
  std::size_t const first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

}  // namespace

Verification verify_code(Desk const& desk, VerificationAsked const& asked) {
  return desk.database.read([&](store::Transaction& tx) {
    auto const id = CertificateId::parse(asked.code);
    if (!id) return unknown(desk);
    if (auto const certificate = find_certificate(tx, *id)) return of_certificate(tx, desk, asked, *certificate);
    auto const credential = find_credential(tx, *CredentialId::parse(asked.code));
    return credential ? of_credential(tx, desk, asked, *credential) : unknown(desk);
  });
}

Verification verify_file(Desk const& desk, std::string const& text) {
  std::string const content = trimmed(text);
  return desk.database.read([&](store::Transaction& tx) {
    if (content.empty()) return unknown(desk);
    if (content.front() != '{') return verify_token(tx, desk, content);
    auto const value = json::parse(content);
    return value && value->is_object() ? verify_document(tx, desk, value->get_object()) : altered(desk);
  });
}

}  // namespace parvis::certify
