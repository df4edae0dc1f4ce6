// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A database of its own for one test, all migrations applied, gone with the test:
//
//   test::TestDatabase db;
//   db.database().write([](store::Transaction& tx) { tx.run("INSERT INTO …"); });
//
// It is SQLite, or PostgreSQL when the environment says PARVIS_TEST_ENGINE=postgresql, so that every store's tests can
// be run on both.

#include <memory>

#include "store/database.h"
#include "support/temporary_folder.h"

namespace parvis::test {

enum class Content { migrated, empty };

class TestDatabase {
 public:
  TestDatabase();
  /// Throws when that engine is not installed.
  explicit TestDatabase(store::Engine engine, Content content = Content::migrated);
  TestDatabase(TestDatabase const&) = delete;
  TestDatabase& operator=(TestDatabase const&) = delete;
  ~TestDatabase();

  store::Database& database() { return *database_; }
  /// Of PostgreSQL only.
  std::string const& name() const { return name_; }

 private:
  TemporaryFolder folder_;
  std::string name_;
  std::unique_ptr<store::Database> database_;
};

}  // namespace parvis::test
