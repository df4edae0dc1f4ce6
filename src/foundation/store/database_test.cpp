// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/assertion.h"
#include "store/dump.h"
#include "store/migrations.h"
#include "store/postgresql.h"
#include "store/sqlite.h"
#include "support/each_engine.h"
#include "support/failing_statements.h"

namespace parvis::store {
namespace {

class EachDatabase : public test::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    database().write([](Transaction& tx) {
      tx.run("CREATE TABLE pair (id TEXT NOT NULL PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, parent TEXT REFERENCES pair (id))");
    });
  }
  void put(std::string const& id, std::int64_t n) {
    database().write([&](Transaction& tx) { tx.run("INSERT INTO pair (id, n) VALUES ($1, $2)", {id, n}); });
  }
  std::int64_t count() {
    return database().read([](Transaction& tx) { return tx.first("SELECT count(*) AS n FROM pair").value().integer("n"); });
  }
};

TEST_P(EachDatabase, binds_parameters_by_their_number_whatever_their_order) {
  auto const row = database().read([](Transaction& tx) {
    return tx.first("SELECT CAST($2 AS BIGINT) AS second, CAST($1 AS TEXT) AS first, $3 AS third, CAST($1 AS TEXT) AS again", {"one", 2, 3.5}).value();
  });
  EXPECT_EQ(row.text("first"), "one");
  EXPECT_EQ(row.integer("second"), 2);
  EXPECT_EQ(row.real("third"), 3.5);
  EXPECT_EQ(row.text(3), "one");
}

TEST_P(EachDatabase, refuses_a_wrong_count_of_parameters) {
  auto const with = [&](Parameters const& parameters) {
    database().read([&](Transaction& tx) { tx.rows("SELECT id FROM pair WHERE id = $1 AND n = $2", parameters); });
  };
  EXPECT_NO_THROW(with({"a", 1}));
  EXPECT_THROW(with({"a"}), Failure);
  EXPECT_THROW(with({"a", 1, 2}), Failure);
  EXPECT_THROW(with({}), Failure);
}

