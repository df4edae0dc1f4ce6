// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/plan_store.h"
#include "strategy/record.h"

namespace parvis::strategy {

Result<Charter> save_charter(Desk const& desk, Actor const& actor, SaveCharter const& change) {
  TRY_DONE(check(change.text.rules));
  return desk.database.write([&](store::Transaction& tx) -> Result<Charter> {
    if (current_charter(tx, actor.brand).revision != change.revision) return conflict("strategy.stale_revision");
    Charter const charter{new_uuid(desk.clock.now()), actor.brand, change.revision + 1, change.text, actor.person.to_string(),
                          desk.clock.now(), std::nullopt, std::nullopt};
    if (!insert_charter(tx, charter)) return conflict("strategy.stale_revision");
    record_act(tx, desk, actor, {"strategy.charter_saved", "charter", charter.id, "C1.5.1", "definir/charte"});
    return charter;
  });
}

Result<Charter> sign_charter(Desk const& desk, Actor const& actor, SignCharter const& signature) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Charter> {
    Charter charter = current_charter(tx, actor.brand);
    if (charter.revision == 0) return not_found("strategy.charter_not_found");
    if (charter.revision != signature.revision) return conflict("strategy.stale_revision");
    charter.signed_by = signature.name.to_string();
    charter.signed_at = desk.clock.now();
    if (!sign_charter_row(tx, charter)) return conflict("strategy.charter_already_signed");
    record_act(tx, desk, actor, {"strategy.charter_signed", "charter", charter.id, "C1.7.1", "definir/charte"});
    return charter;
  });
}

Charter current_charter(store::Transaction& tx, BrandId const& brand) {
  auto charter = last_charter(tx, brand);
  if (charter) return *charter;
  Charter none;
  none.brand_id = brand;
  return none;
}

}  // namespace parvis::strategy
