// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over rule sets.

#include "enrol/act.h"

namespace parvis::enrol {

void insert_rule_set(store::Transaction& tx, RuleSetVersion const& version);
/// False when the revision is not the one before.
bool update_rule_set(store::Transaction& tx, RuleSetVersion const& version);
/// By name, newest number first.
std::vector<RuleSetVersion> rule_set_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// The line's version in force, if any.
std::optional<RuleSetVersion> in_force_of_line(store::Transaction& tx, WorkspaceId const& workspace, Text<1, 120> const& name);
/// 1 for a new line.
std::int64_t next_number(store::Transaction& tx, WorkspaceId const& workspace, Text<1, 120> const& name);

std::vector<Rebuilder> rule_set_rebuilders();

}  // namespace parvis::enrol
