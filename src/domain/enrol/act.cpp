// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/act.h"

namespace parvis::enrol {

void record_act(store::Transaction& tx, Clock const& clock, Actor const& actor, LedgerEntry const& entry) {
  ledger_append(tx, clock, actor, entry);
  identity::record_audit(tx, clock, actor, {entry.act, entry.kind, entry.id});
}

Actor system_actor(WorkspaceId const& workspace) { return {{}, workspace, {}, identity::Role::certifier, "system"}; }

}  // namespace parvis::enrol
