// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on certificates, credentials and keys.

#include "certify/certificate.h"

namespace parvis::certify {

/// A final decision; `supersedes` is the number of former minutes, or "".
struct FinalDecision {
  JuryOutcome outcome;
  std::string supersedes;
};
/// A favourable one with every block standing gives the certificate, its credentials and its line for the CDC; with a block
/// missing it gives none, and the outcome says so. An unfavourable one of superseding minutes revokes, unless another
/// favourable one stands.
Done hear_final(store::Transaction& tx, Desk const& desk, Actor const& actor, FinalDecision const& decision);

/// Revokes the certificate that stands for the enrolment, with its credentials, and asks the CDC to withdraw it.
struct RevokeCertificate {
  EnrolmentId enrolment;
  Text<0, 2000> motive;
};
Done revoke_certificate(store::Transaction& tx, Desk const& desk, Actor const& actor, RevokeCertificate const& revoke);

/// Without one of its blocks no certificate of the candidate stands, of whatever enrolment: for an award that ended, by
/// superseding minutes (no motive) or a fraud decided.
struct RevokeCiting {
  Award award;
  Text<0, 2000> motive;
};
Done revoke_citing(store::Transaction& tx, Desk const& desk, Actor const& actor, RevokeCiting const& revoke);
/// Minutes that supersede give a block back: the last certificate that fell with it is issued again, with a serial of its own,
/// when a favourable final decision stands and no block lacks.
Done restore_certificate(store::Transaction& tx, Desk const& desk, Actor const& actor, JuryOutcome const& outcome);

struct Motive {
  Text<1, 2000> motive;
};
BOOST_DESCRIBE_STRUCT(Motive, (), (motive))
/// A lost or faulty one: a new serial, the former marked replaced. Problems certify.certificate_not_found, certify.certificate_state.
Result<Certificate> replace_certificate(Desk const& desk, Actor const& actor, CertificateId const& id, Motive const& motive);
std::vector<Certificate> certificates(Desk const& desk, Actor const& actor);

/// What the issuing job is asked.
struct IssueCredential {
  WorkspaceId workspace_id;
  CredentialKind kind = CredentialKind::block;
  std::string source_id;
};
BOOST_DESCRIBE_STRUCT(IssueCredential, (), (workspace_id, kind, source_id))
void queue_credential(store::Transaction& tx, Desk const& desk, IssueCredential const& wanted);
/// Builds, signs and delivers it in one transaction; nothing when it stands already. Makes the issuer's keys when it has none.
Done issue_credential(Desk const& desk, IssueCredential const& wanted);

struct RevokeOf {
  std::string source_id;
  Text<0, 2000> motive;
};
void revoke_credentials_of(store::Transaction& tx, Desk const& desk, Actor const& actor, RevokeOf const& revoke);

/// What the certifier may do of a credential. Problems certify.credential_not_found, certify.credential_state.
struct MoveCredential {
  CredentialEvent event = CredentialEvent::suspend;
  Text<1, 2000> motive;
};
BOOST_DESCRIBE_STRUCT(MoveCredential, (), (event, motive))
Result<Credential> move_credential(Desk const& desk, Actor const& actor, CredentialId const& id, MoveCredential const& move);
std::vector<Credential> credentials(Desk const& desk, Actor const& actor);

std::vector<SigningKey> keys(Desk const& desk, Actor const& actor);
/// New keys of both kinds; the former stay listed, retired.
Result<std::vector<SigningKey>> rotate_keys(Desk const& desk, Actor const& actor);

/// "did:web:…:certifiers:<workspace>" and what is served under it.
std::string issuer_of(Desk const& desk, WorkspaceId const& workspace);
/// Problem certify.verification_not_found: no key was ever made.
Result<json::Value> issuer_document(Desk const& desk, WorkspaceId const& workspace);
/// `purpose` is "revocation" or "suspension". The same problem.
struct StatusListAsked {
  WorkspaceId workspace;
  std::int64_t list = 1;
  std::string purpose;
};
Result<json::Value> status_list(Desk const& desk, StatusListAsked const& asked);

}  // namespace parvis::certify
