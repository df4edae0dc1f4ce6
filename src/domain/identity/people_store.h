// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over workspaces, people, brands and memberships.

#include <map>
#include <set>

#include "identity/person.h"

namespace parvis::identity {

bool is_set_up(store::Transaction& tx);

void insert_workspace(store::Transaction& tx, Workspace const& workspace);
std::optional<Workspace> find_workspace(store::Transaction& tx, WorkspaceId const& id);
/// False when `workspace.revision - 1` is no longer the stored revision.
bool update_workspace(store::Transaction& tx, Workspace const& workspace);

void insert_person(store::Transaction& tx, Person const& person);
void update_person(store::Transaction& tx, Person const& person);
std::optional<Person> find_person(store::Transaction& tx, PersonId const& id);
/// Everyone with a role there, on the workspace or on a brand of it.
std::map<PersonId, Person> people_in(store::Transaction& tx, WorkspaceId const& workspace);
std::optional<Person> find_person_by_email(store::Transaction& tx, Email const& email);

void insert_brand(store::Transaction& tx, Brand const& brand);
bool update_brand(store::Transaction& tx, Brand const& brand);
std::optional<Brand> find_brand(store::Transaction& tx, BrandId const& id);
bool slug_taken(store::Transaction& tx, WorkspaceId const& workspace, Slug const& slug);
std::vector<Brand> all_brands(store::Transaction& tx, WorkspaceId const& workspace);

std::set<BrandId> sandboxes_of(store::Transaction& tx, WorkspaceId const& workspace);
void insert_sandbox(store::Transaction& tx, BrandId const& brand, WorkspaceId const& workspace);

void insert_membership(store::Transaction& tx, Membership const& membership);
void delete_membership(store::Transaction& tx, MembershipId const& id);
std::vector<Membership> memberships_of(store::Transaction& tx, PersonId const& person);
std::vector<Membership> memberships_in(store::Transaction& tx, WorkspaceId const& workspace);

}  // namespace parvis::identity
