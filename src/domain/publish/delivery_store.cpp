// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/delivery_store.h"

#include "publish/day.h"
#include "store/asked.h"
#include "store/record.h"

namespace parvis::publish {
namespace {

constexpr auto delivery_sql = "SELECT * FROM publish_delivery WHERE publication_id = $1";
constexpr auto brand_delivery_sql = "SELECT * FROM publish_delivery WHERE publication_id = $1 AND brand_id = $2";
constexpr auto to_visit_sql =
    "SELECT * FROM publish_delivery WHERE state IN ('queued', 'preparing', 'prepared', 'sending', 'ambiguous', 'deferred') AND asked_at IS NULL "
    "AND due <= $1 AND (not_before IS NULL OR not_before <= $1) AND (lease_until IS NULL OR lease_until <= $1) ORDER BY due, publication_id LIMIT 500";
constexpr auto of_brand_sql = "SELECT * FROM publish_delivery WHERE brand_id = $1 ORDER BY due DESC, publication_id DESC LIMIT 1000";
constexpr auto live_sql = "SELECT * FROM publish_delivery WHERE state = 'live' AND proof = 'measured' AND live_at >= $1 ORDER BY live_at, publication_id LIMIT 2000";
constexpr auto of_channel_sql = "SELECT * FROM publish_delivery WHERE channel_id = $1 AND state = $2 ORDER BY due, publication_id";
constexpr auto of_another_sql = "SELECT 1 FROM publish_delivery WHERE channel_id = $1 AND remote_id = $2 AND publication_id <> $3 LIMIT 1";
constexpr auto end_attempt_sql =
    "UPDATE publish_attempt SET ended_at = $2, outcome = $3, code = $4, detail = $5, status = $6 WHERE publication_id = $1 AND ended_at IS NULL";
constexpr auto attempts_sql = "SELECT * FROM publish_attempt WHERE publication_id = $1 ORDER BY began_at, id";
constexpr auto note_sql = "SELECT value FROM publish_note WHERE publication_id = $1 AND operation_number = $2 AND name = $3";
constexpr auto keep_note_sql =
    "INSERT INTO publish_note (publication_id, operation_number, name, value) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (publication_id, operation_number, name) DO UPDATE SET value = excluded.value";
constexpr auto connection_sql = "SELECT * FROM publish_connection WHERE channel_id = $1";
constexpr auto connections_sql = "SELECT * FROM publish_connection WHERE brand_id = $1 ORDER BY channel_id";
std::string const to_reconnect_sql = store::asked_ids +
    "SELECT brand_id, channel_id FROM publish_connection WHERE state = 'needs_reconnect' AND brand_id IN (SELECT id FROM asked) ORDER BY channel_id";
constexpr auto keep_session_sql = "UPDATE publish_connection SET sealed_session = $2 WHERE channel_id = $1";
constexpr auto remove_connection_sql = "DELETE FROM publish_connection WHERE channel_id = $1";
constexpr auto freeze_sql = "SELECT * FROM publish_freeze WHERE scope_id IN ($1, $2, $3, $4) ORDER BY frozen_at";
constexpr auto freezes_sql = "SELECT * FROM publish_freeze ORDER BY frozen_at";
constexpr auto one_freeze_sql = "SELECT * FROM publish_freeze WHERE scope_id = $1";
constexpr auto insert_freeze_sql =
    "INSERT INTO publish_freeze (scope_id, reason, frozen_by, frozen_at) VALUES ($1, $2, $3, $4) ON CONFLICT (scope_id) DO NOTHING";
constexpr auto forget_restore_sql = "DELETE FROM publish_freeze WHERE scope_id = $1 OR scope_id LIKE 'lifted:%'";
constexpr auto remove_freeze_sql = "DELETE FROM publish_freeze WHERE scope_id = $1";

constexpr Milliseconds id_runs_ahead = std::chrono::seconds(1);  // of the clock, at most (base/id.h)

Connection simulated(strategy::Channel const& channel) {
  Connection connection;
  connection.channel_id = channel.id;
  connection.brand_id = channel.brand_id;
  connection.network = channel.network;
  connection.service = simulated_service;
  connection.checked_at = channel.created_at;
  connection.is_simulated = true;
  return connection;
}

std::string lift_of(BrandId const& brand) { return "lifted:" + brand.to_string(); }

// The oldest freeze over that brand. `freezes`: the oldest first, of any scope.
std::optional<Freeze> holding(std::vector<Freeze> const& freezes, BrandId const& brand, std::string const& workspace) {
  std::string const lift = lift_of(brand);
  bool const lifted = std::any_of(freezes.begin(), freezes.end(), [&](Freeze const& freeze) { return freeze.scope_id == lift; });
  auto const holds = [&](Freeze const& freeze) {
    return freeze.scope_id == brand.to_string() || freeze.scope_id == workspace || (!lifted && freeze.scope_id == whole_instance);
  };
  auto const found = std::find_if(freezes.begin(), freezes.end(), holds);
  return found == freezes.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::optional<Delivery> find_delivery(store::Transaction& tx, PublicationId const& id) { return store::one<Delivery>(tx.first(delivery_sql, {id.to_string()})); }

std::optional<Delivery> find_delivery(store::Transaction& tx, BrandId const& brand, PublicationId const& id) {
  return store::one<Delivery>(tx.first(brand_delivery_sql, {id.to_string(), brand.to_string()}));
}

bool insert_delivery(store::Transaction& tx, Delivery const& delivery) {
  return tx.run(store::insert_into<Delivery>("publish_delivery") + " ON CONFLICT (publication_id) DO NOTHING", store::fields(delivery)) == 1;
}

bool update_delivery(store::Transaction& tx, Delivery const& next, DeliveryState state, std::string const& lease) {
  PARVIS_ASSERT(next.state == state || may_follow(state, next.state), "a step that the state machine does not have");
  store::Parameters values = store::fields(next);
  values.push_back(store::parameter(state));
  values.push_back(lease);
  std::string const guard = " AND state = $" + std::to_string(values.size() - 1) + " AND lease = $" + std::to_string(values.size());
  return tx.run(store::update_of<Delivery>("publish_delivery", "publication_id") + guard, values) == 1;
}

std::vector<Delivery> deliveries_to_visit(store::Transaction& tx, Instant now) {
  return store::records<Delivery>(tx.rows(to_visit_sql, {now.milliseconds()}));
}

std::vector<Delivery> deliveries_of(store::Transaction& tx, BrandId const& brand, std::vector<DeliveryState> const& states) {
  std::vector<Delivery> all = store::records<Delivery>(tx.rows(of_brand_sql, {brand.to_string()}));
  std::erase_if(all, [&](Delivery const& delivery) { return std::find(states.begin(), states.end(), delivery.state) == states.end(); });
  return all;
}

std::vector<Delivery> deliveries_live_since(store::Transaction& tx, Instant since) { return store::records<Delivery>(tx.rows(live_sql, {since.milliseconds()})); }

std::vector<Delivery> deliveries_waiting_for(store::Transaction& tx, ChannelId const& channel, DeliveryState state) {
  return store::records<Delivery>(tx.rows(of_channel_sql, {channel.to_string(), store::parameter(state)}));
}

void insert_attempt(store::Transaction& tx, Attempt const& attempt) { store::insert(tx, "publish_attempt", attempt); }

void end_open_attempt(store::Transaction& tx, PublicationId const& id, Attempt const& ended) {
  tx.run(end_attempt_sql, {id.to_string(), store::parameter(ended.ended_at), ended.outcome, ended.code, ended.detail, std::int64_t{ended.status}});
}

std::vector<Attempt> attempts_of(store::Transaction& tx, PublicationId const& id) { return store::records<Attempt>(tx.rows(attempts_sql, {id.to_string()})); }

std::optional<std::string> find_note(store::Transaction& tx, Operation const& operation, std::string const& name) {
  auto const row = tx.first(note_sql, {operation.publication_id, std::int64_t{operation.number}, name});
  return row ? std::optional(row->text("value")) : std::nullopt;
}

void keep_note(store::Transaction& tx, Operation const& operation, std::string const& name, std::string const& value) {
  tx.run(keep_note_sql, {operation.publication_id, std::int64_t{operation.number}, name, value});
}

std::optional<Connection> find_connection(store::Transaction& tx, ChannelId const& channel) { return store::one<Connection>(tx.first(connection_sql, {channel.to_string()})); }

std::optional<Connection> connection_of(store::Transaction& tx, BrandId const& brand, ChannelId const& channel) {
  if (!identity::is_sandbox(tx, brand)) return find_connection(tx, channel);
  Result<strategy::Channel> const found = strategy::load_channel(tx, brand, channel);
  bool const publishes = found && found->delivery == strategy::Delivery::connector;
  return publishes ? std::optional(simulated(*found)) : std::nullopt;
}

std::vector<Connection> connections_of(store::Transaction& tx, BrandId const& brand) {
  if (identity::is_sandbox(tx, brand)) {
    std::vector<Connection> all;
    for (strategy::Channel const& channel : strategy::channels_of(tx, brand)) {
      if (channel.delivery == strategy::Delivery::connector) all.push_back(simulated(channel));
    }
    return all;
  }
  return store::records<Connection>(tx.rows(connections_sql, {brand.to_string()}));
}

std::map<BrandId, std::vector<ChannelId>> channels_to_reconnect(store::Transaction& tx, std::set<BrandId> const& brands) {
  std::map<BrandId, std::vector<ChannelId>> lost;
  for (store::Row const& row : tx.rows(to_reconnect_sql, {store::joined(brands)})) {
    lost[BrandId::parse(row.text("brand_id")).value()].push_back(ChannelId::parse(row.text("channel_id")).value());
  }
  return lost;
}

void save_connection(store::Transaction& tx, Connection const& connection) {
  if (tx.run(store::update_of<Connection>("publish_connection", "channel_id"), store::fields(connection)) == 1) return;
  store::insert(tx, "publish_connection", connection);
}

void keep_session(store::Transaction& tx, ChannelId const& channel, std::string const& sealed) { tx.run(keep_session_sql, {channel.to_string(), sealed}); }

void remove_connection(store::Transaction& tx, ChannelId const& channel) { tx.run(remove_connection_sql, {channel.to_string()}); }

std::optional<Freeze> freeze_over(store::Transaction& tx, BrandId const& brand) {
  Result<identity::Brand> const found = identity::load_brand(tx, brand);
  std::string const workspace = found ? found->workspace_id.to_string() : std::string();
  auto const rows = tx.rows(freeze_sql, {brand.to_string(), workspace, std::string(whole_instance), lift_of(brand)});
  return holding(store::records<Freeze>(rows), brand, workspace);
}

std::map<BrandId, std::string> freeze_reasons(store::Transaction& tx, identity::WorkspaceId const& workspace, std::set<BrandId> const& brands) {
  std::vector<Freeze> const all = store::records<Freeze>(tx.rows(freezes_sql));
  std::map<BrandId, std::string> reasons;
  for (BrandId const& brand : brands) {
    if (auto const freeze = holding(all, brand, workspace.to_string())) reasons.emplace(brand, freeze->reason);
  }
  return reasons;
}

std::optional<Instant> restored_with(store::Transaction& tx, PublicationId const& id) {
  std::optional<Freeze> const restore = store::one<Freeze>(tx.first(one_freeze_sql, {std::string(whole_instance)}));
  if (!restore || made_at(id.to_string()) > restore->frozen_at + id_runs_ahead) return std::nullopt;
  return restore->frozen_at;
}

bool is_of_another(store::Transaction& tx, Delivery const& delivery, std::string const& remote_id) {
  return tx.first(of_another_sql, {delivery.channel_id.to_string(), remote_id, delivery.publication_id.to_string()}).has_value();
}

void lift_freeze(store::Transaction& tx, Freeze const& freeze, BrandId const& brand, Instant now) {
  if (freeze.scope_id == whole_instance) return insert_freeze(tx, {lift_of(brand), freeze.reason, "", now});
  remove_freeze(tx, freeze.scope_id);
}

void insert_freeze(store::Transaction& tx, Freeze const& freeze) {
  if (freeze.scope_id == whole_instance) tx.run(forget_restore_sql, {std::string(whole_instance)});
  tx.run(insert_freeze_sql, {freeze.scope_id, freeze.reason, freeze.frozen_by, freeze.frozen_at.milliseconds()});
}

bool remove_freeze(store::Transaction& tx, std::string const& scope_id) { return tx.run(remove_freeze_sql, {scope_id}) == 1; }

}  // namespace parvis::publish
