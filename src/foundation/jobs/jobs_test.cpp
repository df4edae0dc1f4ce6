// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/json.h"
#include "jobs/runner.h"
#include "support/test_database.h"

namespace parvis::jobs {
namespace {

struct World {
  test::TestDatabase db;
  ManualClock clock{Instant::parse("2026-11-23T08:00:00Z").value()};
  std::vector<std::string> done;

  JobRow noting(std::string const& kind) {
    return {kind, [this](Task& task) -> Done { return done.push_back(task.payload()), Done(); }};
  }
  JobId queue(NewJob job) {
    return db.database().write([&](store::Transaction& tx) { return enqueue(tx, std::move(job)); });
  }
  Job find(JobId const& id) {
    return db.database().read([&](store::Transaction& tx) { return find_job(tx, id); }).value();
  }
  RunnerOptions options(std::vector<JobRow> rows, std::vector<Listener> listeners = {}) {
    return {.database = db.database(), .clock = clock, .jobs = std::move(rows), .listeners = std::move(listeners)};
  }
};

TEST(Jobs, run_when_due_and_not_before) {
  World world;
  Runner runner(world.options({world.noting("t.note")}));
  JobId const later = world.queue({.kind = "t.note", .payload = "2", .run_at = world.clock.now() + std::chrono::hours(1)});
  world.queue({.kind = "t.note", .payload = "1", .run_at = world.clock.now()});
  EXPECT_EQ(runner.run_due_once(world.clock.now()), 1u);
  EXPECT_EQ(world.find(later).state, State::waiting);
  world.clock.advance(std::chrono::hours(1));
  EXPECT_EQ(runner.run_due_once(world.clock.now()), 1u);
  EXPECT_EQ(world.done, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(world.find(later).state, State::done);
}

}  // namespace
}  // namespace parvis::jobs
