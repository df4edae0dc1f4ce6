// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/indicators.h"

#include <set>

#include <gtest/gtest.h>

#include "base/json.h"
#include "referential/referential.h"

namespace parvis::examine {
namespace {

std::set<std::string> criteria_of_the_source() {
  std::set<std::string> codes;
  for (auto const& block : referential::current().blocks) {
    for (auto const& group : block.evaluation.criteria_groups) {
      for (auto const& criterion : group.criteria) codes.insert(criterion.id);
    }
  }
  return codes;
}

TEST(InformingFigures, speak_of_criteria_that_exist_and_say_why) {
  auto const criteria = criteria_of_the_source();
  std::set<std::pair<std::string, std::string>> seen;
  for (InformingFigure const& line : informing_figures()) {
    EXPECT_TRUE(criteria.contains(line.criterion)) << line.criterion;
    EXPECT_FALSE(line.reason.empty()) << line.criterion;
    bool const once = line.until.has_value() || seen.emplace(json::name_of(line.figure), line.criterion).second;
    EXPECT_TRUE(once) << json::name_of(line.figure) << " informs " << line.criterion << " twice";
  }
}

TEST(InformingFigures, every_figure_the_program_measures_informs_a_criterion) {
  auto const& lines = informing_figures();
  for (MeasuredFigure const one : json::all_of<MeasuredFigure>()) {
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](InformingFigure const& line) { return line.figure == one; })) << json::name_of(one);
  }
}

TEST(InformingFigures, are_told_from_their_day_on_and_never_of_nothing) {
  Measured const weeks{MeasuredFigure::calendar_weeks_filled, 3, 4}, none{MeasuredFigure::spelling_faults, 0, 0};
  auto const told = informed({weeks, none}, *LocalDate::parse("2026-11-23"));
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].criterion, "K1.14");
  EXPECT_EQ(told[1].criterion, "K3.4");
  EXPECT_EQ(told[0].code, "calendar_weeks_filled");
  EXPECT_TRUE(informed({weeks}, *LocalDate::parse("2026-11-22")).empty());
}

}  // namespace
}  // namespace parvis::examine
