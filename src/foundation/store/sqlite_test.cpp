// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "store/record.h"
#include "support/test_database.h"

namespace parvis::store {
namespace {

TEST(Sqlite, binds_parameters_by_their_number_whatever_their_order) {
  test::TestDatabase db;
  auto const row = db.database().read([](Transaction& tx) {
    return tx.first("SELECT $2 AS second, $1 AS first, $3 AS third, $1 AS again", {"one", 2, 3.5}).value();
  });
  EXPECT_EQ(row.text("first"), "one");
  EXPECT_EQ(row.integer("second"), 2);
  EXPECT_EQ(row.real("third"), 3.5);
  EXPECT_EQ(row.text(3), "one");
}

}  // namespace
}  // namespace parvis::store
