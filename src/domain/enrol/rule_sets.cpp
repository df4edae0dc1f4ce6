// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/rule_sets.h"

#include "enrol/fit.h"
#include "enrol/rule_set_store.h"
#include "enrol/version_store.h"

namespace parvis::enrol {
namespace {

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, std::string act, RuleSetVersion const& version) {
  record_act(tx, desk.clock, actor, {std::move(act), "enrol_rule_set", version.id.to_string(), json::to_value(version)});
}

Result<RuleSetVersion> move(store::Transaction& tx, Desk const& desk, RuleSetVersion version, RuleSetEvent event) {
  TRY(version.state, moved(version.state, event));
  (event == RuleSetEvent::put_in_force ? version.in_force_at : version.retired_at) = desk.clock.now();
  ++version.revision;
  if (!update_rule_set(tx, version)) return conflict("enrol.stale_revision");
  return version;
}

/// Against the versions that sessions may still be held on.
Done check_fit(store::Transaction& tx, RuleSetVersion const& version) {
  auto versions = version_rows(tx, version.workspace_id);
  std::erase_if(versions, [](ReferentialVersion const& one) { return one.state == VersionState::retired; });
  auto lacks = lacks_of_rules(version.rules, versions);
  if (!lacks.empty()) return invalid("enrol.rule_set_unfit", std::move(lacks));
  return {};
}

}  // namespace

Result<RuleSetVersion> open_rule_set(Desk const& desk, Actor const& actor, OpenRuleSet const& request) {
  TRY(RuleSet rules, checked(request.rules));
  return desk.database.write([&](store::Transaction& tx) -> Result<RuleSetVersion> {
    RuleSetVersion version;
    version.id = RuleSetId::make(desk.clock);
    version.workspace_id = actor.workspace;
    version.name = request.name;
    version.number = next_number(tx, actor.workspace, request.name);
    version.rules = rules;
    version.created_at = desk.clock.now();
    insert_rule_set(tx, version);
    record(tx, desk, actor, "enrol.rule_set_opened", version);
    return version;
  });
}

Result<RuleSetVersion> save_rule_set(Desk const& desk, Actor const& actor, RuleSetId const& id, SaveRuleSet const& change) {
  TRY(RuleSet rules, checked(change.rules));
  return desk.database.write([&](store::Transaction& tx) -> Result<RuleSetVersion> {
    TRY(RuleSetVersion version, load_rule_set_version(tx, actor.workspace, id));
    if (version.state != RuleSetState::draft) return conflict("enrol.rule_set_state", json::name_of(version.state) + " -> save");
    version.rules = rules;
    version.revision = change.revision + 1;
    if (!update_rule_set(tx, version)) return conflict("enrol.stale_revision");
    record(tx, desk, actor, "enrol.rule_set_saved", version);
    return version;
  });
}

Result<RuleSetVersion> put_in_force(Desk const& desk, Actor const& actor, RuleSetId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<RuleSetVersion> {
    TRY(RuleSetVersion version, load_rule_set_version(tx, actor.workspace, id));
    TRY([[maybe_unused]] auto const possible, moved(version.state, RuleSetEvent::put_in_force));
    TRY_DONE(check_fit(tx, version));
    if (auto const before = in_force_of_line(tx, actor.workspace, version.name)) {
      TRY(RuleSetVersion const retired, move(tx, desk, *before, RuleSetEvent::retire));
      record(tx, desk, actor, "enrol.rule_set_retired", retired);
    }
    TRY(version, move(tx, desk, version, RuleSetEvent::put_in_force));
    record(tx, desk, actor, "enrol.rule_set_in_force", version);
    return version;
  });
}

Result<RuleSetVersion> retire_rule_set(Desk const& desk, Actor const& actor, RuleSetId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<RuleSetVersion> {
    TRY(RuleSetVersion version, load_rule_set_version(tx, actor.workspace, id));
    TRY(version, move(tx, desk, version, RuleSetEvent::retire));
    record(tx, desk, actor, "enrol.rule_set_retired", version);
    return version;
  });
}

std::vector<RuleSetVersion> rule_sets(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return rule_set_rows(tx, actor.workspace); });
}

}  // namespace parvis::enrol
