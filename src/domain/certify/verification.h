// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What anyone may ask: whether a certificate or a credential stands. Validity and no more, unless its holder shares it.

#include "certify/certificate.h"

namespace parvis::certify {

enum class Validity { valid, suspended, revoked, replaced, expired, altered, unknown };
BOOST_DESCRIBE_ENUM(Validity, valid, suspended, revoked, replaced, expired, altered, unknown)
enum class VerifiedKind { certificate, block, certification, record };
BOOST_DESCRIBE_ENUM(VerifiedKind, certificate, block, certification, record)

/// What the holder's link adds.
struct SharedDetails {
  std::string holder;  // "" once erased
  std::string title;
  std::string rncp_number;
  std::string serial;  // "" of a credential
  LocalDate issued_on;
  std::vector<CertifiedBlock> blocks;
};
BOOST_DESCRIBE_STRUCT(SharedDetails, (), (holder, title, rncp_number, serial, issued_on, blocks))

struct Verification {
  Validity validity = Validity::unknown;
  std::optional<VerifiedKind> kind;
  std::string certifier;
  Instant checked_at;
  std::optional<SharedDetails> shared;
};
BOOST_DESCRIBE_STRUCT(Verification, (), (validity, kind, certifier, checked_at, shared))

/// `code` is the id that the QR code and the credential carry; an unknown one is told "unknown", as any other.
struct VerificationAsked {
  std::string code;
  std::string share;  // the holder's link, or ""
};
Verification verify_code(Desk const& desk, VerificationAsked const& asked);

/// A credential file as the bearer has it, JSON or token: its proof by the issuer's keys, then its state here.
Verification verify_file(Desk const& desk, std::string const& text);

/// What a candidate holds.
struct HeldCredential {
  Credential credential;
  std::string name;
  std::string address;  // of its verification
};
BOOST_DESCRIBE_STRUCT(HeldCredential, (), (credential, name, address))
struct HeldShare {
  ShareId id;
  std::string subject_id;
  Instant until;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(HeldShare, (), (id, subject_id, until, ended_at))
struct FraudSeen {
  std::string id;
  std::string block;
  std::string facts;
  std::string state;
  std::optional<LocalDate> observe_by;
  std::string observations;
  std::string sanction;
  std::string motive;
};
BOOST_DESCRIBE_STRUCT(FraudSeen, (), (id, block, facts, state, observe_by, observations, sanction, motive))
struct Holdings {
  std::string title;
  std::vector<JuryOutcome> outcomes;  // told ones alone
  std::vector<Award> awards;
  std::vector<Certificate> certificates;
  std::vector<HeldCredential> credentials;
  std::vector<HeldShare> shares;
  std::vector<FraudSeen> frauds;  // that they were informed of
  std::vector<OutcomeId> appealed;
};
BOOST_DESCRIBE_STRUCT(Holdings, (), (title, outcomes, awards, certificates, credentials, shares, frauds, appealed))
/// Problem certify.not_a_candidate.
Result<Holdings> holdings(Desk const& desk, Actor const& actor);

/// The credential's JSON ("json") or token ("jwt"). Problem certify.credential_not_found.
enum class CredentialForm { json, jwt };
Result<std::string> own_credential(Desk const& desk, Actor const& actor, std::pair<CredentialId, CredentialForm> const& asked);

struct NewShare {
  Text<36, 36> subject_id;  // of an own certificate or credential
  std::int64_t days = 30;   // 1 to 365
};
BOOST_DESCRIBE_STRUCT(NewShare, (), (subject_id, days))
struct SharedLink {
  ShareId id;
  std::string address;  // shown once
  Instant until;
};
BOOST_DESCRIBE_STRUCT(SharedLink, (), (id, address, until))
/// Problems certify.credential_not_found, certify.share_days.
Result<SharedLink> share(Desk const& desk, Actor const& actor, NewShare const& request);
/// Problem certify.share_not_found.
Done end_share(Desk const& desk, Actor const& actor, ShareId const& id);

}  // namespace parvis::certify
