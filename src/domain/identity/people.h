// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on the people and brands of a workspace.

#include "identity/person.h"

namespace parvis::identity {

struct Invite {
  Email email;
  Role role = Role::author;
  std::optional<BrandId> brand_id;
};
BOOST_DESCRIBE_STRUCT(Invite, (), (email, role, brand_id))
struct AcceptInvitation {
  Name name;
  std::string password;
  Locale locale = Locale::fr;
};
BOOST_DESCRIBE_STRUCT(AcceptInvitation, (), (name, password, locale))

enum class AccountState { absent, present };
BOOST_DESCRIBE_ENUM(AccountState, absent, present)

/// What an invitation says before one accepts it.
struct InvitationView {
  Email email;
  Role role = Role::author;
  Name workspace_name;
  std::optional<Name> brand_name;
  AccountState account = AccountState::absent;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (email, role, workspace_name, brand_name, account))

/// Mails a link of 7 days. Problem identity.brand_not_found.
Result<InvitationId> invite(Desk const& desk, Actor const& actor, Invite const& invitation);
Done revoke_invitation(Desk const& desk, Actor const& actor, InvitationId const& invitation);
Result<InvitationView> read_invitation(Desk const& desk, std::string const& token);
/// A person who already has an account gives its password; a new one chooses it. Problems: identity.link_expired,
/// identity.credentials_refused, identity.password_*.
Done accept_invitation(Desk const& desk, std::string const& token, AcceptInvitation const& acceptance);

struct Member {
  PersonId person_id;
  std::string name;
  std::string email;
  std::vector<Membership> roles;
};
BOOST_DESCRIBE_STRUCT(Member, (), (person_id, name, email, roles))
struct RoleGrant {
  Role role = Role::author;
  std::optional<BrandId> brand_id;
};
BOOST_DESCRIBE_STRUCT(RoleGrant, (), (role, brand_id))
struct SetRoles {
  std::vector<RoleGrant> roles;
};
BOOST_DESCRIBE_STRUCT(SetRoles, (), (roles))

std::vector<Member> members(store::Transaction& tx, WorkspaceId const& workspace);
/// Replaces a member's roles; none removes the member and ends their sessions. Problems: identity.person_not_found,
/// identity.last_owner, identity.brand_not_found.
Done set_roles(Desk const& desk, Actor const& actor, PersonId const& person, SetRoles const& roles);
/// Name, address, password and personal records go; what the person did stays, without a name. Problem identity.last_owner.
Done erase_person(Desk const& desk, Actor const& actor, PersonId const& person);
/// Everything held about the person, room by room.
Result<json::Value> export_person(Desk const& desk, PersonId const& person);

struct NewBrand {
  Name name;
  std::optional<Slug> slug;
  std::optional<Locale> locale;
  std::optional<ZoneName> zone;
  std::optional<Currency> currency;
};
BOOST_DESCRIBE_STRUCT(NewBrand, (), (name, slug, locale, zone, currency))
enum class Shelf { active, archived };
BOOST_DESCRIBE_ENUM(Shelf, active, archived)
struct SaveBrand {
  Name name;
  Slug slug;
  Locale locale = Locale::fr;
  ZoneName zone;
  Currency currency;
  Shelf shelf = Shelf::active;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveBrand, (), (name, slug, locale, zone, currency, shelf, revision))

/// Problem identity.slug_taken when the slug was given; one derived from the name takes a number instead.
Result<Brand> create_brand(Desk const& desk, Actor const& actor, NewBrand const& request);
/// Problems: identity.stale_revision, identity.slug_taken, identity.brand_not_found.
Result<Brand> save_brand(Desk const& desk, Actor const& actor, BrandId const& id, SaveBrand const& change);

struct SaveWorkspace {
  Name name;
  Locale locale = Locale::fr;
  ZoneName zone;
  Currency currency;
  Approval approval = Approval::required;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveWorkspace, (), (name, locale, zone, currency, approval, revision))
Result<Workspace> save_workspace(Desk const& desk, Actor const& actor, SaveWorkspace const& change);

}  // namespace parvis::identity
