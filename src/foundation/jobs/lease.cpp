// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/internal/lease.h"

#include <algorithm>

#include "base/kept_text.h"
#include "base/random.h"
#include "store/record.h"

namespace parvis::jobs {

namespace {

constexpr char const* held_by = " WHERE id = $1 AND lease_token = $2 AND state = 'running'";

std::string const& job_columns() {
  static std::string const columns = store::columns<Job>("job.");
  return columns;
}

std::string held(char const* text) { return std::string(text) + held_by; }

constexpr char const* free_lane =
    "(job.lane = '' OR NOT EXISTS (SELECT 1 FROM jobs_job AS other WHERE other.lane = job.lane AND other.state = 'running'))";
constexpr char const* merge_into_waiting =
    "UPDATE jobs_job SET run_at = $2, attempts = $3, last_code = $4, last_detail = $5 WHERE unique_key = $1 AND state = 'waiting'";

constexpr char const* bring_tries_forward = "UPDATE jobs_job SET run_at = $1 WHERE state = 'waiting' AND attempts > 0 AND run_at > $2";
constexpr auto longest_wait = std::chrono::hours(24);  // who limits us may ask for hours

Standing standing_of(std::optional<store::Row> const& row) {
  if (!row) return Standing::lost;
  return row->flag("cancel_asked") ? Standing::cancel_asked : Standing::held;
}

// Machines that share the records may differ by a little: an hour beyond the longest lease is no little.
store::Parameter unbelievable(Instant now) { return (now + 2 * longest_lease).milliseconds(); }

store::Parameters held_parameters(Leased const& leased) { return {leased.job.id.to_string(), leased.token}; }

}  // namespace

std::optional<Job> next_due(store::Transaction& tx, Instant now) {
  static std::string const select = "SELECT " + job_columns() + " FROM jobs_job AS job WHERE job.state = 'waiting' AND job.run_at <= $1 AND " +
                                    free_lane + " ORDER BY job.run_at, job.sequence LIMIT 1";
  auto const row = tx.first(select, {now.milliseconds()});
  return row ? std::optional(store::record<Job>(*row)) : std::nullopt;
}

std::optional<Leased> take(store::Transaction& tx, JobId const& id, Instant until) {
  static std::string const update =
      std::string("UPDATE jobs_job AS job SET state = 'running', attempts = attempts + 1, lease_token = $2, lease_until = $3, cancel_asked = 0 "
                  "WHERE job.id = $1 AND job.state = 'waiting' AND ") + free_lane;
  std::string const token = random_token(16);
  if (tx.run(update, {id.to_string(), token, until.milliseconds()}) == 0) return std::nullopt;
  return Leased{find_job(tx, id).value(), token};
}

Standing standing(store::Transaction& tx, Leased const& leased) {
  static std::string const select = held("SELECT cancel_asked FROM jobs_job");
  return standing_of(tx.first(select, held_parameters(leased)));
}

Standing renew(store::Transaction& tx, Leased const& leased, Instant until) {
  static std::string const update = held("UPDATE jobs_job SET lease_until = $3") + " RETURNING cancel_asked";
  return standing_of(tx.first(update, {leased.job.id.to_string(), leased.token, until.milliseconds()}));
}

void write_progress(store::Transaction& tx, Leased const& leased, double share, std::string const& code) {
  static std::string const update = held("UPDATE jobs_job SET progress = $3, progress_code = $4");
  tx.run(update, {leased.job.id.to_string(), leased.token, share, code});
}

bool end(store::Transaction& tx, Leased const& leased, State state, Instant now) {
  static std::string const update =
      held("UPDATE jobs_job SET state = $3, ended_at = $4, progress = CASE WHEN $3 = 'done' THEN 1.0 ELSE progress END, lease_until = NULL");
  return tx.run(update, {leased.job.id.to_string(), leased.token, json::name_of(state), now.milliseconds()}) == 1;
}

bool end_failed(store::Transaction& tx, Leased const& leased, State state, Problem const& problem, Instant now) {
  static std::string const update =
      held("UPDATE jobs_job SET state = $3, ended_at = $4, last_code = $5, last_detail = $6, lease_until = NULL");
  return tx.run(update, {leased.job.id.to_string(), leased.token, json::name_of(state), now.milliseconds(), problem.code, kept_text(problem.detail)}) == 1;
}

bool postpone(store::Transaction& tx, Leased const& leased, Problem const& problem, Instant until, Instant now) {
  Job const& job = leased.job;
  // A newer job of the same key took its place in the queue: that one carries on, with the delay.
  if (job.unique_key && standing(tx, leased) != Standing::lost &&
      tx.run(merge_into_waiting, {*job.unique_key, until.milliseconds(), job.attempts, problem.code, kept_text(problem.detail)}) == 1) {
    return end_failed(tx, leased, State::cancelled, {Kind::conflict, "jobs.superseded", {}, problem.code, {}}, now);
  }
  static std::string const update =
      held("UPDATE jobs_job SET state = 'waiting', run_at = $3, last_code = $4, last_detail = $5, lease_until = NULL");
  return tx.run(update, {job.id.to_string(), leased.token, until.milliseconds(), problem.code, kept_text(problem.detail)}) == 1;
}

bool put_back(store::Transaction& tx, Leased const& leased) {
  static std::string const update = held("UPDATE jobs_job SET state = 'waiting', attempts = attempts - 1, lease_until = NULL") +
                                    " AND NOT EXISTS (SELECT 1 FROM jobs_job AS other WHERE other.unique_key = jobs_job.unique_key "
                                    "AND other.state = 'waiting')";
  return tx.run(update, held_parameters(leased)) == 1;
}

std::vector<Leased> expired(store::Transaction& tx, Instant now) {
  static std::string const select = "SELECT " + job_columns() + ", job.lease_token AS token FROM jobs_job AS job "
                                    "WHERE job.state = 'running' AND (job.lease_until < $1 OR job.lease_until > $2) ORDER BY job.lease_until, job.sequence";
  std::vector<Leased> all;
  for (store::Row const& row : tx.rows(select, {now.milliseconds(), unbelievable(now)})) all.push_back({store::record<Job>(row), row.text("token")});
  return all;
}

bool is_expired(store::Transaction& tx, Leased const& leased, Instant now) {
  static std::string const select = held("SELECT 1 FROM jobs_job") + " AND (lease_until < $3 OR lease_until > $4)";
  return tx.first(select, {leased.job.id.to_string(), leased.token, now.milliseconds(), unbelievable(now)}).has_value();
}

void bring_forward(store::Transaction& tx, Instant now) {
  tx.run(bring_tries_forward, {now.milliseconds(), (now + longest_wait).milliseconds()});
}

Milliseconds retry_delay(int attempts, double roll) {
  constexpr std::int64_t first = 30'000;
  constexpr std::int64_t longest = 15 * 60'000;
  std::int64_t const doubled = first << std::clamp(attempts - 1, 0, 10);
  return Milliseconds(static_cast<std::int64_t>(static_cast<double>(std::min(doubled, longest)) * (0.8 + 0.4 * roll)));
}

}  // namespace parvis::jobs
