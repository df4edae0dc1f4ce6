// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/assertion.h"
#include "identity/access.h"
#include "identity/access_store.h"
#include "identity/people_store.h"
#include "identity/routes.h"

namespace parvis::identity {
namespace {

constexpr std::string_view bearer = "Bearer parvis_";
constexpr Milliseconds seen_grain = std::chrono::minutes(5);  // last_seen_at is written no more often

/// What proves the caller: a session or a token, whose capabilities bound the roles'.
struct Credential {
  PersonId person;
  WorkspaceId workspace;
  std::string via;
  std::optional<ApiToken> token;
  std::optional<Session> session;
};

std::optional<Credential> credential_of_token(store::Transaction& tx, Desk const& desk, std::string_view header) {
  auto const token = find_token_by_hash(tx, token_hash(header.substr(bearer.size())));
  if (!token || token->revoked_at || token->expires_at <= desk.clock.now()) return std::nullopt;
  return Credential{token->person_id, token->workspace_id, "token", token, std::nullopt};
}

std::optional<Credential> credential_of_session(store::Transaction& tx, Desk const& desk, std::string_view cookie) {
  auto const session = find_session_by_hash(tx, token_hash(cookie));
  Instant const now = desk.clock.now();
  bool const open = session && session->expires_at > now && session->last_seen_at + session_idle_life > now;
  if (!open) return std::nullopt;
  return Credential{session->person_id, session->workspace_id, "session", std::nullopt, session};
}

std::optional<Credential> credential_of(store::Transaction& tx, Desk const& desk, http::Request const& request) {
  std::string_view const header = request.header("authorization");
  if (header.substr(0, bearer.size()) == bearer) return credential_of_token(tx, desk, header);
  std::string_view const cookie = request.cookie("parvis_session");
  if (cookie.empty()) return std::nullopt;
  return credential_of_session(tx, desk, cookie);
}

bool token_grants(Credential const& credential, http::Permission const& permission) {
  if (!credential.token) return true;
  auto const& names = credential.token->capabilities;
  return std::find(names.begin(), names.end(), permission.name) != names.end();
}

http::Caller caller_of(Credential const& credential, BrandId const& brand, Role role) {
  return {credential.person.to_string(), credential.workspace.to_string(), brand.to_string(), json::name_of(role), credential.via};
}

// The first held role that grants, among those that reach `brand` (any brand-less role when brand is nil).
Result<http::Caller> by_role(store::Transaction& tx, Credential const& credential, BrandId const& brand, http::Permission const& permission) {
  bool reached = false;
  for (Membership const& membership : memberships_of(tx, credential.person)) {
    bool const here = membership.workspace_id == credential.workspace && (!membership.brand_id || (!brand.nil() && *membership.brand_id == brand));
    reached = reached || here;
    if (here && grants(membership.role, permission.name) && token_grants(credential, permission)) {
      return caller_of(credential, brand, membership.role);
    }
  }
  if (!brand.nil() && !reached) return not_found("identity.brand_not_found");
  return forbidden("identity.not_allowed");
}

Result<http::Caller> in_brand(store::Transaction& tx, Credential const& credential, http::Permission const& permission, http::PathValues const& path) {
  auto const found = path.find("brand");
  PARVIS_ASSERT(found != path.end(), "a brand's route names {brand}");
  auto const id = BrandId::parse(found->second);
  auto const brand = id ? find_brand(tx, *id) : std::nullopt;
  bool const reachable = brand && brand->workspace_id == credential.workspace &&
                         (!credential.token || !credential.token->brand_id || *credential.token->brand_id == brand->id);
  if (!reachable) return not_found("identity.brand_not_found");
  return by_role(tx, credential, brand->id, permission);
}

// A client or an author of one brand also sees the workspace's name; other capabilities want a workspace-wide role.
Result<http::Caller> in_workspace(store::Transaction& tx, Credential const& credential, http::Permission const& permission) {
  if (permission.name != may::see_workspace.name) return by_role(tx, credential, {}, permission);
  for (Membership const& membership : memberships_of(tx, credential.person)) {
    if (membership.workspace_id == credential.workspace && token_grants(credential, permission)) {
      return caller_of(credential, {}, membership.role);
    }
  }
  return forbidden("identity.not_allowed");
}

Result<http::Caller> admitted(store::Transaction& tx, Credential const& credential, http::Permission const& permission, http::PathValues const& path) {
  switch (permission.scope) {
    case http::Scope::everyone:
    case http::Scope::signed_link:
    case http::Scope::signed_in: break;
    case http::Scope::instance: return by_role(tx, credential, {}, permission);
    case http::Scope::workspace: return in_workspace(tx, credential, permission);
    case http::Scope::brand: return in_brand(tx, credential, permission, path);
  }
  if (credential.token && permission.scope == http::Scope::signed_in) return forbidden("identity.not_allowed");
  auto const roles = memberships_of(tx, credential.person);
  return caller_of(credential, {}, roles.empty() ? Role::client : roles.front().role);
}

// Everyone's routes, and those whose link is proved by the room that signed it.
bool wants_no_account(http::Scope scope) { return scope == http::Scope::everyone || scope == http::Scope::signed_link; }

void note_use(Desk const& desk, Credential const& credential) {
  Instant const now = desk.clock.now();
  bool const session_due = credential.session && credential.session->last_seen_at + seen_grain <= now;
  bool const token_due = credential.token && (!credential.token->last_used_at || *credential.token->last_used_at + seen_grain <= now);
  if (!session_due && !token_due) return;
  desk.database.write([&](store::Transaction& tx) {
    if (session_due) touch_session(tx, credential.session->id, now);
    if (token_due) touch_token(tx, credential.token->id, now);
  });
}

// By the first role held there that grants.
std::optional<Actor> acting(std::vector<Membership> const& held, Actor const& self, Brand const& brand, http::Permission const& permission) {
  if (brand.workspace_id != self.workspace) return std::nullopt;
  auto const found = std::find_if(held.begin(), held.end(), [&](Membership const& one) {
    bool const here = one.workspace_id == self.workspace && (!one.brand_id || *one.brand_id == brand.id);
    return here && grants(one.role, permission.name);
  });
  if (found == held.end()) return std::nullopt;
  return Actor{self.person, self.workspace, brand.id, found->role, self.via};
}

}  // namespace

Actor actor(http::Caller const& caller) {
  auto const person = PersonId::parse(caller.person_id);
  auto const workspace = WorkspaceId::parse(caller.workspace_id);
  auto const role = json::named<Role>(caller.role);
  PARVIS_ASSERT(person && workspace && role, "only the gate makes callers");
  Actor actor{*person, *workspace, {}, *role, caller.via};
  if (!caller.brand_id.empty()) actor.brand = *BrandId::parse(caller.brand_id);
  return actor;
}

Actor actor(http::Asked const& asked) { return actor(asked.caller); }

std::map<BrandId, Actor> actors_on(store::Transaction& tx, Actor const& self, std::vector<Brand> const& brands, http::Permission const& permission) {
  auto const held = memberships_of(tx, self.person);
  std::map<BrandId, Actor> actors;
  for (Brand const& brand : brands) {
    if (auto const actor = acting(held, self, brand, permission)) actors.emplace(brand.id, *actor);
  }
  return actors;
}

http::Gate gate(Desk const& desk) {
  return [&desk](http::Request const& request, http::Permission const& permission, http::PathValues const& path) -> Result<http::Caller> {
    std::optional<Credential> credential;
    auto caller = desk.database.read([&](store::Transaction& tx) -> Result<http::Caller> {
      credential = credential_of(tx, desk, request);
      if (credential) return admitted(tx, *credential, permission, path);
      if (wants_no_account(permission.scope)) return http::Caller{};
      return unauthenticated("identity.sign_in_required");
    });
    if (caller && credential) note_use(desk, *credential);
    return caller;
  };
}

}  // namespace parvis::identity
