// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/assertion.h"
#include "base/json.h"
#include "jobs/internal/lease.h"
#include "jobs/runner.h"
#include "support/each_engine.h"
#include "support/failing_statements.h"

namespace parvis::jobs {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

class EachQueue : public test::EachEngine {
 protected:
  template <class F>
  auto write(F&& f) { return database().write(f); }

  JobId queue(NewJob job) {
    return write([&](store::Transaction& tx) { return enqueue(tx, std::move(job)); });
  }
  JobId queue_now(std::string const& kind, std::string const& payload = "{}") {
    return queue({.kind = kind, .payload = payload, .run_at = clock_.now()});
  }
  Job find(JobId const& id) {
    return database().read([&](store::Transaction& tx) { return find_job(tx, id); }).value();
  }
  /// A row that notes the payloads it was given, and answers `outcome`.
  JobRow noting(std::string const& kind, std::function<Done()> outcome = [] { return Done(); }) {
    return {kind, [this, outcome](Task& task) -> Done { return ran_.push_back(task.payload()), outcome(); }};
  }
  RunnerOptions options(std::vector<JobRow> rows, std::vector<Listener> listeners = {}) {
    return {.database = database(), .clock = clock_, .jobs = std::move(rows), .listeners = std::move(listeners), .on_trouble = [this](auto const& text) { trouble_.push_back(text); }};
  }
  /// Takes the next job as a runner that then vanishes.
  Leased take_and_vanish(Milliseconds lease) {
    return write([&](store::Transaction& tx) { return take(tx, next_due(tx, clock_.now()).value().id, clock_.now() + lease); }).value();
  }
  EventId publish(std::string const& name, std::string const& payload) {
    return write([&](store::Transaction& tx) { return publish_event(tx, name, payload); });
  }

