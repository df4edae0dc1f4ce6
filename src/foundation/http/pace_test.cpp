// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/pace.h"

#include <gtest/gtest.h>

namespace parvis::http {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr Pace::Limits usual{seconds(30), seconds(60), 10'000};
Pace::Instant const began{hours(1)};

TEST(Pace, silence_ends_it_and_each_piece_gives_it_time_again) {
  Pace pace(usual, began);
  EXPECT_EQ(pace.deadline(), began + seconds(30));
  pace.moved(1'000'000, began + seconds(29));
  EXPECT_EQ(pace.deadline(), began + seconds(59));
  pace.moved(0, began + seconds(58));
  EXPECT_EQ(pace.deadline(), began + seconds(59)) << "nothing moved";
}

TEST(Pace, a_hundred_megabytes_at_twice_the_least_rate_come_whole) {
  Pace pace(usual, began);
  for (int second = 1; second <= 5000; ++second) {
    pace.moved(20'000, began + seconds(second));
    ASSERT_EQ(pace.deadline(), began + seconds(std::min(second + 30, 60 + 2 * second)));
  }
}

TEST(Pace, a_byte_now_and_then_is_over_with_the_grace) {
  Pace pace(usual, began);
  int second = 0;
  while (began + seconds(second) < pace.deadline()) pace.moved(1, began + seconds(second += 5));
  EXPECT_EQ(second, 65);
}

}  // namespace
}  // namespace parvis::http
