// SPDX-License-Identifier: AGPL-3.0-or-later
// The program is killed at each statement of closing the minutes: on waking, the session is open or closed, and nothing
// between; and whatever was lost, no number is given twice.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "judge/minutes_desk.h"
#include "judge/numbering.h"
#include "store/open.h"
#include "support/jury_room.h"

namespace parvis::app {
namespace {

/// What must be all old or all new.
std::string told_by(std::filesystem::path const& folder) {
  auto const records = store::open_database((folder / "parvis.db").string());
  return records->read([](store::Transaction& tx) {
    auto const row = tx.first("SELECT (SELECT state FROM examine_session) AS session, (SELECT state FROM judge_minutes) AS minutes, (SELECT state FROM judge_deliberation) AS jury, "
                              "(SELECT count(*) FROM judge_decision WHERE minutes_id IS NOT NULL) AS closed, (SELECT count(*) FROM jobs_event WHERE name = 'judge.minutes_closed') AS told")
                         .value();
    return row.text("session") + " " + row.text("minutes") + " " + row.text("jury") + " " + std::to_string(row.integer("closed")) + " " + std::to_string(row.integer("told"));
  });
}

/// In the child: closes the minutes, killed as statement number `at` begins.
[[noreturn]] void close_and_die(std::filesystem::path const& data, std::pair<judge::MinutesId, identity::Actor> const& what, int at) {
  ManualClock const clock(*Instant::parse("2026-11-26T09:00:00Z"));
  auto const records = store::open_database((data / "parvis.db").string());
  test::JuryDesk jury(*records, clock, data);
  int seen = 0;
  records->set_fault([&](std::string_view) {
    if (++seen == at) ::kill(::getpid(), SIGKILL);
  });
  auto const closed = judge::close_minutes(jury.desk, what.second, what.first);
  ::_exit(closed ? 0 : 1);
}

TEST(CrashJury, killed_at_any_statement_of_closing_leaves_the_session_open_or_closed) {
  test::JuryRoom room;
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  auto const minutes = *judge::MinutesId::parse(room.signed_minutes());
  auto const president = room.actor("president", identity::Role::president);
  std::filesystem::path const data = room.house.folder();
  room.house.close();
  std::string const open = told_by(data);
  EXPECT_EQ(open, "deliberating draft pv_signed 0 0");
  int kills = 0;
  for (int at = 1; at < 200; ++at) {
    pid_t const child = ::fork();
    if (child == 0) close_and_die(data, {minutes, president}, at);
    int how = 0;
    ::waitpid(child, &how, 0);
    bool const killed = WIFSIGNALED(how);
    std::string const now = told_by(data);
    if (!killed) {
      EXPECT_EQ(WEXITSTATUS(how), 0);
      EXPECT_EQ(now, "pv_closed closed pv_closed 3 1");
      break;
    }
    ++kills;
    ASSERT_EQ(now, open) << "killed at statement " << at;
  }
  std::printf("closing killed at %d statements: open or closed, nothing between\n", kills);
  EXPECT_GT(kills, 10);
}

class Numbers : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  ManualClock clock_{*Instant::parse("2026-11-23T09:00:00Z")};
  identity::WorkspaceId workspace_ = identity::WorkspaceId::make(clock_);

  judge::Series series(std::int64_t year = 2026) const { return {workspace_, "minutes", year}; }
  Result<std::int64_t> next(store::Database& database, judge::Numbering& numbers, std::int64_t year = 2026) {
    return database.write([&](store::Transaction& tx) { return numbers.next(tx, series(year)); });
  }
  std::unique_ptr<store::Database> records(std::string const& name) {
    auto database = store::open_database((folder_ / name).string());
    database->write([](store::Transaction& tx) {
      tx.run("CREATE TABLE IF NOT EXISTS judge_number (workspace_id TEXT NOT NULL, name TEXT NOT NULL, year BIGINT NOT NULL, last BIGINT NOT NULL, home TEXT NOT NULL, PRIMARY KEY (workspace_id, name, year))");
      tx.run("CREATE TABLE IF NOT EXISTS judge_number_home (id TEXT NOT NULL PRIMARY KEY, token TEXT NOT NULL, restored_at BIGINT)");
    });
    return database;
  }
};

TEST_F(Numbers, count_up_and_leave_a_gap_rather_than_a_double) {
  auto const database = records("a.db");
  judge::Numbering numbers(folder_ / "numbers");
  numbers.settle(*database, clock_);
  EXPECT_EQ(*next(*database, numbers), 1);
  EXPECT_EQ(*next(*database, numbers, 2027), 1);
  // The transaction is lost after the number was given.
  auto const lost = database->write([&](store::Transaction& tx) -> Result<std::int64_t> {
    EXPECT_EQ(*numbers.next(tx, series()), 2);
    return conflict("test.lost");
  });
  EXPECT_FALSE(lost);
  EXPECT_EQ(*next(*database, numbers), 3);
}

TEST_F(Numbers, put_back_in_place_go_on_beyond_what_was_given) {
  auto database = records("a.db");
  judge::Numbering numbers(folder_ / "numbers");
  numbers.settle(*database, clock_);
  EXPECT_EQ(*next(*database, numbers), 1);
  database->backup_to(folder_ / "backup.db");
  EXPECT_EQ(*next(*database, numbers), 2);
  auto const restored = store::open_database((folder_ / "backup.db").string());
  judge::Numbering again(folder_ / "numbers");
  again.settle(*restored, clock_);
  EXPECT_EQ(*next(*restored, again), 3);
}

TEST_F(Numbers, put_back_elsewhere_wait_for_the_certifiers_word) {
  auto database = records("a.db");
  judge::Numbering numbers(folder_ / "numbers");
  numbers.settle(*database, clock_);
  database->backup_to(folder_ / "early.db");
  EXPECT_EQ(*next(*database, numbers), 1);
  database->backup_to(folder_ / "late.db");
  EXPECT_EQ(*next(*database, numbers), 2);
  for (char const* backup : {"early.db", "late.db"}) {
    auto const restored = store::open_database((folder_ / backup).string());
    judge::Numbering elsewhere(folder_ / (std::string("elsewhere-") + backup));
    elsewhere.settle(*restored, clock_);
    EXPECT_EQ(next(*restored, elsewhere).error().code, "judge.numbers_unconfirmed") << backup;
    auto const confirm = [&](std::int64_t last) { return restored->write([&](store::Transaction& tx) { return elsewhere.confirm(tx, series(), last); }); };
    if (std::string(backup) == "late.db") {
      EXPECT_EQ(confirm(0).error().fields.at(0).code, "judge.jump_backwards");
    }
    EXPECT_TRUE(confirm(2));
    EXPECT_EQ(*next(*restored, elsewhere), 3) << backup;
    EXPECT_EQ(*next(*restored, elsewhere, 2027), 1) << "a year that had not begun needs no word";
  }
}

}  // namespace
}  // namespace parvis::app
