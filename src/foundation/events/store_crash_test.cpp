// SPDX-License-Identifier: AGPL-3.0-or-later
// A child appends and tells what was acknowledged; it is killed at any moment; nothing acknowledged may be lost, nothing
// may be there twice.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <thread>

#include "events/store.h"
#include "support/temporary_folder.h"

namespace parvis::events {
namespace {

StoreOptions in(std::filesystem::path const& folder, std::chrono::milliseconds load_every) {
  StoreOptions options;
  options.folder = folder;
  options.tables = {{"hit", {{"label", {}}, {"number", ColumnType::integer}}, {}}};
  options.load_every = load_every;
  options.segment_bytes = 2000;  // so that segments end, load and go all the time
  return options;
}

Batch batch_of(std::string const& label) {
  return {{0, {label, std::int64_t{0}}}, {0, {label, std::int64_t{1}}}, {0, {label, std::int64_t{2}}}};
}

[[noreturn]] void append_until_killed(std::filesystem::path const& folder, int round, int pipe) {
  auto const store = open_store(in(folder, std::chrono::milliseconds(1)));
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 3; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0;; ++i) {
        std::string const label = std::to_string(round) + ":" + std::to_string(thread) + ":" + std::to_string(i) + "\n";
        if (!store->append(batch_of(label)).get()) ::_exit(3);
        if (::write(pipe, label.data(), label.size()) < 0) ::_exit(4);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ::_exit(5);
}

/// Reads acknowledged labels until there are `enough`, kills the child, reads what it had still said.
std::set<std::string> read_and_kill(pid_t child, int pipe, std::size_t enough) {
  std::string said;
  char buffer[4096];
  bool killed = false;
  while (ssize_t const count = ::read(pipe, buffer, sizeof buffer)) {
    if (count < 0) break;
    said.append(buffer, static_cast<std::size_t>(count));
    if (killed || static_cast<std::size_t>(std::ranges::count(said, '\n')) < enough) continue;
    ::kill(child, SIGKILL);
    killed = true;
  }
  std::set<std::string> labels;
  for (std::size_t at = 0, end; (end = said.find('\n', at)) != std::string::npos; at = end + 1) {
    labels.insert(said.substr(at, end - at + 1));
  }
  return labels;
}

TEST(CrashEvents, kill_9_at_any_moment_loses_no_acknowledged_row_and_doubles_none) {
  test::TemporaryFolder const folder;
  std::set<std::string> acknowledged;
  for (int round = 0; round < 10; ++round) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    pid_t const child = ::fork();
    if (child == 0) append_until_killed(folder / "events", round, pipe[1]);
    ::close(pipe[1]);
    acknowledged.merge(read_and_kill(child, pipe[0], static_cast<std::size_t>(1 + round * round * 17 % 400)));
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    if (round % 3 == 1) continue;  // the next child recovers by itself
    auto const store = open_store(in(folder / "events", std::chrono::milliseconds(0)));
    store->flush();
    Answer const answer = store->ask({"", "SELECT label, count(*), count(DISTINCT number) FROM hit GROUP BY label"}, {});
    std::set<std::string> found;
    for (Row const& row : answer.rows) {
      found.insert(text_at(row, 0));
      EXPECT_EQ(integer_at(row, 1), 3) << "half a batch or a double: " << text_at(row, 0);
      EXPECT_EQ(integer_at(row, 2), 3);
    }
    EXPECT_TRUE(std::ranges::includes(found, acknowledged)) << "round " << round;
  }
  EXPECT_GT(acknowledged.size(), 500u);
  RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
}

TEST(FaultEvents, a_disk_that_refuses_bytes_is_told_and_what_was_acknowledged_stays) {
  test::TemporaryFolder const folder;
  pid_t const child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    auto const store = open_store(in(folder / "events", std::chrono::milliseconds(0)));
    if (!store->append(batch_of("before")).get()) ::_exit(1);
    rlimit const none{300, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &none);
    auto const refused = store->append(batch_of(std::string(400, 'x'))).get();
    if (refused || refused.error().code != "events.journal_unwritable") ::_exit(2);
    rlimit const free{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &free);
    if (!store->append(batch_of("after")).get()) ::_exit(3);
    store->flush();
    Answer const answer = store->ask({"", "SELECT label FROM hit WHERE number = 0 ORDER BY label"}, {});
    ::_exit(answer.rows.size() == 2 && text_at(answer.rows[0], 0) == "after" ? 0 : 4);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace parvis::events