  ManualClock clock_{Instant::parse("2026-11-23T08:00:00Z").value()};
  Texts ran_;
  Texts trouble_;
};

TEST_P(EachQueue, runs_a_job_when_due_and_not_before) {
  Runner runner(options({noting("t.note")}));
  JobId const later = queue({.kind = "t.note", .payload = "2", .run_at = clock_.now() + 1h});
  queue_now("t.note", "1");
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(find(later).state, State::waiting);
  clock_.advance(1h);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(ran_, (Texts{"1", "2"}));
  EXPECT_EQ(find(later).state, State::done);
  EXPECT_EQ(find(later).progress, 1.0);
  EXPECT_EQ(find(later).ended_at, clock_.now());
}

TEST_P(EachQueue, runs_jobs_of_one_instant_in_the_order_of_their_queueing) {
  Runner runner(options({noting("t.note")}));
  Texts expected;
  for (int n = 0; n < 20; ++n) queue_now("t.note", expected.emplace_back(std::to_string(n)));
  runner.run_due_once(clock_.now());
  EXPECT_EQ(ran_, expected);
}

TEST_P(EachQueue, forgets_a_job_whose_transaction_is_undone) {
  Runner runner(options({noting("t.note")}));
  Done const refused = write([&](store::Transaction& tx) -> Done {
    enqueue(tx, {.kind = "t.note", .run_at = clock_.now()});
    publish_event(tx, "t.happened", "{}");
    return conflict("t.refused");
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 0u);
}

TEST_P(EachQueue, queues_one_job_of_a_unique_key_at_a_time) {
  Runner runner(options({noting("t.note")}));
  NewJob const job{.kind = "t.note", .payload = "first", .run_at = clock_.now() + 2h, .unique_key = "k"};
  NewJob earlier = job;
  earlier.run_at = clock_.now() + 1h;
  JobId const first = queue(job);
  EXPECT_EQ(queue(earlier), first);
  EXPECT_EQ(queue(job), first);
  EXPECT_EQ(find(first).run_at, clock_.now() + 1h);
  clock_.advance(1h);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_NE(queue(job), first);
}

TEST_P(EachQueue, queues_anew_a_key_whose_job_already_runs_and_runs_it_after) {
  JobRow const again{"t.again", [this](Task& task) -> Done {
    ran_.push_back(task.payload());
    if (ran_.size() == 1) queue({.kind = "t.again", .payload = "2", .run_at = clock_.now(), .unique_key = "k"});
    return {};
  }};
  Runner runner(options({again}));
  queue({.kind = "t.again", .payload = "1", .run_at = clock_.now(), .unique_key = "k"});
  EXPECT_EQ(runner.run_due_once(clock_.now()), 2u);
  EXPECT_EQ(ran_, (Texts{"1", "2"}));
}

TEST_P(EachQueue, keeps_the_delay_of_a_retry_when_its_key_is_queued_again) {
  Runner runner(options({noting("t.fail", [] { return Done(unavailable("t.down")); })}));
  NewJob const job{.kind = "t.fail", .run_at = clock_.now(), .unique_key = "k"};
  JobId const id = queue(job);
  runner.run_due_once(clock_.now());
  Instant const retry_at = find(id).run_at;
  EXPECT_GT(retry_at, clock_.now());
  EXPECT_EQ(queue(job), id);
  EXPECT_EQ(find(id).run_at, retry_at);
}

TEST_P(EachQueue, hands_a_failed_try_over_to_a_newer_job_of_its_key) {
  JobRow const failing{"t.fail", [this](Task&) -> Done {
    queue({.kind = "t.fail", .payload = "newer", .run_at = clock_.now(), .unique_key = "k"});
    return unavailable("t.down");
  }};
  Runner runner(options({failing}));
  JobId const older = queue({.kind = "t.fail", .run_at = clock_.now(), .unique_key = "k"});
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(find(older).state, State::cancelled);
  EXPECT_EQ(find(older).last_code, "jobs.superseded");
  auto const newer = database().read([&](store::Transaction& tx) { return next_due(tx, clock_.now() + 1h); });
  EXPECT_EQ(newer->payload, "newer");
  EXPECT_EQ(newer->attempts, 1);
}

TEST_P(EachQueue, tries_again_with_growing_delays_until_the_job_is_dead) {
  Runner runner(options({noting("t.fail", [] { return Done(unavailable("t.down", "no answer")); })}));
  JobId const id = queue({.kind = "t.fail", .run_at = clock_.now(), .max_attempts = 8});
  std::vector<double> const nominal{30, 60, 120, 240, 480, 900, 900};
  for (double const seconds : nominal) {
    EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
    double const wait = static_cast<double>((find(id).run_at - clock_.now()).count()) / 1000;
    EXPECT_GE(wait, seconds * 0.8 - 0.001);
    EXPECT_LE(wait, seconds * 1.2);
    clock_.set(find(id).run_at);
  }
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(find(id).state, State::dead);
  EXPECT_EQ(find(id).attempts, 8);
  EXPECT_EQ(find(id).last_code, "t.down");
  EXPECT_EQ(find(id).last_detail, "no answer");
  auto const dead = database().read([](store::Transaction& tx) { return dead_letters(tx, 10); });
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].id, id);
}

TEST_P(EachQueue, retries_a_dead_letter_with_all_its_attempts) {
  bool up = false;
  Runner runner(options({noting("t.fail", [&] { return up ? Done() : Done(invalid("t.wrong")); })}));
  JobId const id = queue_now("t.fail");
  runner.run_due_once(clock_.now());
  EXPECT_EQ(find(id).state, State::dead);
  up = true;
  EXPECT_TRUE(write([&](store::Transaction& tx) { return retry_dead(tx, id, clock_.now()); }));
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(find(id).state, State::done);
  EXPECT_EQ(find(id).attempts, 1);
  EXPECT_EQ(write([&](store::Transaction& tx) { return retry_dead(tx, id, clock_.now()); }).error().code, "jobs.not_dead");
  JobId const absent = JobId::make(clock_);
  EXPECT_EQ(write([&](store::Transaction& tx) { return retry_dead(tx, absent, clock_.now()); }).error().code, "jobs.job_not_found");
}

