// SPDX-License-Identifier: AGPL-3.0-or-later
#include <set>

#include "identity/people.h"
#include "identity/people_store.h"

namespace parvis::identity {
namespace {

constexpr std::size_t longest_derived_slug = 48;

// "Café de la Gare" -> "caf-de-la-gare": accents are dropped with their letters' bytes, which a person may mend.
std::string slug_of(std::string const& name) {
  std::string out;
  for (char c : name) {
    char const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    bool const kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (kept) {
      out += lower;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  out.resize(std::min(out.size(), longest_derived_slug));
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "marque" : out;
}

Slug free_slug(store::Transaction& tx, WorkspaceId const& workspace, std::string const& name) {
  std::string const stem = slug_of(name);
  for (int number = 1;; ++number) {
    Slug const slug = *Slug::parse(number == 1 ? stem : stem + "-" + std::to_string(number));
    if (!slug_taken(tx, workspace, slug)) return slug;
  }
}

}  // namespace

Result<Brand> create_brand(Desk const& desk, Actor const& actor, NewBrand const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Brand> {
    TRY(Workspace const workspace, load_workspace(tx, actor.workspace));
    if (request.slug && slug_taken(tx, actor.workspace, *request.slug)) {
      return invalid_field("slug", "identity.slug_taken", "", request.slug->to_string());
    }
    Brand const brand{BrandId::make(desk.clock), actor.workspace, request.name,
                      request.slug ? *request.slug : free_slug(tx, actor.workspace, request.name.to_string()),
                      request.locale.value_or(workspace.locale), request.zone.value_or(workspace.zone),
                      request.currency.value_or(workspace.currency), 1, desk.clock.now(), std::nullopt};
    insert_brand(tx, brand);
    record_audit(tx, desk.clock, actor, {"identity.brand_created", "brand", brand.id.to_string(), json::encode(request)});
    return brand;
  });
}

Result<Brand> save_brand(Desk const& desk, Actor const& actor, BrandId const& id, SaveBrand const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Brand> {
    TRY(Brand brand, load_brand(tx, id));
    if (brand.workspace_id != actor.workspace) return not_found("identity.brand_not_found");
    if (change.slug != brand.slug && slug_taken(tx, actor.workspace, change.slug)) {
      return invalid_field("slug", "identity.slug_taken", "", change.slug.to_string());
    }
    brand.name = change.name;
    brand.slug = change.slug;
    brand.locale = change.locale;
    brand.zone = change.zone;
    brand.currency = change.currency;
    if (change.shelf == Shelf::active) brand.archived_at.reset();
    if (change.shelf == Shelf::archived && !brand.archived_at) brand.archived_at = desk.clock.now();
    brand.revision = change.revision + 1;
    if (!update_brand(tx, brand)) return conflict("identity.stale_revision");
    record_audit(tx, desk.clock, actor, {"identity.brand_saved", "brand", id.to_string(), json::encode(change)});
    return brand;
  });
}

Result<Workspace> save_workspace(Desk const& desk, Actor const& actor, SaveWorkspace const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Workspace> {
    TRY(Workspace workspace, load_workspace(tx, actor.workspace));
    workspace.name = change.name;
    workspace.locale = change.locale;
    workspace.zone = change.zone;
    workspace.currency = change.currency;
    workspace.approval = change.approval;
    workspace.revision = change.revision + 1;
    if (!update_workspace(tx, workspace)) return conflict("identity.stale_revision");
    record_audit(tx, desk.clock, actor, {"identity.workspace_saved", "workspace", workspace.id.to_string(), json::encode(change)});
    return workspace;
  });
}

Result<Brand> load_brand(store::Transaction& tx, BrandId const& id) {
  auto brand = find_brand(tx, id);
  if (!brand) return not_found("identity.brand_not_found");
  return *brand;
}

Result<Workspace> load_workspace(store::Transaction& tx, WorkspaceId const& id) {
  auto workspace = find_workspace(tx, id);
  if (!workspace) return not_found("identity.workspace_not_found");
  return *workspace;
}

// A candidate's sandbox is among those of who holds a role on it, and not of who may see every brand: an exam is no client.
std::vector<Brand> brands_of(store::Transaction& tx, PersonId const& person, WorkspaceId const& workspace) {
  std::vector<Membership> const held = memberships_of(tx, person);
  std::set<BrandId> const sandboxes = sandboxes_of(tx, workspace);
  auto const sees = [&](Brand const& brand) {
    return std::any_of(held.begin(), held.end(), [&](Membership const& m) {
      bool const everywhere = !m.brand_id && !sandboxes.contains(brand.id);
      bool const here = m.workspace_id == workspace && (everywhere || m.brand_id == brand.id);
      return here && grants(m.role, "see_brand");
    });
  };
  std::vector<Brand> brands = all_brands(tx, workspace);
  std::erase_if(brands, [&](Brand const& brand) { return !sees(brand); });
  return brands;
}

std::string person_name(store::Transaction& tx, PersonId const& id) {
  auto const person = find_person(tx, id);
  return person ? person->name : std::string();
}

std::string person_email(store::Transaction& tx, PersonId const& id) {
  auto const person = find_person(tx, id);
  return person && !person->erased_at ? person->email : std::string();
}

}  // namespace parvis::identity
