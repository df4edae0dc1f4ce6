// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The account of a channel on its network, its secrets sealed.
// Problem codes: publish.connection_not_found, publish.no_connector, publish.service_malformed, publish.sign_in_refused,
// publish.network_unreachable, publish.not_this_network, publish.address_refused, publish.channel_is_manual,
// publish.sandbox_stays_inside (a sandbox brand has no accounts).

#include "publish/delivery.h"

namespace parvis::publish {

/// A network that fails keeps its credentials; only a refusal of them asks for a person.
enum class Health { healthy, unreachable, needs_reconnect };
BOOST_DESCRIBE_ENUM(Health, healthy, unreachable, needs_reconnect)

struct Connection {
  ChannelId channel_id;
  BrandId brand_id;
  Network network = Network::other;
  std::string service;
  std::string name;
  std::string web;
  std::string sealed_secret;
  std::string sealed_session;  // JSON of the session's notes
  Health state = Health::healthy;
  std::string account_id;
  std::string profile_url;
  std::string problem_code;
  std::string problem_detail;
  int grace_minutes = 30;
  Instant checked_at;
  std::optional<Instant> last_success_at;
  /// To the simulated network of this program. In no column: connection_of() alone says so, of a sandbox brand's channels.
  bool is_simulated = false;
};
BOOST_DESCRIBE_STRUCT(Connection, (), (channel_id, brand_id, network, service, name, web, sealed_secret, sealed_session, state, account_id, profile_url,
                                       problem_code, problem_detail, grace_minutes, checked_at, last_success_at))

/// What the simulated network is called where a service is shown: an address that nobody can type.
constexpr char const* simulated_service = "simulated";

/// What people see of it.
struct ConnectionView {
  ChannelId channel_id;
  Network network = Network::other;
  std::string service;
  std::string name;
  Health state = Health::healthy;
  std::string profile_url;
  std::string problem_code;
  int grace_minutes = 30;
  Instant checked_at;
  std::optional<Instant> last_success_at;
};
BOOST_DESCRIBE_STRUCT(ConnectionView, (), (channel_id, network, service, name, state, profile_url, problem_code, grace_minutes, checked_at, last_success_at))
ConnectionView view_of(Connection const& connection);

/// What is asked to connect. `service`: the server's address; empty on Bluesky means https://bsky.social.
struct Connect {
  Text<0, 300> service;
  Text<0, 200> name;
  Text<1, 2000> secret;
  std::optional<Text<0, 300>> web;
  std::optional<int> grace_minutes;  // 1 to 1440
};
BOOST_DESCRIBE_STRUCT(Connect, (), (service, name, secret, web, grace_minutes))

}  // namespace parvis::publish