TEST_P(EachQueue, treats_each_outcome_as_its_kind_asks) {
  struct Case { std::function<Done()> outcome; State state; char const* code; std::optional<Milliseconds> wait; };
  std::vector<Case> const cases{
      {[] { return Done(); }, State::done, "", {}},
      {[] { return Done(invalid("t.invalid")); }, State::dead, "t.invalid", {}},
      {[] { return Done(not_found("t.gone")); }, State::dead, "t.gone", {}},
      {[] { return Done(conflict("t.changed")); }, State::waiting, "t.changed", {}},
      {[] { return Done(limited("t.slow_down", 77s)); }, State::waiting, "t.slow_down", 77s},
      {[]() -> Done { throw std::runtime_error("broken"); }, State::waiting, "jobs.machine_failure", {}},
  };
  for (Case const& one : cases) {
    Runner runner(options({noting("t.case", one.outcome)}));
    JobId const id = queue_now("t.case");
    EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
    EXPECT_EQ(find(id).state, one.state) << one.code;
    EXPECT_EQ(find(id).last_code, one.code);
    if (one.wait) {
      EXPECT_EQ(find(id).run_at - clock_.now(), *one.wait);
    }
    write([&](store::Transaction& tx) { return cancel(tx, id, clock_.now()); });
  }
  EXPECT_EQ(trouble_, (Texts{"t.case: broken"}));
}

TEST_P(EachQueue, gives_up_a_kind_that_nobody_knows) {
  Runner runner(options({}));
  JobId const id = queue_now("t.unknown");
  runner.run_due_once(clock_.now());
  EXPECT_EQ(find(id).state, State::dead);
  EXPECT_EQ(find(id).last_code, "jobs.kind_unknown");
}

TEST_P(EachQueue, takes_one_job_of_a_lane_at_a_time) {
  for (char const* lane : {"a", "a", "b", "", ""}) queue({.kind = "t.note", .run_at = clock_.now(), .lane = lane});
  Texts lanes;
  write([&](store::Transaction& tx) {
    while (auto const job = next_due(tx, clock_.now())) {
      ASSERT_TRUE(take(tx, job->id, clock_.now() + 1min));
      lanes.push_back(job->lane);
    }
  });
  EXPECT_EQ(lanes, (Texts{"a", "b", "", ""}));
}

TEST_P(EachQueue, cancels_a_waiting_job_at_once_and_a_running_one_when_it_sees_it) {
  JobRow const patient{"t.patient", [this](Task& task) -> Done {
    EXPECT_FALSE(task.cancelled());
    EXPECT_TRUE(write([&](store::Transaction& tx) { return cancel(tx, task.job().id, clock_.now()); }));
    return task.cancelled() ? Done(unavailable("t.stopped")) : Done();
  }};
  Runner runner(options({patient}));
  JobId const waiting = queue({.kind = "t.patient", .run_at = clock_.now() + 1h});
  JobId const running = queue_now("t.patient");
  EXPECT_TRUE(write([&](store::Transaction& tx) { return cancel(tx, waiting, clock_.now()); }));
  EXPECT_EQ(runner.run_due_once(clock_.now() + 2h), 1u);
  EXPECT_EQ(find(waiting).state, State::cancelled);
  EXPECT_EQ(find(running).state, State::cancelled);
  EXPECT_EQ(write([&](store::Transaction& tx) { return cancel(tx, running, clock_.now()); }).error().code, "jobs.already_ended");
}

