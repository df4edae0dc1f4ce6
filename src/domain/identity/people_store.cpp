// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/people_store.h"

#include "store/record.h"

namespace parvis::identity {
namespace {

constexpr auto any_workspace_sql = "SELECT id FROM identity_workspace LIMIT 1";
constexpr auto insert_workspace_sql =
    "INSERT INTO identity_workspace (id, name, locale, zone, currency, approval, revision, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr auto find_workspace_sql = "SELECT * FROM identity_workspace WHERE id = $1";
constexpr auto update_workspace_sql =
    "UPDATE identity_workspace SET name = $2, locale = $3, zone = $4, currency = $5, approval = $6, revision = $7 "
    "WHERE id = $1 AND revision = $8";

constexpr auto insert_person_sql =
    "INSERT INTO identity_person (id, email, name, locale, password_hash, totp_secret, totp_confirmed_at, totp_last_step, "
    "failed_sign_ins, locked_until, created_at, erased_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
constexpr auto update_person_sql =
    "UPDATE identity_person SET email = $2, name = $3, locale = $4, password_hash = $5, totp_secret = $6, "
    "totp_confirmed_at = $7, totp_last_step = $8, failed_sign_ins = $9, locked_until = $10, created_at = $11, erased_at = $12 "
    "WHERE id = $1";
constexpr auto find_person_sql = "SELECT * FROM identity_person WHERE id = $1";
constexpr auto people_in_sql = "SELECT * FROM identity_person WHERE id IN (SELECT person_id FROM identity_membership WHERE workspace_id = $1)";
constexpr auto find_person_by_email_sql = "SELECT * FROM identity_person WHERE email = $1 AND erased_at IS NULL";

constexpr auto insert_brand_sql =
    "INSERT INTO identity_brand (id, workspace_id, name, slug, locale, zone, currency, revision, created_at, archived_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr auto update_brand_sql =
    "UPDATE identity_brand SET name = $2, slug = $3, locale = $4, zone = $5, currency = $6, revision = $7, archived_at = $8 "
    "WHERE id = $1 AND revision = $9";
constexpr auto find_brand_sql = "SELECT * FROM identity_brand WHERE id = $1";
constexpr auto slug_taken_sql = "SELECT id FROM identity_brand WHERE workspace_id = $1 AND slug = $2";
constexpr auto all_brands_sql =
    "SELECT * FROM identity_brand WHERE workspace_id = $1 ORDER BY CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, name, id";

constexpr auto insert_sandbox_sql = "INSERT INTO identity_sandbox (brand_id, workspace_id) VALUES ($1, $2)";
constexpr auto sandboxes_sql = "SELECT brand_id FROM identity_sandbox WHERE workspace_id = $1";
constexpr auto is_sandbox_sql = "SELECT brand_id FROM identity_sandbox WHERE brand_id = $1";

constexpr auto insert_membership_sql =
    "INSERT INTO identity_membership (id, person_id, workspace_id, brand_id, role, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr auto delete_membership_sql = "DELETE FROM identity_membership WHERE id = $1";
constexpr auto memberships_of_sql = "SELECT * FROM identity_membership WHERE person_id = $1 ORDER BY created_at, id";
constexpr auto memberships_in_sql = "SELECT * FROM identity_membership WHERE workspace_id = $1 ORDER BY created_at, id";

}  // namespace

bool is_set_up(store::Transaction& tx) { return tx.first(any_workspace_sql).has_value(); }

void insert_workspace(store::Transaction& tx, Workspace const& workspace) { tx.run(insert_workspace_sql, store::fields(workspace)); }

std::optional<Workspace> find_workspace(store::Transaction& tx, WorkspaceId const& id) {
  return store::one<Workspace>(tx.first(find_workspace_sql, {id.to_string()}));
}

bool update_workspace(store::Transaction& tx, Workspace const& workspace) {
  auto const& w = workspace;
  return tx.run(update_workspace_sql, {w.id.to_string(), w.name.to_string(), json::name_of(w.locale), w.zone.to_string(),
                                       w.currency.to_string(), json::name_of(w.approval), w.revision, w.revision - 1}) == 1;
}

void insert_person(store::Transaction& tx, Person const& person) { tx.run(insert_person_sql, store::fields(person)); }
void update_person(store::Transaction& tx, Person const& person) { tx.run(update_person_sql, store::fields(person)); }

std::optional<Person> find_person(store::Transaction& tx, PersonId const& id) {
  return store::one<Person>(tx.first(find_person_sql, {id.to_string()}));
}

std::map<PersonId, Person> people_in(store::Transaction& tx, WorkspaceId const& workspace) {
  std::map<PersonId, Person> people;
  for (Person& person : store::records<Person>(tx.rows(people_in_sql, {workspace.to_string()}))) people.emplace(person.id, std::move(person));
  return people;
}

std::optional<Person> find_person_by_email(store::Transaction& tx, Email const& email) {
  return store::one<Person>(tx.first(find_person_by_email_sql, {email.to_string()}));
}

void insert_brand(store::Transaction& tx, Brand const& brand) { tx.run(insert_brand_sql, store::fields(brand)); }

bool update_brand(store::Transaction& tx, Brand const& brand) {
  auto const& b = brand;
  store::Parameter archived = nullptr;
  if (b.archived_at) archived = b.archived_at->milliseconds();
  return tx.run(update_brand_sql, {b.id.to_string(), b.name.to_string(), b.slug.to_string(), json::name_of(b.locale),
                                   b.zone.to_string(), b.currency.to_string(), b.revision, archived, b.revision - 1}) == 1;
}

std::optional<Brand> find_brand(store::Transaction& tx, BrandId const& id) {
  return store::one<Brand>(tx.first(find_brand_sql, {id.to_string()}));
}

bool slug_taken(store::Transaction& tx, WorkspaceId const& workspace, Slug const& slug) {
  return tx.first(slug_taken_sql, {workspace.to_string(), slug.to_string()}).has_value();
}

std::vector<Brand> all_brands(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<Brand>(tx.rows(all_brands_sql, {workspace.to_string()}));
}

void insert_sandbox(store::Transaction& tx, BrandId const& brand, WorkspaceId const& workspace) {
  tx.run(insert_sandbox_sql, {brand.to_string(), workspace.to_string()});
}

std::set<BrandId> sandboxes_of(store::Transaction& tx, WorkspaceId const& workspace) {
  std::set<BrandId> found;
  for (store::Row const& row : tx.rows(sandboxes_sql, {workspace.to_string()})) found.insert(*BrandId::parse(row.text("brand_id")));
  return found;
}

bool is_sandbox(store::Transaction& tx, BrandId const& brand) { return tx.first(is_sandbox_sql, {brand.to_string()}).has_value(); }

void insert_membership(store::Transaction& tx, Membership const& membership) {
  tx.run(insert_membership_sql, store::fields(membership));
}

void delete_membership(store::Transaction& tx, MembershipId const& id) { tx.run(delete_membership_sql, {id.to_string()}); }

std::vector<Membership> memberships_of(store::Transaction& tx, PersonId const& person) {
  return store::records<Membership>(tx.rows(memberships_of_sql, {person.to_string()}));
}

std::vector<Membership> memberships_in(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<Membership>(tx.rows(memberships_in_sql, {workspace.to_string()}));
}

}  // namespace parvis::identity
