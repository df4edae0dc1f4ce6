// SPDX-License-Identifier: AGPL-3.0-or-later
// A connector's line to an account: secrets unsealed in memory, notes kept in the records.
#include "base/json.h"
#include "publish/account.h"

namespace parvis::publish {
namespace {

using SessionNotes = std::map<std::string, std::string>;

std::string context_of(ChannelId const& channel, char const* column) { return "publish_connection." + channel.to_string() + "." + column; }

SessionNotes session_of(DeliveryDesk const& desk, Connection const& connection) {
  if (connection.sealed_session.empty()) return {};
  Result<std::string> const text = desk.secrets.unseal(connection.sealed_session, context_of(connection.channel_id, "session"));
  return text ? json::decode<SessionNotes>(*text).value_or(SessionNotes()) : SessionNotes();
}

/// To the simulated network and nowhere else: no other host is allowed, not even a public one by a redirect, for the connector
/// follows none.
Line simulated_line(DeliveryDesk const& desk, Connection const& connection) {
  SimulatedNetwork const network = desk.simulated ? desk.simulated() : SimulatedNetwork();
  net::AddressPolicy only;
  if (!network.service.empty()) only.allowed = {network.service.substr(network.service.find("://") + 3)};
  return {desk.client, desk.clock, {connection.network, network.service, {}, network.token, desk.simulated_pages}, only, passing_notes(), passing_notes(), desk.request_deadline};
}

}  // namespace

std::string sealed_secret(DeliveryDesk const& desk, ChannelId const& channel, std::string const& secret) {
  return desk.secrets.seal(secret, context_of(channel, "secret"));
}

std::string sealed_session(DeliveryDesk const& desk, ChannelId const& channel, std::map<std::string, std::string> const& notes) {
  return desk.secrets.seal(json::encode(notes), context_of(channel, "session"));
}

Line open_line(DeliveryDesk const& desk, Connection const& connection, Operation const& operation) {
  if (connection.is_simulated) return simulated_line(desk, connection);
  ChannelId const channel = connection.channel_id;
  auto const session = std::make_shared<SessionNotes>(session_of(desk, connection));
  auto const recall_session = [session](std::string const& name) {
    auto const found = session->find(name);
    return found == session->end() ? std::optional<std::string>() : found->second;
  };
  auto const keep_one = [&desk, session, channel](std::string const& name, std::string const& value) {
    (*session)[name] = value;
    std::string const sealed = sealed_session(desk, channel, *session);
    desk.database.write([&](store::Transaction& tx) { keep_session(tx, channel, sealed); });
  };
  auto const recall = [&desk, operation](std::string const& name) { return desk.database.read([&](store::Transaction& tx) { return find_note(tx, operation, name); }); };
  auto const keep = [&desk, operation](std::string const& name, std::string const& value) {
    desk.database.write([&](store::Transaction& tx) { keep_note(tx, operation, name, value); });
    if (desk.at_point) desk.at_point("note_kept");
  };
  std::string const secret = desk.secrets.unseal(connection.sealed_secret, context_of(channel, "secret")).value_or("");
  return {desk.client, desk.clock, {connection.network, connection.service, connection.name, secret, connection.web}, desk.addresses,
          {recall_session, keep_one}, {recall, keep}, desk.request_deadline};
}

}  // namespace parvis::publish
