// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/outbox.h"

#include "base/clock.h"
#include "base/kept_text.h"
#include "jobs/internal/delivery.h"
#include "store/record.h"

namespace parvis::jobs {

namespace {

constexpr int most_tries = 8;

constexpr char const* insert_event =
    "INSERT INTO jobs_event (id, sequence, name, payload, state, attempts, last_code, last_detail) VALUES ($1, $2, $3, $4, 'waiting', 0, '', '')";
constexpr char const* first_waiting = "SELECT id, name, payload FROM jobs_event WHERE name = $1 AND state = 'waiting' ORDER BY sequence LIMIT 1";
constexpr char const* insert_heard = "INSERT INTO jobs_heard (event_id, listener) VALUES ($1, $2) ON CONFLICT (event_id, listener) DO NOTHING";
constexpr char const* set_delivered = "UPDATE jobs_event SET state = 'delivered', ended_at = $2 WHERE id = $1";
constexpr char const* count_failure =
    "UPDATE jobs_event SET attempts = attempts + 1, last_code = $2, last_detail = $3, "
    "state = CASE WHEN attempts + 1 >= $4 THEN 'dead' ELSE 'waiting' END, "
    "ended_at = CASE WHEN attempts + 1 >= $4 THEN CAST($5 AS BIGINT) ELSE NULL END WHERE id = $1 RETURNING state";
constexpr char const* select_dead =
    "SELECT id, name, payload, last_code, last_detail FROM jobs_event WHERE state = 'dead' AND ended_at IS NOT NULL ORDER BY sequence LIMIT $1";
constexpr char const* select_state = "SELECT name, state FROM jobs_event WHERE id = $1";
constexpr char const* revive = "UPDATE jobs_event SET state = 'waiting', attempts = 0, ended_at = NULL WHERE id = $1";

struct DeliverEvents {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(DeliverEvents, (), (name))

void queue_delivery(store::Transaction& tx, std::string const& name) {
  // Due by any clock, and tried again by the event's own count.
  enqueue(tx, {.kind = deliver_events_kind, .payload = json::encode(DeliverEvents{name}), .run_at = Instant::at_milliseconds(0),
               .max_attempts = std::numeric_limits<int>::max(), .unique_key = "events:" + name});
}

class Delivery {
 public:
  Delivery(store::Database& database, std::vector<Listener> const& listeners, Task& task)
      : database_(database), listeners_(listeners), task_(task) {}

  Done run() {
    TRY(DeliverEvents const wanted, json::decode<DeliverEvents>(task_.payload()));
    while (auto const event = next(wanted.name)) {
      if (task_.cancelled()) return unavailable("jobs.stopped");
      Done const told = tell_all(*event);
      if (told) {
        database_.write([&](store::Transaction& tx) { tx.run(set_delivered, {event->id.to_string(), task_.clock().now().milliseconds()}); });
      } else if (!given_up(*event, told.error())) {
        return unavailable("jobs.listener_failed", told.error().code + " " + told.error().detail);
      }
    }
    return {};
  }

 private:
  std::optional<Event> next(std::string const& name) {
    auto const row = database_.read([&](store::Transaction& tx) { return tx.first(first_waiting, {name}); });
    return row ? std::optional(store::record<Event>(*row)) : std::nullopt;
  }

  Done tell_all(Event const& event) {
    for (Listener const& listener : listeners_) {
      if (listener.event_name == event.name) TRY_DONE(tell(listener, event));
    }
    return {};
  }

  Done tell(Listener const& listener, Event const& event) {
    try {
      return database_.write([&](store::Transaction& tx) -> Done {
        bool const heard_before = tx.run(insert_heard, {event.id.to_string(), listener.name}) == 0;
        return heard_before ? Done() : listener.hear(tx, event);
      });
    } catch (std::exception const& thrown) {
      return unavailable("jobs.machine_failure", listener.name + ": " + thrown.what());
    }
  }

  bool given_up(Event const& event, Problem const& problem) {
    return database_.write([&](store::Transaction& tx) {
      auto const row = tx.first(count_failure, {event.id.to_string(), problem.code, kept_text(problem.detail), most_tries,
                                                task_.clock().now().milliseconds()});
      return row.value().text("state") == "dead";
    });
  }

  store::Database& database_;
  std::vector<Listener> const& listeners_;
  Task& task_;
};

}  // namespace

EventId publish_event(store::Transaction& tx, std::string const& name, std::string const& payload) {
  EventId const id = EventId::make(SystemClock());
  tx.run(insert_event, {id.to_string(), next_sequence(), name, payload});
  queue_delivery(tx, name);
  return id;
}

std::vector<DeadEvent> dead_events(store::Transaction& tx, int limit) {
  return store::records<DeadEvent>(tx.rows(select_dead, {limit}));
}

Done retry_dead_event(store::Transaction& tx, EventId const& id) {
  auto const row = tx.first(select_state, {id.to_string()});
  if (!row) return not_found("jobs.event_not_found");
  if (row->text("state") != "dead") return conflict("jobs.not_dead");
  tx.run(revive, {id.to_string()});
  queue_delivery(tx, row->text("name"));
  return {};
}

JobRow delivery_row(store::Database& database, std::vector<Listener> const& listeners) {
  return {deliver_events_kind, [&](Task& task) { return Delivery(database, listeners, task).run(); }};
}

}  // namespace parvis::jobs
