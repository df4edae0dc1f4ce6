// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over certificates, keys, credentials and shares.

#include "certify/certificate.h"

namespace parvis::certify {

void put(store::Transaction& tx, Certificate const& certificate);
std::optional<Certificate> find_certificate(store::Transaction& tx, CertificateId const& id);
/// How many were ever given a serial of that year.
std::int64_t certificates_of_year(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t year);
std::optional<Certificate> standing_certificate(store::Transaction& tx, EnrolmentId const& enrolment);
/// Serials of the workspace's certificates that stand, by enrolment.
std::map<EnrolmentId, std::string> standing_serials(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<Certificate> certificate_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<Certificate> certificates_of(store::Transaction& tx, CandidateId const& candidate);

void put(store::Transaction& tx, SigningKey const& key);
void put_secret(store::Transaction& tx, KeyId const& key, std::string const& sealed);
std::string sealed_secret(store::Transaction& tx, KeyId const& key);
/// In the order of their making.
std::vector<SigningKey> key_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::optional<SigningKey> active_key(store::Transaction& tx, WorkspaceId const& workspace, KeyKind kind);

void put(store::Transaction& tx, Credential const& credential);
std::optional<Credential> find_credential(store::Transaction& tx, CredentialId const& id);
/// The one of that kind that stands for the award or certificate.
std::optional<Credential> credential_for(store::Transaction& tx, std::string const& source, CredentialKind kind);
std::vector<Credential> credential_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<Credential> credentials_of(store::Transaction& tx, CandidateId const& candidate);
bool status_taken(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t list, std::int64_t index);
/// Indexes of the list whose credential is in that state.
std::vector<std::int64_t> indexes_in(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t list, CredentialState state);

void put(store::Transaction& tx, CredentialDocument const& document);
std::optional<CredentialDocument> find_document(store::Transaction& tx, CredentialId const& credential);
void delete_documents(store::Transaction& tx, CandidateId const& candidate);

void put(store::Transaction& tx, Share const& share);
std::optional<Share> share_by_token(store::Transaction& tx, std::string const& token_hash);
std::vector<Share> shares_of(store::Transaction& tx, CandidateId const& candidate);

std::vector<enrol::Rebuilder> certificate_rebuilders();

}  // namespace parvis::certify
