// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Whether rules and a version go together: rules speak of criteria that the version has, and hold each of its modalities
// in a part. Asked when rules come into force, when a version is confirmed, and when a session freezes both. Pure.

#include "enrol/rule_set.h"
#include "enrol/version.h"

namespace parvis::enrol {

/// Criteria that the rules speak of, wherever they do, and that the version has not.
std::vector<std::string> criteria_unknown(RuleSet const& rules, ReferentialVersion const& version);
/// Modalities of the block that no part of the rules holds, by code ("M1.2").
std::vector<std::string> modalities_unheld(RuleSet const& rules, ReferentialVersion const& version, std::string const& block);

/// What rules that come into force lack, as fields of a problem: nothing when they fit one of the versions on every block
/// they state, or when there is none; else what the first lacks. Codes enrol.rule_set_criterion, enrol.rule_set_modality.
std::vector<FieldError> lacks_of_rules(RuleSet const& rules, std::vector<ReferentialVersion> const& versions);
/// What a version that is confirmed lacks: modalities that none of the rule sets holds. Nothing when there is no rule set.
/// Code enrol.version_modality.
std::vector<FieldError> lacks_of_version(ReferentialVersion const& version, std::vector<RuleSetVersion> const& rule_sets);

}  // namespace parvis::enrol
