// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/calendar.h"

#include <gtest/gtest.h>

namespace parvis {
namespace {

std::string later(char const* day, int months) { return plus_months(*LocalDate::parse(day), months).to_string(); }

TEST(PlusMonths, keeps_the_day_where_the_month_has_it) {
  EXPECT_EQ(later("2026-11-15", 2), "2027-01-15");
  EXPECT_EQ(later("2026-01-31", -1), "2025-12-31");
}

TEST(PlusMonths, falls_on_the_last_day_of_a_shorter_month) {
  EXPECT_EQ(later("2026-11-30", 3), "2027-02-28");
  EXPECT_EQ(later("2027-11-30", 3), "2028-02-29");
  EXPECT_EQ(later("2026-12-31", 2), "2027-02-28");
  EXPECT_EQ(later("2026-08-31", 1), "2026-09-30");
}

}  // namespace
}  // namespace parvis
