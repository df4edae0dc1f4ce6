// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/schedule.h"

#include <gtest/gtest.h>

#include "base/assertion.h"

namespace parvis::jobs {
namespace {

using namespace std::chrono_literals;

Instant at(char const* text) { return Instant::parse(text).value(); }
Daily daily(char const* time, char const* zone) { return {LocalTime::parse(time).value(), ZoneName::parse(zone).value()}; }

TEST(NextOccurrence, comes_each_day_at_the_wall_time_across_daylight_saving) {
  struct Case { Daily daily; char const* after; char const* expected; };
  std::vector<Case> const cases{
      {daily("09:00", "Europe/Paris"), "2026-11-23T07:59:59Z", "2026-11-23T08:00:00Z"},
      {daily("09:00", "Europe/Paris"), "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"},
      {daily("09:00", "Europe/Paris"), "2026-03-28T12:00:00Z", "2026-03-29T07:00:00Z"},  // summer time began that night
      {daily("02:30", "Europe/Paris"), "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"},  // skipped: an hour later by the wall
      {daily("02:30", "Europe/Paris"), "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"},
      {daily("02:30", "Europe/Paris"), "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"},  // repeated: the first only
      {daily("02:30", "Europe/Paris"), "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"},
      {daily("00:00", "Pacific/Auckland"), "2026-11-23T11:30:00Z", "2026-11-24T11:00:00Z"},
      {daily("23:59", "America/New_York"), "2026-11-24T04:58:00Z", "2026-11-24T04:59:00Z"},
  };
  for (Case const& one : cases) EXPECT_EQ(next_occurrence(one.daily, at(one.after)).to_string(), one.expected) << one.after;
}

/// The slow twin: looks at each minute until the clock on the wall shows the time on a day not yet served.
TEST(NextOccurrence, agrees_with_watching_the_clock_for_a_year) {
  Daily const rule = daily("04:15", "America/Santiago");
  Instant next = next_occurrence(rule, at("2026-01-01T00:00:00Z"));
  LocalDate served = LocalDate::parse("2025-12-31").value();
  for (Instant now = at("2026-01-01T00:01:00Z"); now < at("2027-01-01T00:00:00Z"); now = now + 1min) {
    LocalMoment const wall = local_moment(now, rule.zone);
    if (wall.time != rule.time || wall.date == served) continue;
    ASSERT_EQ(next.to_string(), now.to_string());
    served = wall.date;
    next = next_occurrence(rule, now);
  }
}

TEST(NextOccurrence, of_an_interval_is_that_much_later) {
  EXPECT_EQ(next_occurrence(Every{90s}, at("2026-01-01T00:00:00Z")).to_string(), "2026-01-01T00:01:30Z");
  EXPECT_THROW(next_occurrence(Every{0s}, at("2026-01-01T00:00:00Z")), LogicFailure);
}

}  // namespace
}  // namespace parvis::jobs
