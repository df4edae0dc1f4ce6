// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Tries what a write leaves behind when it fails at its first statement, its second, … and at its COMMIT:
//
//   int const statements = test::fail_at_each_statement(database, [&] { save_brief(desk, …); },
//                                                       [&] { EXPECT_EQ(count_briefs(), 0); });
//   EXPECT_GT(statements, 2);

#include "store/database.h"

namespace parvis::test {

struct PlannedFailure : store::Failure {
  using Failure::Failure;
};

/// Runs `act` until it gets through, each time failing one statement later, and `check` after each failure. Returns
/// the count of statements. `act` may swallow the failure (a route does) or let it through.
template <class Act, class Check>
int fail_at_each_statement(store::Database& database, Act&& act, Check&& check) {
  for (int failing = 1;; ++failing) {
    int seen = 0;
    database.set_fault([&](std::string_view sql) {
      if (++seen == failing) throw PlannedFailure("planned at: " + std::string(sql));
    });
    try {
      act();
    } catch (PlannedFailure const&) {
    }
    database.set_fault({});
    if (seen < failing) return seen;
    check();
  }
}

}  // namespace parvis::test
