// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/descriptors.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace parvis::http {
namespace {

TEST(Descriptors, the_limit_is_lifted_as_far_as_it_may) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit low = before;
  low.rlim_cur = 128;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
  std::size_t const lifted = lift_descriptor_limit();
  rlimit after{};
  ::getrlimit(RLIMIT_NOFILE, &after);
  ::setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(lifted, after.rlim_cur);
  EXPECT_EQ(lifted, std::min<std::size_t>(before.rlim_max, 65'536));
}

TEST(Descriptors, connections_leave_some_for_everything_else) {
  EXPECT_EQ(connections_within(16'384, 2000), 2000u);
  EXPECT_EQ(connections_within(1024, 2000), 768u);
  EXPECT_EQ(connections_within(256, 2000), 128u);
  EXPECT_EQ(connections_within(1024, 1), 1u);
}

}  // namespace
}  // namespace parvis::http
