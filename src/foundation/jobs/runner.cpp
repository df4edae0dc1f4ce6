// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/runner.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "base/assertion.h"
#include "jobs/internal/delivery.h"
#include "jobs/internal/lease.h"

namespace parvis::jobs {

namespace {

constexpr auto tick = std::chrono::milliseconds(200);  // how long a job that falls due may be left unseen
constexpr int ticks_between_renewals = 50;             // 10 s
constexpr int most_tries_once = 100'000;               // beyond, a job must be queueing itself for ever
constexpr auto keep_ended = std::chrono::days(30);
constexpr char const* forget_kind = "jobs.forget_ended";

bool worth_retrying(Problem const& problem) {
  return problem.kind == Kind::unavailable || problem.kind == Kind::limited || problem.kind == Kind::conflict;
}

class Try final : public Task {
 public:
  Try(RunnerOptions const& options, std::atomic<bool> const& stopping, Leased leased)
      : options_(options), stopping_(stopping), leased_(std::move(leased)) {}

  Leased const& leased() const { return leased_; }
  Job const& job() const override { return leased_.job; }
  Clock const& clock() const override { return options_.clock; }

  void progress(double share, std::string const& code) override {
    share = std::clamp(share, 0.0, 1.0);
    if (code == last_code_ && std::abs(share - last_share_) < 0.01 && share < 1) return;
    options_.database.write([&](store::Transaction& tx) { write_progress(tx, leased_, share, code); });
    last_share_ = share;
    last_code_ = code;
  }

  bool cancelled() override {
    if (stopping_) return true;
    return options_.database.read([&](store::Transaction& tx) { return standing(tx, leased_); }) != Standing::held;
  }

  void finish_in(store::Transaction& tx) override {
    if (!end(tx, leased_, State::done, options_.clock.now())) throw store::Failure("the lease of job " + job().id.to_string() + " was lost");
  }

 private:
  RunnerOptions const& options_;
  std::atomic<bool> const& stopping_;
  Leased const leased_;
  double last_share_ = -1;
  std::string last_code_;
};

}  // namespace

class Runner::Engine {
 public:
  explicit Engine(RunnerOptions options) : options_(std::move(options)), random_(options_.seed) {
    for (JobRow const& row : options_.jobs) add(row);
    add(delivery_row(options_.database, options_.listeners));
    add({forget_kind, [this](Task& task) { return forget(task); }});
    std::set<std::string> names;
    for (Listener const& listener : options_.listeners) PARVIS_ASSERT(names.insert(listener.name).second, "two listeners named " + listener.name);
  }

  void start();
  void stop();
  std::size_t run_due_once(Instant now);

 private:
  void add(JobRow const& row);
  Done forget(Task& task);
  void prepare();
  bool runs_here(Leased const& leased);

  // What a tick does, and what a worker does.
  void recover_expired(Instant now);
  void recover(Leased const& leased, Instant now);
  void queue_schedules(Instant now);
  void renew_leases(Instant now);
  bool work_is_due(Instant now);
  std::optional<Leased> take_next(Instant now);
  void run(Leased leased);
  Done outcome_of(Try& attempt);
  void settle(Leased const& leased, Done const& outcome);
  void settle_problem(store::Transaction& tx, Leased const& leased, Problem const& problem);
  Milliseconds delay(Leased const& leased, Problem const& problem);

  void keep();
  void work();
  template <class F>
  void guarded(char const* doing, F&& act);
  Milliseconds lease_of(std::string const& kind) const;

