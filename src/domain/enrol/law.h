// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the Code du travail fixes of certifications, as dated data (referential/law.json): delays and counts, each with
// its article and the day since when it stands so.

#include <vector>

#include "base/calendar.h"
#include "identity/identity.h"

namespace parvis::enrol {

enum class LawUnit { days, months, files };
BOOST_DESCRIBE_ENUM(LawUnit, days, months, files)
struct LawRule {
  std::string code;  // "vae_admissibility"
  std::int64_t count = 0;
  LawUnit unit = LawUnit::days;
  std::string article;
  LocalDate since;
  std::string rule;
};
BOOST_DESCRIBE_STRUCT(LawRule, (), (code, count, unit, article, since, rule))

std::vector<LawRule> const& law_rules();
/// Asserts that the code exists.
LawRule const& law_rule(std::string_view code);
/// The last day of a delay that begins on `from`: 31 December plus two months ends on 28 or 29 February.
LocalDate end_of_delay(LawRule const& rule, LocalDate const& from);

}  // namespace parvis::enrol