TEST_P(EachQueue, takes_up_the_job_of_a_vanished_runner_when_its_lease_ends) {
  Runner runner(options({noting("t.note")}));
  JobId const id = queue_now("t.note");
  Leased const stale = take_and_vanish(1min);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 0u);
  clock_.advance(1min + 1ms);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(find(id).state, State::done);
  EXPECT_EQ(find(id).attempts, 2);
  // The vanished runner comes back: nothing it says counts any more.
  write([&](store::Transaction& tx) {
    EXPECT_EQ(standing(tx, stale), Standing::lost);
    EXPECT_EQ(renew(tx, stale, clock_.now() + 1h), Standing::lost);
    EXPECT_FALSE(end(tx, stale, State::dead, clock_.now()));
    EXPECT_FALSE(postpone(tx, stale, {}, clock_.now(), clock_.now()));
    EXPECT_FALSE(put_back(tx, stale));
  });
  EXPECT_EQ(find(id).state, State::done);
}

TEST_P(EachQueue, is_not_held_up_by_a_clock_that_was_a_year_ahead) {
  Schedule const hourly{.name = "t.hourly", .kind = "t.note", .recurrence = Every{1h}, .payload = "tick"};
  auto const set = [&] { write([&](store::Transaction& tx) { schedule(tx, hourly, clock_.now()); }); };
  Instant const right = clock_.now();
  clock_.advance(365 * 24h);
  set();
  JobId const left = queue_now("t.note", "left by a crash"), failed = queue_now("t.later", "failed");
  take_and_vanish(1min);
  JobRow const failing = noting("t.later", [] { return unavailable("t.no_network"); });
  Runner(options({failing})).run_due_once(clock_.now());
  clock_.set(right);
  set();
  Runner runner(options({noting("t.note"), noting("t.later")}));
  runner.run_due_once(clock_.now());
  EXPECT_EQ(find(left).state, State::done);
  EXPECT_EQ(find(failed).state, State::done);
  clock_.advance(1h);
  runner.run_due_once(clock_.now());
  EXPECT_EQ(std::ranges::count(ran_, "tick"), 1);
}

TEST_P(EachQueue, asks_the_hook_of_an_expired_lease_before_anything_is_taken) {
  for (AfterExpiry const answer : {AfterExpiry::give_up, AfterExpiry::retry}) {
    ran_.clear();
    JobRow row = noting("t.note");
    row.on_lease_expired = [&](store::Transaction& tx, Job const& job) {
      tx.run("UPDATE jobs_job SET progress_code = 'hooked' WHERE id = $1", {job.id.to_string()});
      return ran_.push_back("hook"), answer;
    };
    Runner runner(options({row}));
    JobId const id = queue_now("t.note", "taken up");
    take_and_vanish(1min);
    queue_now("t.note", "other");
    clock_.advance(2min);
    runner.run_due_once(clock_.now());
    EXPECT_EQ(ran_.at(0), "hook");
    EXPECT_EQ(ran_.size(), answer == AfterExpiry::retry ? 3u : 2u);
    EXPECT_EQ(find(id).state, answer == AfterExpiry::retry ? State::done : State::dead);
    EXPECT_EQ(find(id).progress_code, "hooked");
  }
}

TEST_P(EachQueue, leaves_a_job_to_the_machine_that_renews_its_lease_meanwhile) {
  std::optional<Leased> renewed;
  JobRow row = noting("t.note");
  // Two leases were seen to have ended; while the first is recovered, the second's holder comes back to life.
  row.on_lease_expired = [&](store::Transaction& tx, Job const&) {
    EXPECT_EQ(renew(tx, *renewed, clock_.now() + 1h), Standing::held);
    return AfterExpiry::retry;
  };
  Runner runner(options({row}));
  queue_now("t.note", "first");
  take_and_vanish(1min);
  JobId const id = queue_now("t.note", "second");
  renewed = take_and_vanish(2min);
  clock_.advance(3min);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(ran_, (Texts{"first"}));
  EXPECT_EQ(find(id).state, State::running);
  EXPECT_EQ(find(id).attempts, 1);
}

