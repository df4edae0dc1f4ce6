// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/record.h"

#include "referential/referential.h"

namespace parvis::publish {

void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act) {
  identity::record_audit(tx, desk.clock, actor, {act.action, "publication", act.id});
  if (act.competency.empty()) return;
  referential::record_evidence(tx, desk.clock, {actor.person, actor.workspace, actor.brand},
                               {act.competency, act.action, "publication", act.id, "/b/" + actor.brand.to_string() + "/publier/" + act.id});
}

}  // namespace parvis::publish
