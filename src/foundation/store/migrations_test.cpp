// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/migrations.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "source_folder.h"
#include "support/each_engine.h"

namespace parvis::store {
namespace {

TEST(Statements, end_at_a_semicolon_outside_quotes_and_comments) {
  struct Case { char const* script; std::vector<std::string> expected; };
  std::vector<Case> const cases{
      {"", {}},
      {" ;; \n -- only a comment; here\n", {}},
      {"a; b", {"a", "b"}},
      {"a ';' \";\" b; c", {"a ';' \";\" b", "c"}},
      {"it''s 'it''s; fine'; d", {"it''s 'it''s; fine'", "d"}},
      {"a -- x; y\nb;", {"a  b"}},
      {"a /* x; 'y */ b", {"a   b"}},
      {"'-- no comment'; '/*'; x", {"'-- no comment'", "'/*'", "x"}},
      {"a 'never closed; b", {"a 'never closed; b"}},
  };
  for (Case const& one : cases) EXPECT_EQ(statements(one.script), one.expected) << one.script;
}

class Migrating : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    bool const absent = GetParam() == Engine::postgresql && test::PrivatePostgres::instance() == nullptr;
    if (absent) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
    db_.emplace(GetParam(), test::Content::empty);
  }
  Database& database() { return db_->database(); }
  int migrate_to(std::vector<Migration> const& all) { return migrate(database(), clock_, all); }
  std::string refusal(std::vector<Migration> const& all) {
    try {
      migrate_to(all);
      return "not refused";
    } catch (Failure const& failure) {
      return failure.what();
    }
  }
  bool has_table(std::string const& name) {
    try {
      database().read([&](Transaction& tx) { tx.rows("SELECT * FROM " + name); });
      return true;
    } catch (Failure const&) {
      return false;
    }
  }

  Migration const first_{1, "0001_t_first", "CREATE TABLE one (id TEXT); INSERT INTO one VALUES ('a;b');"};
  Migration const second_{7, "0007_t_second", "CREATE TABLE two (id TEXT);"};

 private:
  ManualClock clock_{Instant::at_milliseconds(1000)};
  std::optional<test::TestDatabase> db_;
};

TEST_P(Migrating, applies_each_once_in_order) {
  EXPECT_EQ(migrate_to({second_, first_}), 2);
  EXPECT_EQ(migrate_to({first_, second_}), 0);
  EXPECT_TRUE(has_table("two"));
  auto const rows = database().read([](Transaction& tx) { return tx.rows("SELECT name, applied_at FROM store_migration ORDER BY number"); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].text("name"), "0001_t_first");
  EXPECT_EQ(rows[0].integer("applied_at"), 1000);
}

TEST_P(Migrating, refuses_a_history_that_is_not_its_own) {
  migrate_to({first_, second_});
  Migration changed = first_;
  changed.sql += " ";
  EXPECT_NE(refusal({changed, second_}).find("0001_t_first has changed"), std::string::npos);
  EXPECT_NE(refusal({first_}).find("0007_t_second, unknown"), std::string::npos);
  Migration const late{3, "0003_t_late", "CREATE TABLE late (id TEXT)"};
  EXPECT_NE(refusal({first_, late, second_}).find("0003_t_late was never applied"), std::string::npos);
  EXPECT_FALSE(has_table("late"));
  EXPECT_NE(refusal({first_, first_}).find("two migrations of one number"), std::string::npos);
}

TEST_P(Migrating, takes_a_rooms_new_one_after_those_of_rooms_above) {
  Migration const above{101, "0101_u_above", "CREATE TABLE above (id TEXT)"};
  EXPECT_EQ(migrate_to({first_, above}), 2);
  EXPECT_EQ(migrate_to({first_, second_, above}), 1);
  EXPECT_TRUE(has_table("two"));
  EXPECT_EQ(migrate_to({first_, second_, above}), 0);
}

TEST_P(Migrating, undoes_a_migration_that_fails_and_keeps_those_before) {
  Migration const broken{7, "0007_t_broken", "CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1);"};
  EXPECT_NE(refusal({first_, broken}).find("0007_t_broken"), std::string::npos);
  EXPECT_TRUE(has_table("one"));
  EXPECT_FALSE(has_table("half"));
  EXPECT_EQ(migrate_to({first_, second_}), 1);
}

TEST_P(Migrating, brings_the_programs_own_schema_from_nothing) {
  std::size_t const count = embedded_migrations().size();
  ASSERT_GT(count, 0u);
  EXPECT_EQ(migrate_to(embedded_migrations()), static_cast<int>(count));
  EXPECT_EQ(migrate_to(embedded_migrations()), 0);
}

INSTANTIATE_TEST_SUITE_P(OnEngine, Migrating, testing::Values(Engine::sqlite, Engine::postgresql), test::engine_name);

TEST(Schema, is_the_one_committed) {
  test::TestDatabase db(Engine::sqlite);
  std::string const file = std::string(PARVIS_SOURCE_FOLDER) + "/migrations/schema.sql";
  std::string const present = present_schema(db.database());
  if (std::getenv("PARVIS_WRITE_SCHEMA") != nullptr) std::ofstream(file, std::ios::binary) << present;
  std::stringstream committed;
  committed << std::ifstream(file, std::ios::binary).rdbuf();
  EXPECT_EQ(committed.str(), present) << "run with PARVIS_WRITE_SCHEMA=1 and commit migrations/schema.sql";
}

}  // namespace
}  // namespace parvis::store
