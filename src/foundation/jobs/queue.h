// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Work to be done later, kept with the records: a job is queued in the transaction that makes it necessary, so that it
// is there if and only if the change is.
//
//   jobs::enqueue(tx, {.kind = "publish.deliver", .payload = json::encode(Deliver{id}), .run_at = publication.due,
//                      .lane = "channel:" + channel.to_string()});
//
// A job: waiting -> running -> done | cancelled | dead; running -> waiting again when it is to be retried. Every job may
// run more than once (a machine may stop between the work and its record): its work must bear that.

#include <boost/describe.hpp>

#include "base/id.h"
#include "base/time.h"
#include "store/database.h"

namespace parvis::jobs {

using JobId = Id<struct JobTag>;

enum class State { waiting, running, done, cancelled, dead };
BOOST_DESCRIBE_ENUM(State, waiting, running, done, cancelled, dead)

struct NewJob {
  std::string kind;               // "<module>.<verb>", registered in the Runner's table
  std::string payload = "{}";     // JSON
  Instant run_at;                 // not before; an instant already past means at once
  int max_attempts = 8;           // tries in all; then the job is dead, to be looked at and retried by a person
  std::string lane = {};          // jobs of one lane run one at a time, by run_at; empty: with any other
  std::optional<std::string> unique_key = {};  // while one of this key waits, another is not queued
};

struct Job {
  JobId id;
  std::string kind;
  std::string lane;
  State state = State::waiting;
  std::string payload;
  std::optional<std::string> unique_key;
  Instant run_at;
  int attempts = 0;  // begun so far, the present one included
  int max_attempts = 0;
  bool cancel_asked = false;
  double progress = 0;         // 0 to 1
  std::string progress_code;   // "<module>.<step>", translated by the web side; empty when none was told
  std::string last_code;       // problem code of the last try that failed, "jobs.machine_failure" for a thrown one
  std::string last_detail;     // for operators
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Job, (), (id, kind, lane, state, payload, unique_key, run_at, attempts, max_attempts, cancel_asked, progress,
                                progress_code, last_code, last_detail, ended_at))

/// Queues the job and returns its id. When a job of the same unique_key waits, that one's id is returned and its run_at
/// becomes the earlier of the two unless it waits for a retry. A job of a unique_key and no lane takes the key as lane.
JobId enqueue(store::Transaction& tx, NewJob job);

/// Problem "jobs.job_not_found".
Result<Job> find_job(store::Transaction& tx, JobId const& id);

/// A waiting job is cancelled; a running one is asked to stop (Task::cancelled()). Problems "jobs.job_not_found",
/// "jobs.already_ended".
Done cancel(store::Transaction& tx, JobId const& id, Instant now);

/// Those given up, latest first.
std::vector<Job> dead_letters(store::Transaction& tx, int limit);

/// A dead job waits again, with all its attempts before it. Problems "jobs.job_not_found", "jobs.not_dead",
/// "jobs.already_queued" (another of its unique_key waits).
Done retry_dead(store::Transaction& tx, JobId const& id, Instant now);

/// Deletes jobs and events that ended before `before`, dead ones excepted. The Runner does so daily, after 30 days.
void forget_ended(store::Transaction& tx, Instant before);

/// A number greater than any given before by this process, and than those of other machines by their clocks: order of
/// jobs and events of one instant.
std::int64_t next_sequence();

}  // namespace parvis::jobs
