// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Events: how a lower room tells a higher one. Published in the transaction of the change, delivered soon after through
// the queue, to the listeners that `app` lists.
//
//   jobs::publish_event(tx, "publish.publication_live", json::encode(PublicationLive{id}));
//   // in app: {"measure.first_reading", "publish.publication_live", hear_publication_live}
//
// Events of one name are heard in the order of their publishing; names do not wait for one another. A listener runs
// within a transaction that also notes that it heard, so what it writes through `tx` happens exactly once; it must do
// nothing else than write (work with the outside is a job that it enqueues). A listener that returns a Problem or throws
// is tried again by the queue's delays, and holds back the later events of that name; after 8 tries the event is
// dead, and the next ones go on.

#include "jobs/queue.h"

namespace parvis::jobs {

using EventId = Id<struct EventTag>;

struct Event {
  EventId id;
  std::string name;     // "<module>.<what_happened>"
  std::string payload;  // JSON
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, name, payload))

struct Listener {
  std::string name;        // "<module>.<what it does>", unique; kept with what it has heard
  std::string event_name;
  std::function<Done(store::Transaction& tx, Event const& event)> hear;
};

EventId publish_event(store::Transaction& tx, std::string const& name, std::string const& payload);

struct DeadEvent {
  EventId id;
  std::string name;
  std::string payload;
  std::string last_code;
  std::string last_detail;
};
BOOST_DESCRIBE_STRUCT(DeadEvent, (), (id, name, payload, last_code, last_detail))

/// Events given up, oldest first.
std::vector<DeadEvent> dead_events(store::Transaction& tx, int limit);

/// A dead event is told again to those who did not hear it. Problems "jobs.event_not_found", "jobs.not_dead".
Done retry_dead_event(store::Transaction& tx, EventId const& id);

}  // namespace parvis::jobs