TEST_P(EachQueue, leaves_a_job_aside_whose_hook_fails_and_goes_on_with_others) {
  JobRow row = noting("t.note");
  row.on_lease_expired = [](store::Transaction&, Job const&) -> AfterExpiry { throw std::runtime_error("hook broken"); };
  Runner runner(options({row}));
  JobId const id = queue_now("t.note", "held");
  take_and_vanish(1min);
  queue_now("t.note", "other");
  clock_.advance(2min);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(ran_, (Texts{"other"}));
  EXPECT_EQ(find(id).state, State::running);
  EXPECT_EQ(trouble_.size(), 1u);
}

TEST_P(EachQueue, gives_up_a_job_that_vanishes_every_time) {
  Runner runner(options({noting("t.note")}));
  JobId const id = queue({.kind = "t.note", .run_at = clock_.now(), .max_attempts = 1});
  take_and_vanish(1min);
  clock_.advance(2min);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 0u);
  EXPECT_EQ(find(id).state, State::dead);
  EXPECT_EQ(find(id).last_code, "jobs.lease_expired");
}

TEST_P(EachQueue, finishes_in_the_transaction_of_the_work) {
  JobRow const atomic{"t.atomic", [this](Task& task) -> Done {
    write([&](store::Transaction& tx) {
      enqueue(tx, {.kind = "t.note", .payload = "made", .run_at = clock_.now()});
      task.finish_in(tx);
    });
    throw std::runtime_error("after the end");
  }};
  Runner runner(options({atomic, noting("t.note")}));
  JobId const id = queue_now("t.atomic");
  EXPECT_EQ(runner.run_due_once(clock_.now()), 2u);
  EXPECT_EQ(find(id).state, State::done);
  EXPECT_EQ(ran_, (Texts{"made"}));
}

TEST_P(EachQueue, refuses_to_finish_a_job_whose_lease_was_lost) {
  JobRow const slow{"t.slow", [this](Task& task) -> Done {
    write([&](store::Transaction& tx) { tx.run("UPDATE jobs_job SET lease_token = 'another' WHERE id = $1", {task.job().id.to_string()}); });
    EXPECT_TRUE(task.cancelled());
    return write([&](store::Transaction& tx) -> Done {
      enqueue(tx, {.kind = "t.note", .run_at = clock_.now()});
      return task.finish_in(tx), Done();
    });
  }};
  Runner runner(options({slow, noting("t.note")}));
  JobId const id = queue_now("t.slow");
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(find(id).state, State::running);
  EXPECT_TRUE(ran_.empty());
}

TEST_P(EachQueue, tells_its_progress) {
  JobRow const telling{"t.tell", [this](Task& task) -> Done {
    task.progress(0.25, "t.halfway");
    EXPECT_EQ(find(task.job().id).progress, 0.25);
    task.progress(7, "t.beyond");
    EXPECT_EQ(find(task.job().id).progress, 1.0);
    return unavailable("t.down");
  }};
  Runner runner(options({telling}));
  JobId const id = queue_now("t.tell");
  runner.run_due_once(clock_.now());
  EXPECT_EQ(find(id).progress_code, "t.beyond");
}

TEST_P(EachQueue, loses_no_job_when_any_statement_of_its_run_fails) {
  Runner runner(options({noting("t.note")}));
  JobId const id = queue_now("t.note");
  auto const act = [&] {
    clock_.advance(1h);  // past any lease that a failure left behind
    runner.run_due_once(clock_.now());
  };
  int const statements = test::fail_at_each_statement(database(), act, [] {});
  EXPECT_GT(statements, 2);
  EXPECT_EQ(find(id).state, State::done);
  EXPECT_GE(ran_.size(), 1u);
}

TEST_P(EachQueue, forgets_what_ended_long_ago_but_not_the_dead) {
  Runner runner(options({noting("t.note"), noting("t.dead", [] { return Done(invalid("t.wrong")); })}));
  JobId const done = queue_now("t.note");
  JobId const dead = queue_now("t.dead");
  publish("t.happened", "{}");
  runner.run_due_once(clock_.now());
  for (int day = 0; day < 32; ++day) {
    clock_.advance(24h);
    runner.run_due_once(clock_.now());
  }
  EXPECT_EQ(database().read([&](store::Transaction& tx) { return find_job(tx, done); }).error().code, "jobs.job_not_found");
  EXPECT_EQ(find(dead).state, State::dead);
  auto const events = database().read([](store::Transaction& tx) { return tx.first("SELECT count(*) AS n FROM jobs_event").value().integer("n"); });
  EXPECT_EQ(events, 0);
}

