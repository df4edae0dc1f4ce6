// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/record.h"

#include "referential/referential.h"

namespace parvis::convert {

void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act) {
  identity::record_audit(tx, desk.clock, actor, {act.action, act.kind, act.id});
  std::string const place = act.kind == "site" ? "/convertir/sites" : "/convertir/conversions";
  referential::record_evidence(tx, desk.clock, actor, {act.competency, act.action, act.kind, act.id, "/b/" + actor.brand.to_string() + place});
}

}  // namespace parvis::convert
