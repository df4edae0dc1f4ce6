// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/access_store.h"
#include "identity/people.h"
#include "identity/people_store.h"
#include "identity/routes.h"

namespace parvis::identity {
namespace {

bool owns(Membership const& membership) { return membership.role == Role::owner && !membership.brand_id; }

// Someone must still be able to run the workspace without `leaving`.
Done check_an_owner_stays(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& leaving) {
  for (Membership const& membership : memberships_in(tx, workspace)) {
    if (owns(membership) && membership.person_id != leaving) return {};
  }
  return conflict("identity.last_owner");
}

std::vector<Membership> roles_here(store::Transaction& tx, PersonId const& person, WorkspaceId const& workspace) {
  std::vector<Membership> roles = memberships_of(tx, person);
  std::erase_if(roles, [&](Membership const& membership) { return membership.workspace_id != workspace; });
  return roles;
}

Done check_grants(store::Transaction& tx, WorkspaceId const& workspace, SetRoles const& roles) {
  for (std::size_t i = 0; i < roles.roles.size(); ++i) {
    auto const& brand_id = roles.roles[i].brand_id;
    auto const brand = brand_id ? find_brand(tx, *brand_id) : std::nullopt;
    if (brand_id && (!brand || brand->workspace_id != workspace)) {
      return invalid_field("roles/" + std::to_string(i) + "/brand_id", "identity.brand_not_found", "", brand_id->to_string());
    }
  }
  return {};
}

Result<std::vector<Membership>> membership_to_change(store::Transaction& tx, Actor const& actor, PersonId const& person) {
  std::vector<Membership> held = roles_here(tx, person, actor.workspace);
  if (held.empty()) return not_found("identity.person_not_found");
  return held;
}

}  // namespace

std::vector<Member> members(store::Transaction& tx, WorkspaceId const& workspace) {
  std::vector<Member> list;
  auto const people = people_in(tx, workspace);
  for (Membership const& membership : memberships_in(tx, workspace)) {
    auto found = std::find_if(list.begin(), list.end(), [&](Member const& one) { return one.person_id == membership.person_id; });
    if (found == list.end()) {
      Person const& person = people.at(membership.person_id);
      list.push_back({person.id, person.name, person.email, {}});
      found = list.end() - 1;
    }
    found->roles.push_back(membership);
  }
  return list;
}

std::vector<PersonId> holders_of(store::Transaction& tx, WorkspaceId const& workspace, Role role) {
  std::vector<PersonId> people;
  for (Membership const& one : memberships_in(tx, workspace)) {
    if (one.role == role) people.push_back(one.person_id);
  }
  return people;
}

bool holds_role(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& person, Role role) {
  auto const all = memberships_of(tx, person);
  return std::any_of(all.begin(), all.end(), [&](Membership const& one) { return one.workspace_id == workspace && one.role == role; });
}

Done set_roles(Desk const& desk, Actor const& actor, PersonId const& person, SetRoles const& roles) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(auto const held, membership_to_change(tx, actor, person));
    TRY_DONE(check_grants(tx, actor.workspace, roles));
    bool const still_owner = std::any_of(roles.roles.begin(), roles.roles.end(),
                                         [](RoleGrant const& grant) { return grant.role == Role::owner && !grant.brand_id; });
    bool const was_owner = std::any_of(held.begin(), held.end(), owns);
    if (was_owner && !still_owner) TRY_DONE(check_an_owner_stays(tx, actor.workspace, person));
    for (Membership const& membership : held) delete_membership(tx, membership.id);
    for (RoleGrant const& grant : roles.roles) {
      insert_membership(tx, {MembershipId::make(desk.clock), person, actor.workspace, grant.brand_id, grant.role, desk.clock.now()});
    }
    if (roles.roles.empty()) delete_sessions_of(tx, person);
    record_audit(tx, desk.clock, actor, {"identity.roles_set", "person", person.to_string(), json::encode(roles)});
    return {};
  });
}

Done erase_person(Desk const& desk, Actor const& actor, PersonId const& person) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(auto const held, membership_to_change(tx, actor, person));
    if (std::any_of(held.begin(), held.end(), owns)) TRY_DONE(check_an_owner_stays(tx, actor.workspace, person));
    for (PersonalRecords const& records : desk.personal_records) records.erase(tx, person);
    Instant const now = desk.clock.now();
    delete_sessions_of(tx, person);
    revoke_tokens_of(tx, person, now);
    spend_resets_of(tx, person, now);
    for (Membership const& membership : held) delete_membership(tx, membership.id);
    Person erased;
    erased.id = person;
    erased.email = "erased:" + person.to_string();
    erased.created_at = find_person(tx, person)->created_at;
    erased.erased_at = now;
    update_person(tx, erased);
    record_audit(tx, desk.clock, actor, {"identity.person_erased", "person", person.to_string()});
    return {};
  });
}

Result<json::Value> export_person(Desk const& desk, PersonId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<json::Value> {
    auto const person = find_person(tx, id);
    if (!person) return not_found("identity.person_not_found");
    boost::json::object identity{{"name", person->name}, {"email", person->email}, {"created_at", person->created_at.to_string()}};
    boost::json::array roles, sessions;
    for (Membership const& membership : memberships_of(tx, id)) roles.push_back(json::to_value(membership));
    for (Session const& session : sessions_of(tx, id)) {
      sessions.push_back(boost::json::object{{"user_agent", session.user_agent}, {"address", session.address},
                                             {"created_at", session.created_at.to_string()}});
    }
    identity["roles"] = std::move(roles);
    identity["sessions"] = std::move(sessions);
    boost::json::object everything{{"identity", std::move(identity)}};
    for (PersonalRecords const& records : desk.personal_records) everything[records.room] = records.collect(tx, id);
    return json::Value(std::move(everything));
  });
}

}  // namespace parvis::identity
