// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on rule sets.

#include "enrol/enrol.h"

namespace parvis::enrol {

/// A draft: the first of a new line, or the next version of a line that stands (same name).
struct OpenRuleSet {
  Text<1, 120> name;
  RuleSet rules;
};
BOOST_DESCRIBE_STRUCT(OpenRuleSet, (), (name, rules))
struct SaveRuleSet {
  RuleSet rules;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveRuleSet, (), (rules, revision))

/// Problem enrol.rule_set_invalid with every wrong field.
Result<RuleSetVersion> open_rule_set(Desk const& desk, Actor const& actor, OpenRuleSet const& request);
/// Of a draft alone: enrol.rule_set_state otherwise. Problem enrol.stale_revision.
Result<RuleSetVersion> save_rule_set(Desk const& desk, Actor const& actor, RuleSetId const& id, SaveRuleSet const& change);
/// Retires the version of the line in force until then.
Result<RuleSetVersion> put_in_force(Desk const& desk, Actor const& actor, RuleSetId const& id);
Result<RuleSetVersion> retire_rule_set(Desk const& desk, Actor const& actor, RuleSetId const& id);
std::vector<RuleSetVersion> rule_sets(Desk const& desk, Actor const& actor);

}  // namespace parvis::enrol
