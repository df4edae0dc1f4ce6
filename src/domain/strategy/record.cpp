// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/record.h"

#include "referential/referential.h"

namespace parvis::strategy {

void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act) {
  identity::record_audit(tx, desk.clock, actor, {act.action, act.kind, act.id});
  if (act.competency.empty()) return;
  std::string const link = "/b/" + actor.brand.to_string() + "/" + act.path;
  referential::record_evidence(tx, desk.clock, actor, {act.competency, act.action, act.kind, act.id, link});
}

}  // namespace parvis::strategy
