// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A job taken: whoever holds its token may settle it, until the lease ends and another takes it up.

#include "jobs/queue.h"

namespace parvis::jobs {

struct Leased {
  Job job;
  std::string token;
};

/// Leases that run shorter or longer are not given.
constexpr Milliseconds shortest_lease = std::chrono::seconds(30);
constexpr Milliseconds longest_lease = std::chrono::hours(1);

/// The job to run next: due, and with no other running in its lane.
std::optional<Job> next_due(store::Transaction& tx, Instant now);
/// Takes that job if it still waits and its lane is free.
std::optional<Leased> take(store::Transaction& tx, JobId const& id, Instant until);

/// Whether the holder may go on.
enum class Standing { held, cancel_asked, lost };
Standing standing(store::Transaction& tx, Leased const& leased);
Standing renew(store::Transaction& tx, Leased const& leased, Instant until);
void write_progress(store::Transaction& tx, Leased const& leased, double share, std::string const& code);

/// Each returns false, and changes nothing, when the lease was lost or the job already settled.
bool end(store::Transaction& tx, Leased const& leased, State state, Instant now);
bool end_failed(store::Transaction& tx, Leased const& leased, State state, Problem const& problem, Instant now);
bool postpone(store::Transaction& tx, Leased const& leased, Problem const& problem, Instant until, Instant now);
/// Back to the queue as if never taken.
bool put_back(store::Transaction& tx, Leased const& leased);

/// Running jobs whose lease has ended, or ends so far ahead that the clock that gave it was wrong.
std::vector<Leased> expired(store::Transaction& tx, Instant now);
/// Whether that one's still has: its holder may have renewed it since expired() was asked.
bool is_expired(store::Transaction& tx, Leased const& leased, Instant now);

/// Brings forward the tries that wait for longer than any delay: a clock that was ahead set them.
void bring_forward(store::Transaction& tx, Instant now);

/// 30 s × 2^(attempts - 1), at most 15 min, give or take 20 %; `roll` is in [0, 1).
Milliseconds retry_delay(int attempts, double roll);

}  // namespace parvis::jobs
