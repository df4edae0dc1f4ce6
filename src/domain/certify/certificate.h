// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Certificates, credentials and the keys that sign them. States move by tables; anything else is a conflict.

#include "certify/award.h"

namespace parvis::certify {

using CertificateId = Id<struct CertificateTag>;
using CredentialId = Id<struct CredentialTag>;
using KeyId = Id<struct KeyTag>;
using ShareId = Id<struct ShareTag>;

enum class CertificateState { issued, revoked, replaced };
BOOST_DESCRIBE_ENUM(CertificateState, issued, revoked, replaced)
enum class CertificateEvent { revoke, replace };
BOOST_DESCRIBE_ENUM(CertificateEvent, revoke, replace)
/// Problem certify.certificate_state.
Result<CertificateState> moved(CertificateState state, CertificateEvent event);

/// `minutes_number` as it stood when the certificate was issued: minutes that supersede move the award, not this.
struct CertifiedBlock {
  std::string block;
  std::string title;
  LocalDate awarded_on;
  std::string minutes_number;
  std::optional<AwardId> award_id;  // absent of certificates issued before it was kept
};
BOOST_DESCRIBE_STRUCT(CertifiedBlock, (), (block, title, awarded_on, minutes_number, award_id))

struct Certificate {
  CertificateId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  EnrolmentId enrolment_id;
  ReferentialVersionId version_id;
  std::string serial;  // "CERT-2026-000001", unique for ever
  std::string minutes_number;
  LocalDate issued_on;
  std::vector<CertifiedBlock> blocks;
  CertificateState state = CertificateState::issued;
  Text<0, 2000> motive;  // of a revocation or a replacement
  std::optional<CertificateId> replaces;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Certificate, (), (id, workspace_id, candidate_id, enrolment_id, version_id, serial, minutes_number, issued_on, blocks, state,
                                        motive, replaces, revision))

enum class CredentialKind { block, certification, record };
BOOST_DESCRIBE_ENUM(CredentialKind, block, certification, record)
enum class CredentialState { built, signed_, delivered, suspended, revoked };
BOOST_DESCRIBE_ENUM(CredentialState, built, signed_, delivered, suspended, revoked)
enum class CredentialEvent { sign, deliver, suspend, resume, revoke };
BOOST_DESCRIBE_ENUM(CredentialEvent, sign, deliver, suspend, resume, revoke)
/// Problem certify.credential_state.
Result<CredentialState> moved(CredentialState state, CredentialEvent event);

/// Without its document, which stands apart (CredentialDocument) and may be erased with the person.
struct Credential {
  CredentialId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  CredentialKind kind = CredentialKind::block;
  std::string source_id;  // of the award, or of the certificate
  std::string block;      // "" of a certification or a record
  std::int64_t status_list = 1;
  std::int64_t status_index = 0;
  std::string document_sha256;
  std::string token_sha256;
  CredentialState state = CredentialState::built;
  Text<0, 2000> motive;  // of a suspension or a revocation
  Instant issued_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Credential, (), (id, workspace_id, candidate_id, kind, source_id, block, status_list, status_index, document_sha256, token_sha256,
                                       state, motive, issued_at, revision))

struct CredentialDocument {
  CredentialId credential_id;
  std::string document;  // with its proof
  std::string token;     // VC-JWT
};
BOOST_DESCRIBE_STRUCT(CredentialDocument, (), (credential_id, document, token))

enum class KeyKind { ed25519, rsa };
BOOST_DESCRIBE_ENUM(KeyKind, ed25519, rsa)
enum class KeyState { active, retired };
BOOST_DESCRIBE_ENUM(KeyState, active, retired)
/// The public half. A retired key stays listed: what it signed still verifies.
struct SigningKey {
  KeyId id;
  WorkspaceId workspace_id;
  std::string name;  // the fragment: "key-1"
  KeyKind kind = KeyKind::ed25519;
  std::string public_key;  // a Multikey, or a JWK
  KeyState state = KeyState::active;
  Instant created_at;
  std::optional<Instant> retired_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(SigningKey, (), (id, workspace_id, name, kind, public_key, state, created_at, retired_at, revision))

/// What a holder lets be seen, for a time, by who has the link.
struct Share {
  ShareId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  std::string subject_id;  // of the credential or the certificate
  std::string token_hash;
  Instant created_at;
  Instant until;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Share, (), (id, workspace_id, candidate_id, subject_id, token_hash, created_at, until, ended_at))

}  // namespace parvis::certify
