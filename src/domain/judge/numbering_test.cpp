// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/numbering.h"

#include <gtest/gtest.h>

#include <thread>

#include "store/postgresql.h"
#include "support/each_engine.h"

namespace parvis::judge {
namespace {

/// Whether a transaction of that database waits for what another holds.
bool one_waits(store::Database& database) {
  return database.read([](store::Transaction& tx) {
    return tx.first("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").has_value();
  });
}

TEST(Numbering, of_a_series_that_two_transactions_want_waits_for_the_first_to_end) {
  if (test::PrivatePostgres::instance() == nullptr) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
  test::TestDatabase db(store::Engine::postgresql, test::Content::empty);
  test::TemporaryFolder const folder;
  ManualClock const clock{*Instant::parse("2026-11-23T09:00:00Z")};
  db.database().write([](store::Transaction& tx) {
    tx.run("CREATE TABLE judge_number (workspace_id TEXT NOT NULL, name TEXT NOT NULL, year BIGINT NOT NULL, last BIGINT NOT NULL, home TEXT NOT NULL, PRIMARY KEY (workspace_id, name, year))");
    tx.run("CREATE TABLE judge_number_home (id TEXT NOT NULL PRIMARY KEY, token TEXT NOT NULL, restored_at BIGINT)");
  });
  Numbering numbers(folder / "numbers");
  numbers.settle(db.database(), clock);
  Series const series{identity::WorkspaceId::make(clock), "certificate", 2026};
  // A transaction within another of the same records is none: who watches has a connection of its own.
  auto const watching = store::open_postgresql({.connection = test::PrivatePostgres::instance()->connection(db.name())});
  std::int64_t second = 0;
  std::thread other;
  std::int64_t const first = db.database().write([&](store::Transaction& tx) {
    numbers.next(tx, series).value();
    if (!other.joinable()) other = std::thread([&] { second = db.database().write([&](store::Transaction& theirs) { return numbers.next(theirs, series).value(); }); });
    while (!one_waits(*watching)) std::this_thread::yield();
    return numbers.next(tx, series).value();
  });
  other.join();
  EXPECT_EQ(first, 2);
  EXPECT_EQ(second, 3);
}

}  // namespace
}  // namespace parvis::judge
