// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/json.h"
#include "identity/identity.h"
#include "identity/people_store.h"

namespace parvis::identity {

Result<Brand> open_sandbox(store::Transaction& tx, Clock const& clock, Actor const& actor, NewSandbox const& wanted) {
  TRY(Workspace const workspace, load_workspace(tx, actor.workspace));
  Slug slug = wanted.slug;
  for (int number = 2; slug_taken(tx, actor.workspace, slug); ++number) {
    slug = *Slug::parse(wanted.slug.to_string() + "-" + std::to_string(number));
  }
  Brand const brand{BrandId::make(clock), actor.workspace, wanted.name, slug, workspace.locale, wanted.zone, workspace.currency, 1, clock.now(), std::nullopt};
  insert_brand(tx, brand);
  insert_sandbox(tx, brand.id, actor.workspace);
  record_audit(tx, clock, actor, {"identity.sandbox_opened", "brand", brand.id.to_string()});
  return brand;
}

void hold_brand_role(store::Transaction& tx, Clock const& clock, Actor const& actor, BrandRole const& holding) {
  insert_membership(tx, {MembershipId::make(clock), holding.person, actor.workspace, holding.brand, holding.role, clock.now()});
  record_audit(tx, clock, actor, {"identity.brand_role_given", "brand", holding.brand.to_string(), json::encode(holding)});
}

void leave_brand(store::Transaction& tx, Clock const& clock, Actor const& actor, BrandId const& brand) {
  for (Membership const& one : memberships_in(tx, actor.workspace)) {
    if (one.brand_id != brand) continue;
    delete_membership(tx, one.id);
    record_audit(tx, clock, actor, {"identity.brand_role_taken", "brand", brand.to_string(), json::encode(BrandRole{one.person_id, brand, one.role})});
  }
}

}  // namespace parvis::identity
