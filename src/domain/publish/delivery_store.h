// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Rows of deliveries, attempts, notes, connections and freezes.

#include "publish/connection.h"
#include "store/database.h"

namespace parvis::publish {

std::optional<Delivery> find_delivery(store::Transaction& tx, PublicationId const& id);
std::optional<Delivery> find_delivery(store::Transaction& tx, BrandId const& brand, PublicationId const& id);
bool insert_delivery(store::Transaction& tx, Delivery const& delivery);
/// The guard under the fence: writes `next` only where the row still bears that state and lease. False: someone else
/// has taken it, and nothing was written.
bool update_delivery(store::Transaction& tx, Delivery const& next, DeliveryState state, std::string const& lease);
/// Those on their way whose lease is over or absent and whose time has come, oldest first, at most 500.
std::vector<Delivery> deliveries_to_visit(store::Transaction& tx, Instant now);
/// Those of the brand that a person must settle, or that wait, latest due first.
std::vector<Delivery> deliveries_of(store::Transaction& tx, BrandId const& brand, std::vector<DeliveryState> const& states);
/// Live ones since that instant that the network can tell more about.
std::vector<Delivery> deliveries_live_since(store::Transaction& tx, Instant since);
std::vector<Delivery> deliveries_waiting_for(store::Transaction& tx, ChannelId const& channel, DeliveryState state);

void insert_attempt(store::Transaction& tx, Attempt const& attempt);
/// Ends the open attempt (that of `sending`), if there is one.
void end_open_attempt(store::Transaction& tx, PublicationId const& id, Attempt const& ended);
std::vector<Attempt> attempts_of(store::Transaction& tx, PublicationId const& id);

std::optional<std::string> find_note(store::Transaction& tx, Operation const& operation, std::string const& name);
void keep_note(store::Transaction& tx, Operation const& operation, std::string const& name, std::string const& value);

/// Where the deliveries of a brand's channel go. Of a sandbox brand: to the simulated network of this program, whatever the
/// records hold, unless a person publishes there; of any other brand: to the account that the records hold.
std::optional<Connection> connection_of(store::Transaction& tx, BrandId const& brand, ChannelId const& channel);
/// The same of every channel that has one.
std::vector<Connection> connections_of(store::Transaction& tx, BrandId const& brand);
/// The account that the records hold.
std::optional<Connection> find_connection(store::Transaction& tx, ChannelId const& channel);
void save_connection(store::Transaction& tx, Connection const& connection);
void keep_session(store::Transaction& tx, ChannelId const& channel, std::string const& sealed);
void remove_connection(store::Transaction& tx, ChannelId const& channel);

constexpr char const* whole_instance = "instance";
struct Freeze {
  std::string scope_id;  // a brand's or a workspace's id, or whole_instance
  std::string reason;
  std::string frozen_by;
  Instant frozen_at;
};
BOOST_DESCRIBE_STRUCT(Freeze, (), (scope_id, reason, frozen_by, frozen_at))
/// The freeze that holds this brand: its own, its workspace's or the instance's.
std::optional<Freeze> freeze_over(store::Transaction& tx, BrandId const& brand);
/// No effect when that scope is frozen already, but on the whole instance: each restore holds every brand anew.
void insert_freeze(store::Transaction& tx, Freeze const& freeze);
bool remove_freeze(store::Transaction& tx, std::string const& scope_id);
/// When these records were restored from a backup that held that publication: the instance of before may have sent it since,
/// in its time or brought forward. nullopt for one made afterwards, and where nothing was restored.
std::optional<Instant> restored_with(store::Transaction& tx, PublicationId const& id);
/// Whether another publication of its channel is known to be that post.
bool is_of_another(store::Transaction& tx, Delivery const& delivery, std::string const& remote_id);
/// Ends that freeze for one brand: an instance's goes on for the others.
void lift_freeze(store::Transaction& tx, Freeze const& freeze, BrandId const& brand, Instant now);

}  // namespace parvis::publish
