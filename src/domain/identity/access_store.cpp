// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/access_store.h"

#include "base/digest.h"
#include "base/random.h"
#include "store/record.h"

namespace parvis::identity {
namespace {

constexpr auto insert_session_sql =
    "INSERT INTO identity_session (id, person_id, workspace_id, token_hash, user_agent, address, created_at, last_seen_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr auto find_session_sql = "SELECT * FROM identity_session WHERE token_hash = $1";
constexpr auto sessions_of_sql = "SELECT * FROM identity_session WHERE person_id = $1 ORDER BY last_seen_at DESC, id";
constexpr auto touch_session_sql = "UPDATE identity_session SET last_seen_at = $2 WHERE id = $1";
constexpr auto delete_session_sql = "DELETE FROM identity_session WHERE person_id = $1 AND id = $2";
constexpr auto delete_sessions_of_sql = "DELETE FROM identity_session WHERE person_id = $1";
constexpr auto delete_sessions_beside_sql = "DELETE FROM identity_session WHERE person_id = $1 AND token_hash <> $2";
constexpr auto delete_expired_sessions_sql = "DELETE FROM identity_session WHERE expires_at <= $1 OR last_seen_at <= $2";

constexpr auto insert_token_sql =
    "INSERT INTO identity_api_token (id, person_id, workspace_id, brand_id, name, token_hash, capabilities, created_at, expires_at, "
    "last_used_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr auto find_token_sql = "SELECT * FROM identity_api_token WHERE token_hash = $1";
constexpr auto tokens_of_sql =
    "SELECT * FROM identity_api_token WHERE person_id = $1 AND workspace_id = $2 AND revoked_at IS NULL ORDER BY created_at, id";
constexpr auto touch_token_sql = "UPDATE identity_api_token SET last_used_at = $2 WHERE id = $1";
constexpr auto revoke_token_sql =
    "UPDATE identity_api_token SET revoked_at = $3 WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL";
constexpr auto revoke_tokens_of_sql = "UPDATE identity_api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";

constexpr auto insert_invitation_sql =
    "INSERT INTO identity_invitation (id, workspace_id, brand_id, email, role, token_hash, invited_by, created_at, expires_at, "
    "accepted_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr auto find_invitation_sql = "SELECT * FROM identity_invitation WHERE token_hash = $1";
constexpr auto open_invitations_sql =
    "SELECT * FROM identity_invitation WHERE workspace_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2 "
    "ORDER BY created_at, id";
constexpr auto accept_invitation_sql =
    "UPDATE identity_invitation SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL";
constexpr auto revoke_invitation_sql =
    "UPDATE identity_invitation SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL";

constexpr auto insert_reset_sql =
    "INSERT INTO identity_password_reset (id, person_id, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
constexpr auto find_reset_sql =
    "SELECT person_id FROM identity_password_reset WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
constexpr auto resets_since_sql = "SELECT count(*) AS n FROM identity_password_reset WHERE person_id = $1 AND created_at > $2";
constexpr auto spend_resets_sql = "UPDATE identity_password_reset SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL";

}  // namespace

FreshToken fresh_token() {
  std::string token = random_token();
  std::string hash = token_hash(token);
  return {std::move(token), std::move(hash)};
}

std::string token_hash(std::string_view token) { return sha256_hex(token); }

void insert_session(store::Transaction& tx, Session const& session) { tx.run(insert_session_sql, store::fields(session)); }

std::optional<Session> find_session_by_hash(store::Transaction& tx, std::string const& hash) {
  return store::one<Session>(tx.first(find_session_sql, {hash}));
}

std::vector<Session> sessions_of(store::Transaction& tx, PersonId const& person) {
  return store::records<Session>(tx.rows(sessions_of_sql, {person.to_string()}));
}

void touch_session(store::Transaction& tx, SessionId const& id, Instant seen) {
  tx.run(touch_session_sql, {id.to_string(), seen.milliseconds()});
}

std::int64_t delete_session(store::Transaction& tx, PersonId const& person, SessionId const& id) {
  return tx.run(delete_session_sql, {person.to_string(), id.to_string()});
}

void delete_sessions_of(store::Transaction& tx, PersonId const& person) { tx.run(delete_sessions_of_sql, {person.to_string()}); }

void delete_sessions_beside(store::Transaction& tx, PersonId const& person, std::string const& hash) {
  tx.run(delete_sessions_beside_sql, {person.to_string(), hash});
}

std::int64_t delete_expired_sessions(store::Transaction& tx, Instant now, Instant idle_since) {
  return tx.run(delete_expired_sessions_sql, {now.milliseconds(), idle_since.milliseconds()});
}

void insert_token(store::Transaction& tx, ApiToken const& token) { tx.run(insert_token_sql, store::fields(token)); }

std::optional<ApiToken> find_token_by_hash(store::Transaction& tx, std::string const& hash) {
  return store::one<ApiToken>(tx.first(find_token_sql, {hash}));
}

std::vector<ApiToken> tokens_of(store::Transaction& tx, PersonId const& person, WorkspaceId const& workspace) {
  return store::records<ApiToken>(tx.rows(tokens_of_sql, {person.to_string(), workspace.to_string()}));
}

void touch_token(store::Transaction& tx, TokenId const& id, Instant used) {
  tx.run(touch_token_sql, {id.to_string(), used.milliseconds()});
}

std::int64_t revoke_token(store::Transaction& tx, PersonId const& person, TokenId const& id, Instant now) {
  return tx.run(revoke_token_sql, {person.to_string(), id.to_string(), now.milliseconds()});
}

void revoke_tokens_of(store::Transaction& tx, PersonId const& person, Instant now) {
  tx.run(revoke_tokens_of_sql, {person.to_string(), now.milliseconds()});
}

void insert_invitation(store::Transaction& tx, Invitation const& invitation) { tx.run(insert_invitation_sql, store::fields(invitation)); }

std::optional<Invitation> find_invitation_by_hash(store::Transaction& tx, std::string const& hash) {
  return store::one<Invitation>(tx.first(find_invitation_sql, {hash}));
}

std::vector<Invitation> open_invitations(store::Transaction& tx, WorkspaceId const& workspace, Instant now) {
  return store::records<Invitation>(tx.rows(open_invitations_sql, {workspace.to_string(), now.milliseconds()}));
}

bool accept_invitation_row(store::Transaction& tx, InvitationId const& id, Instant now) {
  return tx.run(accept_invitation_sql, {id.to_string(), now.milliseconds()}) == 1;
}

std::int64_t revoke_invitation_row(store::Transaction& tx, WorkspaceId const& workspace, InvitationId const& id, Instant now) {
  return tx.run(revoke_invitation_sql, {workspace.to_string(), id.to_string(), now.milliseconds()});
}

void insert_reset(store::Transaction& tx, PasswordReset const& reset) {
  tx.run(insert_reset_sql, {reset.id, reset.person_id.to_string(), reset.token_hash, reset.created_at.milliseconds(),
                            reset.expires_at.milliseconds()});
}

std::optional<PersonId> find_reset_person(store::Transaction& tx, std::string const& hash, Instant now) {
  auto const row = tx.first(find_reset_sql, {hash, now.milliseconds()});
  if (!row) return std::nullopt;
  return *PersonId::parse(row->text("person_id"));
}

std::int64_t resets_since(store::Transaction& tx, PersonId const& person, Instant since) {
  return tx.first(resets_since_sql, {person.to_string(), since.milliseconds()})->integer("n");
}

void spend_resets_of(store::Transaction& tx, PersonId const& person, Instant now) {
  tx.run(spend_resets_sql, {person.to_string(), now.milliseconds()});
}

}  // namespace parvis::identity
