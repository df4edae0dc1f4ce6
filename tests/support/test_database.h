// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A database of its own for one test, all migrations applied, gone with the test:
//
//   test::TestDatabase db;
//   db.database().write([](store::Transaction& tx) { tx.run("INSERT INTO …"); });

#include <memory>

#include "store/database.h"
#include "support/temporary_folder.h"

namespace parvis::test {

class TestDatabase {
 public:
  TestDatabase();
  store::Database& database() { return *database_; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<store::Database> database_;
};

}  // namespace parvis::test
