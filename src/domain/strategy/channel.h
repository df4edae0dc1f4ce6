// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A channel: a place on a network where the brand speaks. What a network allows is data (networks.json).
// Problem codes: strategy.channel_not_found, strategy.delivery_not_offered (that network has no connector).

#include "strategy/objective.h"

namespace parvis::strategy {

using ChannelId = Id<struct ChannelTag>;

enum class Network { bluesky, mastodon, wordpress, instagram, facebook, linkedin, tiktok, x, threads, youtube, pinterest, newsletter, shop_window, other };
BOOST_DESCRIBE_ENUM(Network, bluesky, mastodon, wordpress, instagram, facebook, linkedin, tiktok, x, threads, youtube, pinterest, newsletter, shop_window, other)

/// connector: Parvis publishes. manual: Parvis reminds, a person publishes and pastes the address.
enum class Delivery { connector, manual };
BOOST_DESCRIBE_ENUM(Delivery, connector, manual)

struct Channel {
  ChannelId id;
  BrandId brand_id;
  Network network = Network::other;
  Text<1, 80> name;
  Text<0, 300> address;  // profile URL or handle
  Delivery delivery = Delivery::manual;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Channel, (), (id, brand_id, network, name, address, delivery, revision, created_at, archived_at))

struct SaveChannel {
  Network network = Network::other;
  Text<1, 80> name;
  Text<0, 300> address;
  Delivery delivery = Delivery::manual;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveChannel, (), (network, name, address, delivery, revision))

/// Whether a limit was read at the network, in a second-hand list, or is open to doubt.
enum class Standing { documented, secondary, to_verify };
BOOST_DESCRIBE_ENUM(Standing, documented, secondary, to_verify)

/// What one network allows in one post. Limits that the network does not state are absent.
struct NetworkRules {
  Network network = Network::other;
  std::string name;        // as the network writes it
  std::string unit;        // how text counts: graphemes, code_points, utf16, weighted, mastodon
  std::optional<std::int64_t> longest_text;
  std::optional<std::int64_t> longest_text_bytes;
  std::int64_t most_images = 0;
  std::optional<std::int64_t> image_bytes;
  std::optional<std::int64_t> alt_text;
  std::string media;       // none, optional, required
  std::string connector;   // available, absent
  std::string utm_source;
  std::string utm_medium;
  Standing standing = Standing::to_verify;
  std::string source;
  LocalDate dated;
};
BOOST_DESCRIBE_STRUCT(NetworkRules, (), (network, name, unit, longest_text, longest_text_bytes, most_images, image_bytes, alt_text, media,
                                         connector, utm_source, utm_medium, standing, source, dated))

/// Every network's rules, in the order of the enumeration; read once from the embedded networks.json.
std::vector<NetworkRules> const& network_rules();
NetworkRules const& rules_of(Network network);

}  // namespace parvis::strategy
