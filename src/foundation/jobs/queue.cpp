// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/queue.h"

#include <atomic>

#include "base/clock.h"
#include "store/record.h"

namespace parvis::jobs {

namespace {

// A job of the same key that waits for its first try comes forward; one that waits for a retry keeps its delay.
constexpr char const* insert_job =
    "INSERT INTO jobs_job (id, sequence, kind, lane, state, payload, unique_key, run_at, attempts, max_attempts, cancel_asked, "
    "progress, progress_code, last_code, last_detail) "
    "VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7, 0, $8, 0, 0.0, '', '', '') "
    "ON CONFLICT (unique_key) WHERE state = 'waiting' DO UPDATE SET run_at = CASE "
    "WHEN jobs_job.attempts = 0 AND excluded.run_at < jobs_job.run_at THEN excluded.run_at ELSE jobs_job.run_at END "
    "RETURNING id";
constexpr char const* cancel_waiting = "UPDATE jobs_job SET state = 'cancelled', ended_at = $2 WHERE id = $1 AND state = 'waiting'";
constexpr char const* ask_running = "UPDATE jobs_job SET cancel_asked = 1 WHERE id = $1 AND state = 'running'";
constexpr char const* revive_dead =
    "UPDATE jobs_job SET state = 'waiting', attempts = 0, run_at = $2, ended_at = NULL, cancel_asked = 0 WHERE id = $1";
constexpr char const* count_waiting = "SELECT count(*) AS n FROM jobs_job WHERE unique_key = $1 AND state = 'waiting'";
constexpr char const* forget_jobs = "DELETE FROM jobs_job WHERE ended_at < $1 AND state <> 'dead'";
constexpr char const* forget_events = "DELETE FROM jobs_event WHERE ended_at < $1 AND state <> 'dead'";

}  // namespace

std::int64_t next_sequence() {
  static std::atomic<std::int64_t> last{0};
  std::int64_t const now = SystemClock().now().milliseconds() * 1000;
  std::int64_t before = last.load();
  while (!last.compare_exchange_weak(before, std::max(now, before + 1))) {
  }
  return std::max(now, before + 1);
}

JobId enqueue(store::Transaction& tx, NewJob job) {
  JobId const id = JobId::make(SystemClock());
  if (job.lane.empty() && job.unique_key) job.lane = *job.unique_key;
  auto const row = tx.first(insert_job, {id.to_string(), next_sequence(), job.kind, job.lane, job.payload, store::parameter(job.unique_key),
                                         job.run_at.milliseconds(), job.max_attempts});
  return JobId::parse(row.value().text("id")).value();
}

Result<Job> find_job(store::Transaction& tx, JobId const& id) {
  static std::string const select = "SELECT " + store::columns<Job>() + " FROM jobs_job WHERE id = $1";
  auto const row = tx.first(select, {id.to_string()});
  if (!row) return not_found("jobs.job_not_found");
  return store::record<Job>(*row);
}

Done cancel(store::Transaction& tx, JobId const& id, Instant now) {
  if (tx.run(cancel_waiting, {id.to_string(), now.milliseconds()}) == 1) return {};
  if (tx.run(ask_running, {id.to_string()}) == 1) return {};
  TRY_DONE(find_job(tx, id));
  return conflict("jobs.already_ended");
}

std::vector<Job> dead_letters(store::Transaction& tx, int limit) {
  static std::string const select =
      "SELECT " + store::columns<Job>() + " FROM jobs_job WHERE state = 'dead' AND ended_at IS NOT NULL ORDER BY ended_at DESC, sequence DESC LIMIT $1";
  return store::records<Job>(tx.rows(select, {limit}));
}

Done retry_dead(store::Transaction& tx, JobId const& id, Instant now) {
  TRY(Job const job, find_job(tx, id));
  if (job.state != State::dead) return conflict("jobs.not_dead");
  bool const another_waits = job.unique_key && tx.first(count_waiting, {*job.unique_key}).value().integer("n") > 0;
  if (another_waits) return conflict("jobs.already_queued");
  tx.run(revive_dead, {id.to_string(), now.milliseconds()});
  return {};
}

void forget_ended(store::Transaction& tx, Instant before) {
  tx.run(forget_jobs, {before.milliseconds()});
  tx.run(forget_events, {before.milliseconds()});
}

}  // namespace parvis::jobs