TEST_P(EachDatabase, gives_back_every_value_as_it_was) {
  struct Case { std::string text; std::int64_t integer; double real; };
  std::vector<Case> const cases{{"", 0, 0.0},
                                {"it's \"quoted\"; -- $1 \\", std::numeric_limits<std::int64_t>::min(), -0.1},
                                {"é 日本 \n\t", std::numeric_limits<std::int64_t>::max(), 1.7976931348623157e308},
                                {std::string(200'000, 'x'), -1, 5e-324}};
  for (Case const& one : cases) {
    auto const row = database().write([&](Transaction& tx) {
      tx.run("DELETE FROM pair");
      tx.run("INSERT INTO pair (id, n, r) VALUES ($1, $2, $3)", {one.text, one.integer, one.real});
      return tx.first("SELECT id, n, r, parent FROM pair").value();
    });
    EXPECT_EQ(row.text("id"), one.text);
    EXPECT_EQ(row.integer("n"), one.integer);
    EXPECT_EQ(row.real("r"), one.real);
    EXPECT_TRUE(row.is_null("parent"));
    EXPECT_EQ(row.optional_text("parent"), std::nullopt);
    EXPECT_EQ(row.optional_integer("n"), one.integer);
  }
}

TEST_P(EachDatabase, gives_sums_counts_and_conditions_the_same_types) {
  for (int n = 1; n <= 3; ++n) put(std::to_string(n), n);
  auto const row = database().read([](Transaction& tx) {
    return tx.first("SELECT sum(n) AS s, count(*) AS c, max(n) > 2 AS big, avg(n) AS mean, min(id) AS least FROM pair").value();
  });
  EXPECT_EQ(row.integer("s"), 6);
  EXPECT_EQ(row.integer("c"), 3);
  EXPECT_EQ(row.integer("big"), 1);
  EXPECT_EQ(row.real("mean"), 2.0);
  EXPECT_EQ(row.text("least"), "1");
}

TEST_P(EachDatabase, uses_one_statement_with_values_of_several_types) {
  put("a", 1);
  for (Parameter const& value : Parameters{nullptr, 1, 1.0, nullptr, 2}) {
    auto const rows = database().read([&](Transaction& tx) { return tx.rows("SELECT id FROM pair WHERE n = $1", {value}); });
    EXPECT_EQ(rows.size(), value == Parameter(1) || value == Parameter(1.0) ? 1u : 0u);
  }
}

TEST_P(EachDatabase, counts_the_rows_changed) {
  put("a", 1);
  put("b", 1);
  database().write([](Transaction& tx) {
    EXPECT_EQ(tx.run("UPDATE pair SET n = 2 WHERE n = $1", {1}), 2);
    EXPECT_EQ(tx.run("UPDATE pair SET n = 2 WHERE n = $1", {1}), 0);
    EXPECT_EQ(tx.run("SELECT id FROM pair"), 0);
    EXPECT_EQ(tx.run("INSERT INTO pair (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", {"a"}), 0);
    EXPECT_EQ(tx.run("DELETE FROM pair WHERE id = $1", {"b"}), 1);
  });
}

TEST_P(EachDatabase, returns_the_rows_that_a_statement_writes) {
  auto const row = database().write([](Transaction& tx) {
    return tx.first("INSERT INTO pair (id, n) VALUES ($1, $2) RETURNING n + 1 AS next", {"a", 41}).value();
  });
  EXPECT_EQ(row.integer("next"), 42);
}

TEST_P(EachDatabase, tells_letters_apart_in_like_and_sorts_by_bytes) {
  for (char const* id : {"b", "B", "a", "é"}) put(id, 1);
  auto const rows = database().read([](Transaction& tx) { return tx.rows("SELECT id FROM pair WHERE NOT id LIKE 'A%' ORDER BY id"); });
  std::string order;
  for (Row const& row : rows) order += row.text(0);
  EXPECT_EQ(order, "Babé");
}

TEST_P(EachDatabase, commits_a_value_and_rolls_back_a_problem_or_an_exception) {
  auto const insert = [](Transaction& tx, char const* id) { tx.run("INSERT INTO pair (id) VALUES ($1)", {id}); };
  Result<int> const kept = database().write([&](Transaction& tx) -> Result<int> { return insert(tx, "kept"), 7; });
  EXPECT_EQ(kept.value(), 7);
  Done const refused = database().write([&](Transaction& tx) -> Done { return insert(tx, "refused"), conflict("t.refused"); });
  EXPECT_EQ(refused.error().code, "t.refused");
  EXPECT_THROW(database().write([&](Transaction& tx) { insert(tx, "thrown"), throw std::runtime_error("x"); }), std::runtime_error);
  EXPECT_EQ(count(), 1);
  database().write([&](Transaction& tx) { insert(tx, "after"); });
  EXPECT_EQ(count(), 2);
}

TEST_P(EachDatabase, holds_nothing_of_a_write_that_fails_at_any_statement) {
  auto const act = [&] {
    database().write([](Transaction& tx) {
      tx.run("INSERT INTO pair (id) VALUES ('a')");
      tx.run("INSERT INTO pair (id, parent) VALUES ('b', 'a')");
      tx.first("SELECT id FROM pair");
    });
  };
  EXPECT_EQ(test::fail_at_each_statement(database(), act, [&] { EXPECT_EQ(count(), 0); }), 4);
  EXPECT_EQ(count(), 2);
}

TEST_P(EachDatabase, enforces_foreign_keys) {
  EXPECT_THROW(database().write([](Transaction& tx) { tx.run("INSERT INTO pair (id, parent) VALUES ('a', 'nobody')"); }), Failure);
  EXPECT_EQ(count(), 0);
}

TEST_P(EachDatabase, refuses_to_write_in_a_read) {
  EXPECT_THROW(database().read([](Transaction& tx) { tx.run("INSERT INTO pair (id) VALUES ('a')"); }), Failure);
  EXPECT_EQ(count(), 0);
}

TEST_P(EachDatabase, refuses_a_transaction_within_a_transaction) {
  EXPECT_THROW(database().write([&](Transaction&) { put("a", 1); }), LogicFailure);
  EXPECT_THROW(database().read([&](Transaction&) { return count(); }), LogicFailure);
  EXPECT_EQ(count(), 0);
}

TEST_P(EachDatabase, names_the_statement_that_failed_but_not_its_values) {
  try {
    database().write([](Transaction& tx) { tx.run("INSERT INTO nowhere (id) VALUES ($1)", {"a secret"}); });
    FAIL();
  } catch (Failure const& failure) {
    std::string const what = failure.what();
    EXPECT_NE(what.find("nowhere"), std::string::npos) << what;
    EXPECT_EQ(what.find("secret"), std::string::npos) << what;
  }
}

TEST_P(EachDatabase, names_the_column_that_is_absent_or_of_another_type) {
  put("a", 1);
  auto const row = database().read([](Transaction& tx) { return tx.first("SELECT id, n FROM pair").value(); });
  EXPECT_THROW(row.text("parent"), Failure);
  EXPECT_THROW(row.text(2), Failure);
  EXPECT_THROW(row.integer("id"), Failure);
  EXPECT_THROW(row.text("n"), Failure);
  EXPECT_EQ(row.real("n"), 1.0);
}

TEST_P(EachDatabase, stays_usable_when_the_reader_of_rows_throws) {
  for (int n = 0; n < 100; ++n) put(std::to_string(n), n);
  EXPECT_THROW(database().read([](Transaction& tx) {
    tx.each("SELECT id FROM pair", {}, [](Row const&) { throw std::runtime_error("enough"); });
  }), std::runtime_error);
  EXPECT_EQ(count(), 100);
}

TEST_P(EachDatabase, reads_one_snapshot_while_another_writes) {
  put("a", 1);
  database().read([&](Transaction& tx) {
    auto const seen = [&] { return tx.first("SELECT count(*) AS n FROM pair").value().integer("n"); };
    EXPECT_EQ(seen(), 1);
    std::thread([&] { put("b", 2); }).join();
    EXPECT_EQ(seen(), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(EachDatabase, loses_no_increment_of_concurrent_writers) {
  put("a", 0);
  constexpr int threads = 4, increments = 25;
  std::vector<std::thread> all;
  std::atomic<int> wrong_reads{0};
  for (int count = 0; count < threads; ++count) {
    all.emplace_back([&] {
      for (int n = 0; n < increments; ++n) {
        database().write([](Transaction& tx) {
          auto const before = tx.first("SELECT n FROM pair WHERE id = 'a'").value().integer(0);
          tx.run("UPDATE pair SET n = $1 WHERE id = 'a'", {before + 1});
        });
        wrong_reads += database().read([](Transaction& tx) { return tx.rows("SELECT n FROM pair").size(); }) != 1;
      }
    });
  }
  for (std::thread& thread : all) thread.join();
  EXPECT_EQ(database().read([](Transaction& tx) { return tx.first("SELECT n FROM pair").value().integer(0); }), threads * increments);
  EXPECT_EQ(wrong_reads, 0);
}

TEST_P(EachDatabase, bears_more_texts_of_sql_than_it_keeps_prepared) {
  auto const sum = database().read([](Transaction& tx) {
    std::int64_t total = 0;
    for (int n = 0; n < 1200; ++n) total += tx.first("SELECT " + std::to_string(n) + " AS n").value().integer("n");
    return total;
  });
  EXPECT_EQ(sum, 1199 * 1200 / 2);
}

PARVIS_EACH_ENGINE(EachDatabase);

TEST(Sqlite, opens_again_what_it_kept_in_a_private_file) {
  test::TemporaryFolder const folder;
  SqliteOptions const options{.file = folder / "kept.db"};
  open_sqlite(options)->write([](Transaction& tx) { tx.run("CREATE TABLE t (id TEXT)"), tx.run("INSERT INTO t VALUES ('a')"); });
  auto const kept = open_sqlite(options)->read([](Transaction& tx) { return tx.first("SELECT id FROM t").value().text(0); });
  EXPECT_EQ(kept, "a");
  namespace fs = std::filesystem;
  EXPECT_EQ(fs::status(options.file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Sqlite, refuses_a_file_that_is_no_database) {
  test::TemporaryFolder const folder;
  std::filesystem::copy_file("/proc/self/exe", folder / "program");
  EXPECT_THROW(open_sqlite({.file = folder / "program"}), Failure);
  EXPECT_THROW(open_sqlite({.file = folder / "no" / "folder" / "x.db"}), Failure);
}

TEST(Sqlite, refuses_parameters_without_numbers) {
  test::TestDatabase db(Engine::sqlite);
  EXPECT_THROW(db.database().read([](Transaction& tx) { tx.rows("SELECT :name", {1}); }), Failure);
  EXPECT_THROW(db.database().read([](Transaction& tx) { tx.rows("SELECT $2", {1}); }), Failure);
}

TEST(Postgresql, opens_a_cut_connection_anew_before_the_next_transaction) {
  if (test::PrivatePostgres::instance() == nullptr) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
  test::TestDatabase db(Engine::postgresql);
  auto const one = [&] { return db.database().read([](Transaction& tx) { return tx.first("SELECT 1 AS n").value().integer("n"); }); };
  EXPECT_EQ(one(), 1);
  test::PrivatePostgres::instance()->cut_connections(db.name());
  EXPECT_EQ(one(), 1);
  EXPECT_THROW(db.database().write([&](Transaction& tx) {
    tx.run("SELECT 1 AS n");
    test::PrivatePostgres::instance()->cut_connections(db.name());
    tx.run("SELECT 1 AS n");
  }), Failure);
  EXPECT_EQ(one(), 1);
}

TEST(Postgresql, tells_that_a_failed_statement_was_overlooked) {
  if (test::PrivatePostgres::instance() == nullptr) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
  test::TestDatabase db(Engine::postgresql);
  EXPECT_THROW(db.database().write([](Transaction& tx) {
    try {
      tx.run("SELECT nothing FROM nowhere");
    } catch (Failure const&) {
    }
  }), Failure);
}

TEST(Postgresql, lets_a_migration_and_a_dump_take_longer_than_a_request_may) {
  if (test::PrivatePostgres::instance() == nullptr) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
  test::TestDatabase db(Engine::postgresql);
  test::TemporaryFolder const folder;
  db.database().write([](Transaction& tx) {
    tx.run("CREATE TABLE much (id BIGINT NOT NULL PRIMARY KEY, text TEXT NOT NULL)");
    tx.run("INSERT INTO much (id, text) SELECT n, repeat('x', 2000) FROM generate_series(1, 30000) AS n");
  });
  auto const hurried = open_postgresql({.connection = test::PrivatePostgres::instance()->connection(db.name()), .statement_timeout = std::chrono::milliseconds(300)});
  EXPECT_THROW(hurried->read([](Transaction& tx) { tx.run("SELECT pg_sleep(1)"); }), Failure);
  std::vector<Migration> all = embedded_migrations();
  all.push_back({9901, "9901_slow", "SELECT pg_sleep(1)"});
  EXPECT_EQ(migrate(*hurried, SystemClock(), all), 1);
  EXPECT_NO_THROW(dump(*hurried, folder / "dump"));
}

TEST(Postgresql, refuses_a_server_that_is_not_there) {
  EXPECT_THROW(open_postgresql({.connection = "host=/nonexistent dbname=x"}), Failure);
}

}  // namespace
}  // namespace parvis::store
