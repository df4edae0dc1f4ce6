// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/open.h"
#include "support/temporary_folder.h"

namespace parvis::store {
namespace {

/// In the child: writes pairs for ever, telling the number of each one once it is committed.
[[noreturn]] void write_pairs(std::string const& file, int told) {
  auto const database = open_database(file);
  for (std::int64_t n = 1;; ++n) {
    database->write([&](Transaction& tx) {
      tx.run("INSERT INTO a (n) VALUES ($1)", {n});
      tx.run("INSERT INTO b (n) VALUES ($1)", {n});
    });
    if (::write(told, &n, sizeof n) != sizeof n) ::_exit(1);
  }
}

/// Lets a child commit `enough` pairs, kills it wherever it stands, and returns the last that it told.
std::int64_t killed_after(std::int64_t enough, std::string const& file) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  pid_t const child = ::fork();
  if (child == 0) write_pairs(file, ends[1]);
  ::close(ends[1]);
  std::int64_t last = 0;
  for (std::int64_t told = 0; ::read(ends[0], &told, sizeof told) == sizeof told;) {
    last = told;
    if (told == enough) ::kill(child, SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);
  return last;
}

TEST(SqliteCrash, keeps_all_that_was_committed_and_nothing_by_half_when_killed) {
  for (std::int64_t enough = 1; enough <= 40; enough += 3) {
    test::TemporaryFolder const folder;
    std::string const file = folder / "crash.db";
    open_database(file)->write([](Transaction& tx) {
      tx.run("CREATE TABLE a (n BIGINT NOT NULL)");
      tx.run("CREATE TABLE b (n BIGINT NOT NULL)");
    });
    std::int64_t const told = killed_after(enough, file);
    open_database(file)->read([&](Transaction& tx) {
      auto const row = tx.first("SELECT (SELECT count(*) FROM a) AS a, (SELECT count(*) FROM b) AS b, (SELECT max(n) FROM a) AS last").value();
      EXPECT_EQ(row.integer("a"), row.integer("b"));
      EXPECT_EQ(row.integer("a"), row.integer("last"));
      EXPECT_GE(row.integer("a"), told);
      EXPECT_LE(row.integer("a"), told + 1);  // committed, and killed before it could tell
    });
  }
}

}  // namespace
}  // namespace parvis::store
