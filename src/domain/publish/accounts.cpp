// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/kept_text.h"
#include "publish/account.h"

namespace parvis::publish {
namespace {

/// Without a last slash; a host alone is https.
Result<std::string> service_address(Network network, std::string const& given) {
  std::string address = given;
  if (address.empty() && network == Network::bluesky) address = "https://bsky.social";
  if (!address.empty() && address.find("://") == std::string::npos) address = "https://" + address;
  while (!address.empty() && address.back() == '/') address.pop_back();
  Result<std::string> const url = web_url_text(address);
  if (!url) return invalid_field("service", "publish.service_malformed", "https://…", given.substr(0, 100));
  return address;
}

Failure refusal_of(Told const& told) {
  if (told.fate == Fate::sign_in) return invalid_field("secret", "publish.sign_in_refused", {}, {});
  if (told.fate == Fate::refused) {
    std::string const code = told.code == "publish.address_refused" ? told.code : "publish.not_this_network";
    return invalid_field("service", code, {}, kept_text(told.detail, 100));
  }
  return unavailable(told.code == "publish.network_unreachable" ? told.code : "publish.network_silent", told.detail);
}

Result<Connection> owned(store::Transaction& tx, BrandId const& brand, ChannelId const& channel) {
  if (identity::is_sandbox(tx, brand)) return conflict("publish.sandbox_stays_inside");
  std::optional<Connection> const found = find_connection(tx, channel);
  if (!found || found->brand_id != brand) return not_found("publish.connection_not_found");
  return *found;
}

/// A server that the owner listed as private is seen by nobody's public reader: its posts are read on itself.
bool is_private(DeliveryDesk const& desk, std::string const& service) {
  std::string const place = service.substr(service.find("://") + 3);
  std::vector<std::string> const& listed = desk.addresses.allowed;
  return std::find(listed.begin(), listed.end(), place) != listed.end() || std::find(listed.begin(), listed.end(), place.substr(0, place.find(':'))) != listed.end();
}

Result<Connection> drafted(DeliveryDesk const& desk, strategy::Channel const& channel, Connect const& asked) {
  if (connector_of(channel.network) == nullptr) return conflict("publish.no_connector");
  TRY(std::string const service, service_address(channel.network, asked.service.to_string()));
  Connection connection;
  connection.channel_id = channel.id;
  connection.brand_id = channel.brand_id;
  connection.network = channel.network;
  connection.service = service;
  connection.name = asked.name.to_string();
  connection.web = asked.web ? asked.web->to_string() : is_private(desk, service) ? service : "";
  connection.grace_minutes = asked.grace_minutes.value_or(30);
  if (connection.grace_minutes < 1 || connection.grace_minutes > 1440) {
    return invalid_field("grace_minutes", "publish.grace_out_of_range", "1..1440", std::to_string(connection.grace_minutes));
  }
  connection.sealed_secret = sealed_secret(desk, channel.id, asked.secret.to_string());
  connection.checked_at = desk.clock.now();
  return connection;
}

void take_up_waiting(store::Transaction& tx, DeliveryDesk const& desk, ChannelId const& channel) {
  for (Delivery const& delivery : deliveries_waiting_for(tx, channel, DeliveryState::auth_wait)) queue_visit(tx, delivery, desk.clock.now());
}

void note_sign_in(Connection& connection, Told const& told, Instant now) {
  bool const dead = told.fate == Fate::sign_in || told.fate == Fate::refused;
  connection.checked_at = now;
  connection.state = told.fate == Fate::done ? Health::healthy : dead ? Health::needs_reconnect : Health::unreachable;
  connection.problem_code = told.fate == Fate::done ? "" : told.code;
  connection.problem_detail = told.fate == Fate::done ? "" : kept_text(told.detail);
  if (told.fate != Fate::done) return;
  connection.last_success_at = now;
  connection.account_id = told.remote_id;
  connection.profile_url = told.url;
}

}  // namespace

ConnectionView view_of(Connection const& connection) {
  return {connection.channel_id, connection.network, connection.service, connection.name, connection.state, connection.profile_url,
          connection.problem_code, connection.grace_minutes, connection.checked_at, connection.last_success_at};
}

Result<ConnectionView> connect_channel(DeliveryDesk const& desk, BrandId const& brand, ChannelId const& channel, Connect const& asked) {
  TRY(strategy::Channel const place, desk.database.read([&](store::Transaction& tx) -> Result<strategy::Channel> {
        if (identity::is_sandbox(tx, brand)) return conflict("publish.sandbox_stays_inside");
        return strategy::load_channel(tx, brand, channel);
      }));
  TRY(Connection connection, drafted(desk, place, asked));
  Line line = open_line(desk, connection, {});
  Notes const session = passing_notes();  // nothing of a refused account is kept
  line.session = session;
  Told const told = connector_of(place.network)->sign_in(line);
  if (told.fate != Fate::done) return refusal_of(told);
  note_sign_in(connection, told, desk.clock.now());
  std::map<std::string, std::string> kept;
  for (char const* name : {"did", "handle", "refresh", "access", "account"}) {
    if (std::optional<std::string> const value = session.recall(name)) kept[name] = *value;
  }
  connection.sealed_session = sealed_session(desk, channel, kept);
  desk.database.write([&](store::Transaction& tx) {
    save_connection(tx, connection);
    take_up_waiting(tx, desk, channel);
  });
  return view_of(connection);
}

Result<ConnectionView> check_connection(DeliveryDesk const& desk, BrandId const& brand, ChannelId const& channel) {
  TRY(Connection const connection, desk.database.read([&](store::Transaction& tx) { return owned(tx, brand, channel); }));
  Told const told = connector_of(connection.network)->sign_in(open_line(desk, connection, {}));
  return desk.database.write([&](store::Transaction& tx) -> Result<ConnectionView> {
    TRY(Connection fresh, owned(tx, brand, channel));
    note_sign_in(fresh, told, desk.clock.now());
    save_connection(tx, fresh);
    if (told.fate == Fate::done) take_up_waiting(tx, desk, channel);
    return view_of(fresh);
  });
}

Done disconnect_channel(DeliveryDesk const& desk, BrandId const& brand, ChannelId const& channel) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY_DONE(owned(tx, brand, channel));
    remove_connection(tx, channel);
    return {};
  });
}

}  // namespace parvis::publish
