// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The nouns behind the sign-in door. Rows of identity_* tables, read and written by people_store and access_store.

#include "identity/identity.h"

namespace parvis::identity {

using SessionId = Id<struct SessionTag>;
using TokenId = Id<struct TokenTag>;
using MembershipId = Id<struct MembershipTag>;

struct Person {
  PersonId id;
  std::string email;  // an Email, or "" once erased
  std::string name;   // a Name, or "" once erased
  Locale locale = Locale::fr;
  std::string password_hash;
  std::optional<std::string> totp_secret;  // sealed
  std::optional<Instant> totp_confirmed_at;
  std::int64_t totp_last_step = 0;
  std::int64_t failed_sign_ins = 0;
  std::optional<Instant> locked_until;
  Instant created_at;
  std::optional<Instant> erased_at;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, email, name, locale, password_hash, totp_secret, totp_confirmed_at, totp_last_step,
                                   failed_sign_ins, locked_until, created_at, erased_at))

struct Membership {
  MembershipId id;
  PersonId person_id;
  WorkspaceId workspace_id;
  std::optional<BrandId> brand_id;  // absent: every brand of the workspace
  Role role = Role::client;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Membership, (), (id, person_id, workspace_id, brand_id, role, created_at))

struct Session {
  SessionId id;
  PersonId person_id;
  WorkspaceId workspace_id;
  std::string token_hash;
  std::string user_agent;
  std::string address;
  Instant created_at;
  Instant last_seen_at;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, person_id, workspace_id, token_hash, user_agent, address, created_at, last_seen_at, expires_at))

struct ApiToken {
  TokenId id;
  PersonId person_id;
  WorkspaceId workspace_id;
  std::optional<BrandId> brand_id;
  Name name;
  std::string token_hash;
  std::vector<std::string> capabilities;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> last_used_at;
  std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(ApiToken, (), (id, person_id, workspace_id, brand_id, name, token_hash, capabilities, created_at, expires_at,
                                     last_used_at, revoked_at))

struct Invitation {
  InvitationId id;
  WorkspaceId workspace_id;
  std::optional<BrandId> brand_id;
  Email email;
  Role role = Role::client;
  std::string token_hash;
  PersonId invited_by;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> accepted_at;
  std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (id, workspace_id, brand_id, email, role, token_hash, invited_by, created_at, expires_at,
                                       accepted_at, revoked_at))

/// A token as it leaves the program once, and the only form that is stored.
struct FreshToken {
  std::string token;
  std::string hash;
};
FreshToken fresh_token();
std::string token_hash(std::string_view token);

/// How long each door stays open.
inline constexpr Milliseconds session_life = std::chrono::hours(24 * 30);
inline constexpr Milliseconds session_idle_life = std::chrono::hours(24 * 7);
inline constexpr Milliseconds invitation_life = std::chrono::hours(24 * 7);
inline constexpr Milliseconds reset_life = std::chrono::hours(1);

}  // namespace parvis::identity