  RunnerOptions options_;
  std::map<std::string, JobRow> rows_;
  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::mt19937_64 random_;
  std::map<std::string, Leased> running_;  // by token
  bool prepared_ = false;
  std::atomic<bool> stopping_{false};
  std::vector<std::thread> threads_;
};

void Runner::Engine::add(JobRow const& row) {
  PARVIS_ASSERT(row.lease >= shortest_lease, "a lease shorter than its renewal: " + row.kind);
  PARVIS_ASSERT(row.lease <= longest_lease, "a lease longer than is believed: " + row.kind);
  PARVIS_ASSERT(rows_.emplace(row.kind, row).second, "two rows of kind " + row.kind);
}

bool Runner::Engine::runs_here(Leased const& leased) {
  std::lock_guard const lock(mutex_);
  return running_.contains(leased.token);
}

template <class F>
void Runner::Engine::guarded(char const* doing, F&& act) {
  try {
    act();
  } catch (std::exception const& thrown) {
    if (options_.on_trouble) options_.on_trouble(std::string(doing) + ": " + thrown.what());
  }
}

Milliseconds Runner::Engine::lease_of(std::string const& kind) const {
  auto const row = rows_.find(kind);
  return row == rows_.end() ? Milliseconds(std::chrono::minutes(2)) : row->second.lease;
}

Done Runner::Engine::forget(Task& task) {
  options_.database.write([&](store::Transaction& tx) { forget_ended(tx, task.clock().now() - keep_ended); });
  return {};
}

void Runner::Engine::prepare() {
  if (prepared_) return;
  Schedule const daily{forget_kind, forget_kind, Every{std::chrono::hours(24)}};
  options_.database.write([&](store::Transaction& tx) {
    schedule(tx, daily, options_.clock.now());
    bring_forward(tx, options_.clock.now());
  });
  prepared_ = true;
}

void Runner::Engine::recover_expired(Instant now) {
  auto const lost = options_.database.read([&](store::Transaction& tx) { return expired(tx, now); });
  // One by one: a hook that fails leaves its own job, and so its lane, aside.
  for (Leased const& leased : lost) {
    // A machine that slept wakes with its leases ended and its jobs still at work: they are renewed, not taken up twice.
    if (!runs_here(leased)) guarded("recovering a job", [&] { recover(leased, now); });
  }
}

void Runner::Engine::recover(Leased const& leased, Instant now) {
  auto const row = rows_.find(leased.job.kind);
  Problem const vanished{Kind::unavailable, "jobs.lease_expired", {}, {}, {}};
  options_.database.write([&](store::Transaction& tx) {
    if (!is_expired(tx, leased, now)) return;
    bool const hooked = row != rows_.end() && row->second.on_lease_expired;
    AfterExpiry const after = hooked ? row->second.on_lease_expired(tx, leased.job) : AfterExpiry::retry;
    if (leased.job.cancel_asked) {
      end_failed(tx, leased, State::cancelled, vanished, now);
    } else if (after == AfterExpiry::give_up || leased.job.attempts >= leased.job.max_attempts) {
      end_failed(tx, leased, State::dead, vanished, now);
    } else {
      postpone(tx, leased, vanished, now, now);
    }
  });
}

void Runner::Engine::queue_schedules(Instant now) {
  bool const due = options_.database.read([&](store::Transaction& tx) { return schedule_is_due(tx, now); });
  if (due) options_.database.write([&](store::Transaction& tx) { queue_due_schedules(tx, now); });
}

bool Runner::Engine::work_is_due(Instant now) {
  return options_.database.read([&](store::Transaction& tx) { return next_due(tx, now).has_value(); });
}

std::optional<Leased> Runner::Engine::take_next(Instant now) {
  // Looked for in a read first, so that idle workers never hold the writer.
  auto const job = options_.database.read([&](store::Transaction& tx) { return next_due(tx, now); });
  if (!job) return std::nullopt;
  Instant const until = options_.clock.now() + lease_of(job->kind);
  return options_.database.write([&](store::Transaction& tx) { return take(tx, job->id, until); });
}

Done Runner::Engine::outcome_of(Try& attempt) {
  std::string const& kind = attempt.job().kind;
  auto const row = rows_.find(kind);
  if (row == rows_.end()) return invalid("jobs.kind_unknown");
  try {
    return row->second.run(attempt);
  } catch (std::exception const& thrown) {
    if (options_.on_trouble) options_.on_trouble(kind + ": " + thrown.what());
    return unavailable("jobs.machine_failure", thrown.what());
  }
}

void Runner::Engine::run(Leased leased) {
  {
    std::lock_guard const lock(mutex_);
    running_.emplace(leased.token, leased);
  }
  Try attempt(options_, stopping_, leased);
  Done const outcome = outcome_of(attempt);
  // Should this fail, the lease ends and the job is taken up again.
  guarded("settling a job", [&] { settle(leased, outcome); });
  std::lock_guard const lock(mutex_);
  running_.erase(leased.token);
}

void Runner::Engine::settle(Leased const& leased, Done const& outcome) {
  options_.database.write([&](store::Transaction& tx) {
    if (outcome) {
      end(tx, leased, State::done, options_.clock.now());
    } else {
      settle_problem(tx, leased, outcome.error());
    }
  });
}

void Runner::Engine::settle_problem(store::Transaction& tx, Leased const& leased, Problem const& problem) {
  Instant const now = options_.clock.now();
  if (standing(tx, leased) == Standing::cancel_asked) {
    end_failed(tx, leased, State::cancelled, problem, now);
  } else if (stopping_ && worth_retrying(problem) && put_back(tx, leased)) {
    return;
  } else if (worth_retrying(problem) && leased.job.attempts < leased.job.max_attempts) {
    postpone(tx, leased, problem, now + delay(leased, problem), now);
  } else {
    end_failed(tx, leased, State::dead, problem, now);
  }
}

Milliseconds Runner::Engine::delay(Leased const& leased, Problem const& problem) {
  if (problem.retry_after) return *problem.retry_after;
  std::lock_guard const lock(mutex_);
  return retry_delay(leased.job.attempts, std::uniform_real_distribution<double>(0, 1)(random_));
}

void Runner::Engine::renew_leases(Instant now) {
  std::map<std::string, Leased> running;
  {
    std::lock_guard const lock(mutex_);
    running = running_;
  }
  if (running.empty()) return;
  options_.database.write([&](store::Transaction& tx) {
    for (auto const& [token, leased] : running) renew(tx, leased, now + lease_of(leased.job.kind));
  });
}

std::size_t Runner::Engine::run_due_once(Instant now) {
  PARVIS_ASSERT(threads_.empty(), "run_due_once while the threads run");
  prepare();
  recover_expired(now);
  queue_schedules(now);
  std::size_t tries = 0;
  while (auto leased = take_next(now)) {
    PARVIS_ASSERT(++tries <= most_tries_once, "a job queues itself for ever: " + leased->job.kind);
    run(std::move(*leased));
  }
  return tries;
}

void Runner::Engine::keep() {
  for (int count = 0; !stopping_; ++count) {
    Instant const now = options_.clock.now();
    guarded("recovering jobs", [&] { recover_expired(now); });
    guarded("queueing schedules", [&] { queue_schedules(now); });
    if (count % ticks_between_renewals == 0) guarded("renewing leases", [&] { renew_leases(now); });
    guarded("looking for jobs", [&] {
      if (work_is_due(now)) changed_.notify_all();
    });
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, tick, [&] { return stopping_.load(); });
  }
}

void Runner::Engine::work() {
  while (!stopping_) {
    std::optional<Leased> leased;
    guarded("taking a job", [&] { leased = take_next(options_.clock.now()); });
    if (leased) {
      run(std::move(*leased));
      continue;
    }
    std::unique_lock lock(mutex_);
    if (!stopping_) changed_.wait(lock);
  }
}

void Runner::Engine::start() {
  PARVIS_ASSERT(threads_.empty(), "started twice");
  stopping_ = false;
  prepare();
  recover_expired(options_.clock.now());
  threads_.emplace_back([this] { keep(); });
  for (std::size_t count = 0; count < options_.workers; ++count) threads_.emplace_back([this] { work(); });
}

void Runner::Engine::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  stopping_ = false;
}

Runner::Runner(RunnerOptions options) : engine_(std::make_unique<Engine>(std::move(options))) {}
Runner::~Runner() { engine_->stop(); }
void Runner::start() { engine_->start(); }
void Runner::stop() { engine_->stop(); }
std::size_t Runner::run_due_once(Instant now) { return engine_->run_due_once(now); }

}  // namespace parvis::jobs
