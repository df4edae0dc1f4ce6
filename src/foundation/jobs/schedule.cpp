// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/schedule.h"

#include "base/assertion.h"
#include "store/record.h"

namespace parvis::jobs {

namespace {

constexpr char const* upsert_schedule =
    "INSERT INTO jobs_schedule (name, kind, lane, payload, every_ms, daily_at, zone, next_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, lane = excluded.lane, payload = excluded.payload, "
    "every_ms = excluded.every_ms, daily_at = excluded.daily_at, zone = excluded.zone, next_at = excluded.next_at";
constexpr char const* select_one = "SELECT every_ms, daily_at, zone, next_at FROM jobs_schedule WHERE name = $1";
constexpr char const* delete_one = "DELETE FROM jobs_schedule WHERE name = $1";
constexpr char const* select_due =
    "SELECT name, kind, lane, payload, every_ms, daily_at, zone FROM jobs_schedule WHERE next_at <= $1 ORDER BY next_at, name";
constexpr char const* select_any_due = "SELECT name FROM jobs_schedule WHERE next_at <= $1 LIMIT 1";
constexpr char const* set_next = "UPDATE jobs_schedule SET next_at = $2 WHERE name = $1";

/// A recurrence as its three columns.
struct Columns {
  std::optional<std::int64_t> every_ms;
  std::optional<LocalTime> daily_at;
  std::optional<ZoneName> zone;
  friend bool operator==(Columns const&, Columns const&) = default;
};
BOOST_DESCRIBE_STRUCT(Columns, (), (every_ms, daily_at, zone))

Columns columns_of(Recurrence const& recurrence) {
  if (auto const* every = std::get_if<Every>(&recurrence)) return {every->interval.count(), {}, {}};
  auto const& daily = std::get<Daily>(recurrence);
  return {{}, daily.time, daily.zone};
}

Recurrence recurrence_of(Columns const& columns) {
  if (columns.every_ms) return Every{Milliseconds(*columns.every_ms)};
  return Daily{columns.daily_at.value(), columns.zone.value()};
}

Instant next_daily(Daily const& daily, Instant after) {
  // From the day before, since a skipped time may have moved past midnight.
  LocalDate day = local_moment(after, daily.zone).date.plus_days(-1);
  for (;; day = day.plus_days(1)) {
    Instant const at = resolve({day, daily.time, daily.zone, Fold::earlier}).at;
    if (at > after) return at;
  }
}

}  // namespace

Instant next_occurrence(Recurrence const& recurrence, Instant after) {
  if (auto const* daily = std::get_if<Daily>(&recurrence)) return next_daily(*daily, after);
  Milliseconds const interval = std::get<Every>(recurrence).interval;
  PARVIS_ASSERT(interval.count() > 0, "an interval is above zero");
  return after + interval;
}

void schedule(store::Transaction& tx, Schedule const& wanted, Instant now) {
  Columns const columns = columns_of(wanted.recurrence);
  Instant next = next_occurrence(wanted.recurrence, now);
  auto const known = tx.first(select_one, {wanted.name});
  // No later than from now: a clock that was ahead once would hold it up until that date.
  if (known && store::record<Columns>(*known) == columns) next = std::min(next, Instant::at_milliseconds(known->integer("next_at")));
  tx.run(upsert_schedule, {wanted.name, wanted.kind, wanted.lane, wanted.payload, store::parameter(columns.every_ms),
                           store::parameter(columns.daily_at), store::parameter(columns.zone), next.milliseconds()});
}

void unschedule(store::Transaction& tx, std::string const& name) { tx.run(delete_one, {name}); }

bool schedule_is_due(store::Transaction& tx, Instant now) {
  return tx.first(select_any_due, {now.milliseconds()}).has_value();
}

std::size_t queue_due_schedules(store::Transaction& tx, Instant now) {
  auto const due = tx.rows(select_due, {now.milliseconds()});
  for (store::Row const& row : due) {
    std::string const& name = row.text("name");
    enqueue(tx, {.kind = row.text("kind"), .payload = row.text("payload"), .run_at = now, .lane = row.text("lane"), .unique_key = "schedule:" + name});
    Instant const next = next_occurrence(recurrence_of(store::record<Columns>(row)), now);
    tx.run(set_next, {name, next.milliseconds()});
  }
  return due.size();
}

}  // namespace parvis::jobs