// Events.

TEST_P(EachQueue, tells_events_of_a_name_in_order_to_each_listener_once) {
  auto const hearing = [this](std::string const& who) {
    return Listener{who, "t.happened", [this, who](store::Transaction&, Event const& event) -> Done {
      return ran_.push_back(who + event.payload), Done();
    }};
  };
  Runner runner(options({}, {hearing("a"), hearing("b"), {"c", "t.other", [](auto&, auto&) { return Done(conflict("not mine")); }}}));
  for (char const* payload : {"1", "2", "3"}) publish("t.happened", payload);
  publish("t.unheard", "{}");
  runner.run_due_once(clock_.now());
  runner.run_due_once(clock_.now());
  EXPECT_EQ(ran_, (Texts{"a1", "b1", "a2", "b2", "a3", "b3"}));
}

TEST_P(EachQueue, holds_back_later_events_of_a_name_while_a_listener_fails_and_no_other_name) {
  bool up = false;
  auto const noting_event = [this](store::Transaction& tx, Event const& event) -> Done {
    tx.run("INSERT INTO jobs_schedule (name, kind, lane, payload, every_ms, next_at) VALUES ($1, 'k', '', '{}', 1, 9000000000000)", {event.payload});
    return Done();
  };
  Listener const failing{"t.failing", "t.happened", [&](store::Transaction& tx, Event const& event) -> Done {
    TRY_DONE(noting_event(tx, event));
    ran_.push_back(event.payload);
    return up ? Done() : Done(invalid("t.refused"));
  }};
  Runner runner(options({}, {{"t.first", "t.happened", [](auto&, auto&) { return Done(); }}, failing, {"t.other", "t.other", noting_event}}));
  publish("t.happened", "1");
  publish("t.happened", "2");
  publish("t.other", "other");
  runner.run_due_once(clock_.now());
  auto const noted = [&] { return database().read([](store::Transaction& tx) { return tx.rows("SELECT name FROM jobs_schedule WHERE kind = 'k'").size(); }); };
  EXPECT_EQ(ran_, (Texts{"1"}));
  EXPECT_EQ(noted(), 1u);
  up = true;
  clock_.advance(1h);
  runner.run_due_once(clock_.now());
  EXPECT_EQ(ran_, (Texts{"1", "1", "2"}));
  EXPECT_EQ(noted(), 3u);
}

TEST_P(EachQueue, is_held_up_by_no_text_of_a_failure) {
  std::string const cut = "caf\xC3", with_nul("nul\0", 4);
  Runner runner(options({noting("t.note", [&] { return Done(Failure(Problem{Kind::invalid, "t.refused", {}, with_nul, {}})); })},
                        {{"t.failing", "t.happened", [&](auto&, Event const& event) -> Done {
                            if (event.payload == "bad") throw std::runtime_error(cut);
                            ran_.push_back(event.payload);
                            return {};
                          }}}));
  publish("t.happened", "bad");
  publish("t.happened", "good");
  JobId const job = queue_now("t.note", "job");
  for (int tries = 0; tries < 12; ++tries) {
    runner.run_due_once(clock_.now());
    clock_.advance(1h);
  }
  EXPECT_EQ(ran_, (Texts{"job", "good"}));
  EXPECT_EQ(find(job).last_detail, "nul\xEF\xBF\xBD");
}

