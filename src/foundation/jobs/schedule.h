// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Jobs that come back: at a fixed interval, or each day at a local time of a zone, across daylight saving.

#include <variant>

#include "base/zoned_time.h"
#include "jobs/queue.h"

namespace parvis::jobs {

struct Every {
  Milliseconds interval;  // > 0, asserted
};

/// Each day at that wall time: a skipped time (spring) comes later by the gap, a repeated one (autumn) only once, the
/// first time.
struct Daily {
  LocalTime time;
  ZoneName zone;
};

using Recurrence = std::variant<Every, Daily>;

/// The first occurrence strictly after `after`. Every: `after` plus the interval.
Instant next_occurrence(Recurrence const& recurrence, Instant after);

struct Schedule {
  std::string name;  // unique, such as "measure.read_networks" or "listen.watch:<id>"
  std::string kind;
  Recurrence recurrence;
  std::string payload = "{}";
  std::string lane = {};
};

/// Sets the schedule. One of that name is replaced; its next occurrence stands when its recurrence is unchanged and it is no
/// later than one counted from now.
/// An occurrence queues a job of `kind` unless the one before still waits; occurrences missed while the program was
/// stopped are made up by one.
void schedule(store::Transaction& tx, Schedule const& wanted, Instant now);

/// No effect when there is none of that name.
void unschedule(store::Transaction& tx, std::string const& name);

bool schedule_is_due(store::Transaction& tx, Instant now);

/// Queues the jobs of the schedules that are due, and returns their count. The Runner does so.
std::size_t queue_due_schedules(store::Transaction& tx, Instant now);

}  // namespace parvis::jobs
