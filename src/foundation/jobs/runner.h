// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Takes due jobs from the queue and runs them: on threads in the server, or step by step under a ManualClock.
//
//   jobs::Runner runner({.database = database, .clock = clock, .jobs = {{"publish.deliver", deliver}}, .listeners = {…}});
//   runner.start();            // the server: `workers` threads
//   runner.run_due_once(now);  // tests, demo, scenarios: all that is due, in order, on this thread

#include <memory>

#include "base/clock.h"
#include "jobs/outbox.h"
#include "jobs/schedule.h"

namespace parvis::jobs {

/// One try of one job, as its function sees it. Belongs to the thread that runs it. progress() and cancelled() speak to
/// the database: call them outside a transaction.
class Task {
 public:
  virtual ~Task() = default;
  virtual Job const& job() const = 0;
  /// JSON, to read with json::decode<T>.
  std::string const& payload() const { return job().payload; }
  virtual Clock const& clock() const = 0;
  /// Tells how far the work is: `share` from 0 to 1 (clamped), `code` "<module>.<step>".
  virtual void progress(double share, std::string const& code) = 0;
  /// True when the work should stop at its next safe point: cancel() was called, the Runner stops, or the lease was
  /// lost. Return any Problem then; the job ends cancelled, or is queued again when the Runner stops.
  virtual bool cancelled() = 0;
  /// Marks the job done within the caller's transaction, so that its writes and its end are one. Throws store::Failure
  /// when the lease was lost, which undoes the transaction.
  virtual void finish_in(store::Transaction& tx) = 0;
};

/// What becomes of a job whose runner vanished in the middle (a crash, a power cut).
enum class AfterExpiry { retry, give_up };

/// How one kind of job is done. `run` returns nothing when done. A Problem of kind unavailable, limited or conflict, or
/// a thrown exception, is tried again (30 s, 60 s, … 15 min, give or take 20 %; limited: its retry_after); any other
/// Problem ends the job dead at once, for trying again would say the same.
struct JobRow {
  std::string kind;
  std::function<Done(Task&)> run;
  /// Renewed while the work goes on; a job whose runner vanished is taken up again after this time. 30 s to an hour,
  /// asserted.
  Milliseconds lease = std::chrono::minutes(2);
  /// Called in the transaction that recovers such a job, before any other job is taken: publishing marks its attempt
  /// as ambiguous there. When absent: retry.
  std::function<AfterExpiry(store::Transaction&, Job const&)> on_lease_expired = {};
};

struct RunnerOptions {
  store::Database& database;
  Clock const& clock;
  std::vector<JobRow> jobs;
  std::vector<Listener> listeners = {};
  std::size_t workers = 4;     // jobs that run at once
  std::uint64_t seed = 1;      // of the jitter of retries
  /// Told of thrown exceptions ("publish.deliver: …"), for the log. Thread-safe.
  std::function<void(std::string const&)> on_trouble = {};
};

class Runner {
 public:
  /// Two rows of one kind, or two listeners of one name, are asserted against.
  explicit Runner(RunnerOptions options);
  Runner(Runner const&) = delete;
  Runner& operator=(Runner const&) = delete;
  /// Stops.
  ~Runner();

  void start();
  /// Takes no more jobs, lets the running ones see cancelled(), and returns when all have ended.
  void stop();
  /// Runs all that is due at `now`, and what that makes due, until nothing is; returns how many tries it made. Recovers
  /// expired leases and queues schedules first. Not while started (asserted). The tasks' clock is the Runner's: set it
  /// to `now` before.
  std::size_t run_due_once(Instant now);

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace parvis::jobs