TEST_P(EachQueue, gives_up_an_event_after_eight_tries_and_retries_it_when_asked) {
  bool up = false;
  Listener const failing{"t.failing", "t.happened", [&](store::Transaction&, Event const& event) -> Done {
    ran_.push_back(event.payload);
    if (event.payload == "bad" && !up) throw std::runtime_error("broken");
    return {};
  }};
  Runner runner(options({}, {failing}));
  EventId const bad = publish("t.happened", "bad");
  publish("t.happened", "good");
  for (int tries = 0; tries < 12; ++tries) {
    runner.run_due_once(clock_.now());
    clock_.advance(1h);
  }
  EXPECT_EQ(std::count(ran_.begin(), ran_.end(), "bad"), 8);
  EXPECT_EQ(std::count(ran_.begin(), ran_.end(), "good"), 1);
  auto const dead = database().read([](store::Transaction& tx) { return dead_events(tx, 10); });
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].id, bad);
  EXPECT_NE(dead[0].last_detail.find("broken"), std::string::npos);
  up = true;
  EXPECT_TRUE(write([&](store::Transaction& tx) { return retry_dead_event(tx, bad); }));
  runner.run_due_once(clock_.now());
  EXPECT_EQ(std::count(ran_.begin(), ran_.end(), "bad"), 9);
  EXPECT_EQ(write([&](store::Transaction& tx) { return retry_dead_event(tx, bad); }).error().code, "jobs.not_dead");
}

// Schedules.

TEST_P(EachQueue, queues_a_schedule_again_and_again_and_makes_up_missed_ones_once) {
  Runner runner(options({noting("t.note")}));
  Schedule const hourly{.name = "t.hourly", .kind = "t.note", .recurrence = Every{1h}, .payload = "tick"};
  write([&](store::Transaction& tx) { schedule(tx, hourly, clock_.now()); });
  EXPECT_EQ(runner.run_due_once(clock_.now()), 0u);
  clock_.advance(1h);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 0u);
  clock_.advance(5h);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  EXPECT_EQ(ran_, (Texts{"tick", "tick"}));
}

TEST_P(EachQueue, keeps_the_next_occurrence_of_a_schedule_set_again_unchanged) {
  Runner runner(options({noting("t.note")}));
  auto const set = [&](Recurrence const& recurrence) {
    write([&](store::Transaction& tx) { schedule(tx, {.name = "t.s", .kind = "t.note", .recurrence = recurrence}, clock_.now()); });
  };
  set(Every{1h});
  clock_.advance(59min);
  set(Every{1h});
  clock_.advance(1min);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  set(Every{2h});
  clock_.advance(119min);
  EXPECT_EQ(runner.run_due_once(clock_.now()), 0u);
  set(Daily{LocalTime::parse("12:00").value(), ZoneName::parse("Europe/Paris").value()});
  clock_.set(Instant::parse("2026-11-23T11:00:00Z").value());
  EXPECT_EQ(runner.run_due_once(clock_.now()), 1u);
  write([&](store::Transaction& tx) { unschedule(tx, "t.s"); });
  clock_.advance(96h);
  runner.run_due_once(clock_.now());
  EXPECT_EQ(ran_.size(), 2u);
}

// Threads.

