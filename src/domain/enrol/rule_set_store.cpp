// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/rule_set_store.h"

namespace parvis::enrol {
namespace {

constexpr auto rule_set_by_id = " FROM enrol_rule_set WHERE workspace_id = $1 AND id = $2";
constexpr auto rule_sets_of = " FROM enrol_rule_set WHERE workspace_id = $1 ORDER BY name, number DESC";
constexpr auto in_force_where = " FROM enrol_rule_set WHERE workspace_id = $1 AND state = 'in_force' ORDER BY name";
constexpr auto line_in_force = " FROM enrol_rule_set WHERE workspace_id = $1 AND name = $2 AND state = 'in_force'";
constexpr auto last_number = "SELECT coalesce(max(number), 0) AS last FROM enrol_rule_set WHERE workspace_id = $1 AND name = $2";

}  // namespace

void insert_rule_set(store::Transaction& tx, RuleSetVersion const& version) { store::insert(tx, "enrol_rule_set", version); }
bool update_rule_set(store::Transaction& tx, RuleSetVersion const& version) { return store::update(tx, "enrol_rule_set", version); }

std::vector<RuleSetVersion> rule_set_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<RuleSetVersion>(rule_sets_of);
  return store::records<RuleSetVersion>(tx.rows(sql, {workspace.to_string()}));
}

std::optional<RuleSetVersion> in_force_of_line(store::Transaction& tx, WorkspaceId const& workspace, Text<1, 120> const& name) {
  static std::string const sql = store::selected<RuleSetVersion>(line_in_force);
  return store::one<RuleSetVersion>(tx.first(sql, {workspace.to_string(), name.to_string()}));
}

std::int64_t next_number(store::Transaction& tx, WorkspaceId const& workspace, Text<1, 120> const& name) {
  return tx.first(last_number, {workspace.to_string(), name.to_string()})->integer("last") + 1;
}

Result<RuleSetVersion> load_rule_set_version(store::Transaction& tx, WorkspaceId const& workspace, RuleSetId const& id) {
  static std::string const sql = store::selected<RuleSetVersion>(rule_set_by_id);
  auto found = store::one<RuleSetVersion>(tx.first(sql, {workspace.to_string(), id.to_string()}));
  if (!found) return not_found("enrol.rule_set_not_found");
  return std::move(*found);
}

Result<RuleSet> load_rule_set(store::Transaction& tx, WorkspaceId const& workspace, RuleSetId const& id) {
  TRY(RuleSetVersion found, load_rule_set_version(tx, workspace, id));
  return std::move(found.rules);
}

std::vector<RuleSetVersion> rule_sets_in_force(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<RuleSetVersion>(in_force_where);
  return store::records<RuleSetVersion>(tx.rows(sql, {workspace.to_string()}));
}

std::vector<Rebuilder> rule_set_rebuilders() { return {rebuilder<RuleSetVersion>("enrol_rule_set")}; }

}  // namespace parvis::enrol
