// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over what opens the door: sessions, API tokens, invitations and password resets. Only hashes of tokens are kept.

#include "identity/person.h"

namespace parvis::identity {

void insert_session(store::Transaction& tx, Session const& session);
std::optional<Session> find_session_by_hash(store::Transaction& tx, std::string const& hash);
std::vector<Session> sessions_of(store::Transaction& tx, PersonId const& person);
void touch_session(store::Transaction& tx, SessionId const& id, Instant seen);
/// Rows deleted: 0 when that person has no such session.
std::int64_t delete_session(store::Transaction& tx, PersonId const& person, SessionId const& id);
void delete_sessions_of(store::Transaction& tx, PersonId const& person);
/// All but the one of that token's hash.
void delete_sessions_beside(store::Transaction& tx, PersonId const& person, std::string const& hash);
std::int64_t delete_expired_sessions(store::Transaction& tx, Instant now, Instant idle_since);

void insert_token(store::Transaction& tx, ApiToken const& token);
std::optional<ApiToken> find_token_by_hash(store::Transaction& tx, std::string const& hash);
std::vector<ApiToken> tokens_of(store::Transaction& tx, PersonId const& person, WorkspaceId const& workspace);
void touch_token(store::Transaction& tx, TokenId const& id, Instant used);
std::int64_t revoke_token(store::Transaction& tx, PersonId const& person, TokenId const& id, Instant now);
void revoke_tokens_of(store::Transaction& tx, PersonId const& person, Instant now);

void insert_invitation(store::Transaction& tx, Invitation const& invitation);
std::optional<Invitation> find_invitation_by_hash(store::Transaction& tx, std::string const& hash);
std::vector<Invitation> open_invitations(store::Transaction& tx, WorkspaceId const& workspace, Instant now);
/// False when it was accepted or revoked meanwhile.
bool accept_invitation_row(store::Transaction& tx, InvitationId const& id, Instant now);
std::int64_t revoke_invitation_row(store::Transaction& tx, WorkspaceId const& workspace, InvitationId const& id, Instant now);

struct PasswordReset {
  std::string id;
  PersonId person_id;
  std::string token_hash;
  Instant created_at;
  Instant expires_at;
};
void insert_reset(store::Transaction& tx, PasswordReset const& reset);
/// The person whose unused, unexpired reset this is.
std::optional<PersonId> find_reset_person(store::Transaction& tx, std::string const& hash, Instant now);
/// How many were asked for after that instant, spent ones too.
std::int64_t resets_since(store::Transaction& tx, PersonId const& person, Instant since);
/// Spends every open reset of that person.
void spend_resets_of(store::Transaction& tx, PersonId const& person, Instant now);

}  // namespace parvis::identity
