// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "enrol/version_store.h"
#include "enrol/versions.h"

namespace parvis::enrol {
namespace {

Done check(store::Transaction& tx, Actor const& actor, Declare const& request) {
  if (request.from_version == request.to_version) return invalid_field("to_version", "enrol.equivalence_same");
  TRY(ReferentialVersion const from, load_version(tx, actor.workspace, request.from_version));
  TRY(ReferentialVersion const to, load_version(tx, actor.workspace, request.to_version));
  bool const both = find_block(from, request.block) != nullptr && find_block(to, request.block) != nullptr;
  if (!both) return invalid_field("block", "enrol.equivalence_block", "", request.block);
  if (equivalent(tx, actor.workspace, request.from_version, request.to_version, request.block)) return conflict("enrol.equivalence_stands");
  return {};
}

}  // namespace

Result<Equivalence> declare_equivalence(Desk const& desk, Actor const& actor, Declare const& request) {
  TRY_DONE(check_signature(desk, actor, request.signature));
  return desk.database.write([&](store::Transaction& tx) -> Result<Equivalence> {
    TRY_DONE(check(tx, actor, request));
    Equivalence const made{EquivalenceId::make(desk.clock), actor.workspace, request.from_version, request.to_version, request.block,
                           request.decision, request.decided_on, actor.person, desk.clock.now(), {}};
    insert_equivalence(tx, made);
    record_act(tx, desk.clock, actor, {"enrol.equivalence_declared", "enrol_equivalence", made.id.to_string(), json::to_value(made)});
    return made;
  });
}

Done withdraw_equivalence(Desk const& desk, Actor const& actor, EquivalenceId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    auto const all = equivalence_rows(tx, actor.workspace);
    auto const found = std::find_if(all.begin(), all.end(), [&](Equivalence const& one) { return one.id == id; });
    if (found == all.end()) return not_found("enrol.equivalence_not_found");
    Equivalence gone = *found;
    gone.withdrawn_at = desk.clock.now();
    update_equivalence(tx, gone);
    record_act(tx, desk.clock, actor, {"enrol.equivalence_withdrawn", "enrol_equivalence", id.to_string(), json::to_value(gone)});
    return {};
  });
}

}  // namespace parvis::enrol
