// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The write fence: never a double post, never a silent loss.
//
// Before the first byte of the write that is seen, one transaction commits "sending" with the operation's keys and
// fingerprint. Whatever happens after it (an error of the server, a cut line, a kill -9) leaves `ambiguous`, which is
// settled by reading the network; where the network itself refuses a second copy the same operation may be sent
// again; else a person is asked. Nothing ever goes from `sending` back to `queued`.

#include "jobs/runner.h"
#include "publish/delivery_store.h"

namespace parvis::publish {

/// The simulated network of this program while it listens.
struct SimulatedNetwork {
  std::string service;  // "http://127.0.0.1:PORT"; empty: it does not listen
  std::string token;
};

/// What deliveries need. References outlive it.
struct DeliveryDesk {
  store::Database& database;
  Clock const& clock;
  SecretBox const& secrets;
  net::Client const& client;
  net::AddressPolicy addresses = {};
  /// Whether the planning side still lets it go: approved, for exactly this. Asked within the fence's transaction.
  std::function<Done(store::Transaction&, Delivery const&)> check_approval = {};
  /// Whether a brand may still publish at all: a sandbox may not once its exam is over. Asked within every fence's transaction.
  std::function<Done(store::Transaction&, Delivery const&)> check_open = {};
  /// The only place that deliveries of sandbox brands reach. None: they wait.
  std::function<SimulatedNetwork()> simulated = {};
  /// Where people see what went out there: an address that a publication's id ends.
  std::string simulated_pages = {};
  /// Told of each change of state, in its transaction.
  std::function<void(store::Transaction&, Delivery const&)> on_change = {};
  /// Where an asset's bytes stand.
  studio::FileOf file_of = {};
  Milliseconds request_deadline = std::chrono::seconds(60);
  /// For tests: called at each point where a crash would leave something to pick up.
  std::function<void(char const* point)> at_point = {};
};

constexpr Milliseconds lease_time = std::chrono::minutes(5);
constexpr Milliseconds look_interval = std::chrono::seconds(30);
constexpr int looks_before_resend = 2;  // k of "absent k times after T", T = look_interval
constexpr int most_unclear_looks = 8;   // then a person is asked

/// Starts a delivery: an operation of the connector, or a reminder where a person publishes. Idempotent by publication.
struct NewDelivery {
  PublicationId publication_id;
  BrandId brand_id;
  ChannelId channel_id;
  Post post;
  Instant due;
  strategy::Delivery by = strategy::Delivery::connector;
};
void queue_delivery(store::Transaction& tx, DeliveryDesk const& desk, NewDelivery const& wanted);

/// Sends again what was refused, missed, withdrawn or waits for a person, with what stands now, as a new operation.
/// Problem publish.cannot_send_again in any other state.
Done requeue_delivery(store::Transaction& tx, DeliveryDesk const& desk, Delivery const& delivery, NewDelivery const& wanted);

/// Goes as far as it can now with one delivery, and queues the next visit where one is needed. Every outcome is in the
/// delivery; nothing is thrown but the store's failures.
void visit(DeliveryDesk const& desk, PublicationId const& id);

/// Marks what a vanished worker left in the middle: `sending` becomes `ambiguous`. Within the caller's transaction,
/// before any other delivery is visited.
void recover(store::Transaction& tx, DeliveryDesk const& desk, PublicationId const& id);

/// At start and every minute: recovers leases that ended, and queues a visit for each delivery whose time has come.
/// Returns how many were queued.
std::size_t sweep(DeliveryDesk const& desk);

/// Queues the job that visits it.
void queue_visit(store::Transaction& tx, Delivery const& delivery, Instant at);

/// The line to a connection's account; sessions are kept sealed in the connection, notes of the operation beside it.
Line open_line(DeliveryDesk const& desk, Connection const& connection, Operation const& operation);

}  // namespace parvis::publish
