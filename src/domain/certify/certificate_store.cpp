// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/certificate_store.h"

#include "certify/act.h"
#include "certify/row_writing.h"

namespace parvis::certify {
namespace {

constexpr char const* certificate_by_id = " FROM certify_certificate WHERE id = $1";
constexpr char const* certificate_standing = " FROM certify_certificate WHERE enrolment_id = $1 AND state = 'issued'";
constexpr char const* count_of_year = "SELECT COUNT(*) AS found FROM certify_certificate WHERE workspace_id = $1 AND serial LIKE $2";
constexpr char const* certificates_of_workspace = " FROM certify_certificate WHERE workspace_id = $1 ORDER BY issued_on DESC, id DESC";
constexpr char const* certificates_of_candidate = " FROM certify_certificate WHERE candidate_id = $1 ORDER BY issued_on, id";
constexpr char const* insert_secret = "INSERT INTO certify_key_secret (key_id, sealed) VALUES ($1, $2)";
constexpr char const* select_secret = "SELECT sealed FROM certify_key_secret WHERE key_id = $1";
constexpr char const* keys_of_workspace = " FROM certify_key WHERE workspace_id = $1 ORDER BY created_at, id";
constexpr char const* key_active = " FROM certify_key WHERE workspace_id = $1 AND kind = $2 AND state = 'active'";
constexpr char const* credential_by_id = " FROM certify_credential WHERE id = $1";
constexpr char const* standing_serials_sql = "SELECT enrolment_id, serial FROM certify_certificate WHERE workspace_id = $1 AND state = 'issued'";
constexpr char const* credential_standing = " FROM certify_credential WHERE source_id = $1 AND kind = $2 AND state <> 'revoked'";
constexpr char const* credentials_of_workspace = " FROM certify_credential WHERE workspace_id = $1 ORDER BY issued_at DESC, id DESC";
constexpr char const* credentials_of_candidate = " FROM certify_credential WHERE candidate_id = $1 ORDER BY issued_at, id";
constexpr char const* select_status = "SELECT 1 AS found FROM certify_credential WHERE workspace_id = $1 AND status_list = $2 AND status_index = $3";
constexpr char const* select_indexes = "SELECT status_index FROM certify_credential WHERE workspace_id = $1 AND status_list = $2 AND state = $3";
constexpr char const* document_of = " FROM certify_document WHERE credential_id = $1";
constexpr char const* delete_documents_of = "DELETE FROM certify_document WHERE credential_id IN (SELECT id FROM certify_credential WHERE candidate_id = $1)";
constexpr char const* share_of_token = " FROM certify_share WHERE token_hash = $1";
constexpr char const* shares_of_candidate = " FROM certify_share WHERE candidate_id = $1 ORDER BY created_at, id";

template <class Noun>
std::vector<Noun> all(store::Transaction& tx, char const* rest, store::Parameters const& values) {
  return store::records<Noun>(tx.rows(store::selected<Noun>(rest), values));
}
template <class Noun>
std::optional<Noun> one(store::Transaction& tx, char const* rest, store::Parameters const& values) {
  return store::one<Noun>(tx.first(store::selected<Noun>(rest), values));
}

}  // namespace

void put(store::Transaction& tx, Certificate const& certificate) { put_row(tx, certificate_table, certificate); }
std::optional<Certificate> find_certificate(store::Transaction& tx, CertificateId const& id) { return one<Certificate>(tx, certificate_by_id, {id.to_string()}); }
std::int64_t certificates_of_year(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t year) {
  return tx.first(count_of_year, {workspace.to_string(), "CERT-" + std::to_string(year) + "-%"})->integer(0);
}
std::map<EnrolmentId, std::string> standing_serials(store::Transaction& tx, WorkspaceId const& workspace) {
  std::map<EnrolmentId, std::string> serials;
  for (store::Row const& row : tx.rows(standing_serials_sql, {workspace.to_string()})) serials.emplace(*EnrolmentId::parse(row.text(0)), row.text(1));
  return serials;
}
std::optional<Certificate> standing_certificate(store::Transaction& tx, EnrolmentId const& enrolment) {
  return one<Certificate>(tx, certificate_standing, {enrolment.to_string()});
}
std::vector<Certificate> certificate_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return all<Certificate>(tx, certificates_of_workspace, {workspace.to_string()});
}
std::vector<Certificate> certificates_of(store::Transaction& tx, CandidateId const& candidate) {
  return all<Certificate>(tx, certificates_of_candidate, {candidate.to_string()});
}

void put(store::Transaction& tx, SigningKey const& key) { put_row(tx, key_table, key); }
void put_secret(store::Transaction& tx, KeyId const& key, std::string const& sealed) { tx.run(insert_secret, {key.to_string(), sealed}); }
std::string sealed_secret(store::Transaction& tx, KeyId const& key) {
  auto const row = tx.first(select_secret, {key.to_string()});
  return row ? row->text(0) : "";
}
std::vector<SigningKey> key_rows(store::Transaction& tx, WorkspaceId const& workspace) { return all<SigningKey>(tx, keys_of_workspace, {workspace.to_string()}); }
std::optional<SigningKey> active_key(store::Transaction& tx, WorkspaceId const& workspace, KeyKind kind) {
  return one<SigningKey>(tx, key_active, {workspace.to_string(), json::name_of(kind)});
}

void put(store::Transaction& tx, Credential const& credential) { put_row(tx, credential_table, credential); }
std::optional<Credential> find_credential(store::Transaction& tx, CredentialId const& id) { return one<Credential>(tx, credential_by_id, {id.to_string()}); }
std::optional<Credential> credential_for(store::Transaction& tx, std::string const& source, CredentialKind kind) {
  return one<Credential>(tx, credential_standing, {source, json::name_of(kind)});
}
std::vector<Credential> credential_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return all<Credential>(tx, credentials_of_workspace, {workspace.to_string()});
}
std::vector<Credential> credentials_of(store::Transaction& tx, CandidateId const& candidate) {
  return all<Credential>(tx, credentials_of_candidate, {candidate.to_string()});
}
bool status_taken(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t list, std::int64_t index) {
  return tx.first(select_status, {workspace.to_string(), list, index}).has_value();
}
std::vector<std::int64_t> indexes_in(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t list, CredentialState state) {
  std::vector<std::int64_t> found;
  for (auto const& row : tx.rows(select_indexes, {workspace.to_string(), list, json::name_of(state)})) found.push_back(row.integer(0));
  return found;
}

void put(store::Transaction& tx, CredentialDocument const& document) { store::insert(tx, "certify_document", document); }
std::optional<CredentialDocument> find_document(store::Transaction& tx, CredentialId const& credential) {
  return one<CredentialDocument>(tx, document_of, {credential.to_string()});
}
void delete_documents(store::Transaction& tx, CandidateId const& candidate) { tx.run(delete_documents_of, {candidate.to_string()}); }

void put(store::Transaction& tx, Share const& share) { put_row(tx, "certify_share", share); }
std::optional<Share> share_by_token(store::Transaction& tx, std::string const& token_hash) { return one<Share>(tx, share_of_token, {token_hash}); }
std::vector<Share> shares_of(store::Transaction& tx, CandidateId const& candidate) { return all<Share>(tx, shares_of_candidate, {candidate.to_string()}); }

std::vector<enrol::Rebuilder> certificate_rebuilders() {
  return {rebuilder_of<Certificate>(certificate_table), rebuilder_of<SigningKey>(key_table), rebuilder_of<Credential>(credential_table)};
}

}  // namespace parvis::certify
