// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/law.h"

#include <algorithm>

#include "base/assertion.h"
#include "embedded/law_files.h"

namespace parvis::enrol {
namespace {

std::vector<LawRule> read_rules() {
  auto read = json::decode<std::vector<LawRule>>(embedded::law_files().front().bytes);
  PARVIS_ASSERT(read.has_value(), "the embedded law has its described form");
  return std::move(*read);
}

}  // namespace

std::vector<LawRule> const& law_rules() {
  static std::vector<LawRule> const rules = read_rules();
  return rules;
}

LawRule const& law_rule(std::string_view code) {
  auto const& all = law_rules();
  auto const found = std::find_if(all.begin(), all.end(), [&](LawRule const& one) { return one.code == code; });
  PARVIS_ASSERT(found != all.end(), "a rule of law exists under its code");
  return *found;
}

LocalDate end_of_delay(LawRule const& rule, LocalDate const& from) {
  int const count = static_cast<int>(rule.count);
  return rule.unit == LawUnit::months ? plus_months(from, count) : from.plus_days(count);
}

}  // namespace parvis::enrol