class Gate {
 public:
  void arrive() {
    std::lock_guard const lock(mutex_);
    ++arrived_;
    changed_.notify_all();
  }
  bool wait_for(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 30s, [&] { return arrived_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrived_ = 0;
};

TEST_P(EachQueue, runs_every_job_once_on_threads_and_never_two_of_a_lane) {
  constexpr int lanes = 5, jobs = 60;
  std::array<std::atomic<int>, lanes> inside{};
  std::atomic<int> overlaps{0};
  Gate gate;
  JobRow const row{"t.lane", [&](Task& task) -> Done {
    auto& here = inside[json::decode<std::size_t>(task.payload()).value()];
    overlaps += here++ != 0;
    std::this_thread::yield();
    --here;
    return gate.arrive(), Done();
  }};
  Runner runner(options({row}));
  for (int n = 0; n < jobs; ++n) {
    std::string const lane = std::to_string(n % lanes);
    queue({.kind = "t.lane", .payload = lane, .run_at = clock_.now(), .lane = "lane:" + lane});
  }
  runner.start();
  EXPECT_TRUE(gate.wait_for(jobs));
  runner.stop();
  EXPECT_EQ(overlaps, 0);
  auto const done = database().read([](store::Transaction& tx) {
    return tx.first("SELECT count(*) AS n FROM jobs_job WHERE state = 'done' AND attempts = 1 AND kind = 't.lane'").value().integer("n");
  });
  EXPECT_EQ(done, jobs);
  EXPECT_EQ(trouble_, Texts{});
}

TEST_P(EachQueue, puts_back_a_job_that_stops_because_the_runner_does) {
  Gate gate;
  JobRow const endless{"t.endless", [&](Task& task) -> Done {
    gate.arrive();
    while (!task.cancelled()) std::this_thread::yield();
    return unavailable("t.stopped");
  }};
  Runner runner(options({endless}));
  JobId const id = queue_now("t.endless");
  runner.start();
  EXPECT_TRUE(gate.wait_for(1));
  runner.stop();
  EXPECT_EQ(find(id).state, State::waiting);
  EXPECT_EQ(find(id).attempts, 0);
  EXPECT_EQ(find(id).run_at, clock_.now());
}

TEST_P(EachQueue, does_not_take_up_again_what_still_runs_here_after_the_machine_slept) {
  Gate began, other, end;
  std::atomic<int> hooks{0};
  JobRow long_work{"t.long", [&](Task&) -> Done { return began.arrive(), end.wait_for(1), Done(); }};
  long_work.on_lease_expired = [&](store::Transaction&, Job const&) { return ++hooks, AfterExpiry::give_up; };
  Runner runner(options({long_work, {"t.other", [&](Task&) -> Done { return other.arrive(), Done(); }}}));
  JobId const id = queue_now("t.long");
  queue({.kind = "t.other", .run_at = clock_.now() + 1h});
  runner.start();
  EXPECT_TRUE(began.wait_for(1));
  clock_.advance(1h);
  EXPECT_TRUE(other.wait_for(1));  // taken after the same tick looked for ended leases
  end.arrive();
  runner.stop();
  EXPECT_EQ(hooks, 0);
  EXPECT_EQ(find(id).state, State::done);
  EXPECT_EQ(find(id).attempts, 1);
}

PARVIS_EACH_ENGINE(EachQueue);

TEST(Runner, refuses_two_rows_of_a_kind_and_two_listeners_of_a_name) {
  test::TestDatabase db;
  ManualClock const clock(Instant::at_milliseconds(0));
  auto const nothing = [](Task&) { return Done(); };
  auto const hear = [](store::Transaction&, Event const&) { return Done(); };
  EXPECT_THROW(Runner({.database = db.database(), .clock = clock, .jobs = {{"a", nothing}, {"a", nothing}}}), LogicFailure);
  EXPECT_THROW(Runner({.database = db.database(), .clock = clock, .jobs = {}, .listeners = {{"a", "e", hear}, {"a", "f", hear}}}), LogicFailure);
}

TEST(RetryDelay, grows_from_half_a_minute_to_a_quarter_of_an_hour_give_or_take_a_fifth) {
  EXPECT_EQ(retry_delay(1, 0.5), 30s);
  EXPECT_EQ(retry_delay(2, 0.5), 60s);
  EXPECT_EQ(retry_delay(1, 0.0), 24s);
  EXPECT_EQ(retry_delay(6, 0.5), 15min);
  EXPECT_EQ(retry_delay(2'000'000'000, 0.5), 15min);
}

TEST(NextSequence, always_grows) {
  std::int64_t last = 0;
  for (int n = 0; n < 10'000; ++n) {
    std::int64_t const next = next_sequence();
    EXPECT_GT(next, last);
    last = next;
  }
}

}  // namespace
}  // namespace parvis::jobs
