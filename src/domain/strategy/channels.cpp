// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/channel_store.h"
#include "strategy/plan_store.h"
#include "strategy/record.h"
#include "strategy/routes.h"

namespace parvis::strategy {
namespace {

constexpr int most_draws = 20;  // a clash of codes has odds of one in millions; twenty in a row is a fault

/// `before`: how a channel that is saved again was published to. In a sandbox the simulated network stands for every network, and
/// nobody publishes by hand, but on channels that were so before there was one.
Done check(store::Transaction& tx, BrandId const& brand, SaveChannel const& channel, std::optional<Delivery> before = {}) {
  if (identity::is_sandbox(tx, brand)) {
    if (channel.delivery == Delivery::connector || before == Delivery::manual) return {};
    return invalid_field("delivery", "strategy.sandbox_by_hand", "connector", json::name_of(channel.delivery));
  }
  if (channel.delivery == Delivery::manual || rules_of(channel.network).connector == "available") return {};
  return invalid_field("delivery", "strategy.delivery_not_offered", "manual", json::name_of(channel.network));
}

UtmWord word(std::string const& text) { return *UtmWord::parse(text); }

// The vocabulary's words where the request gives none of its own.
Result<ShortLink> worded(store::Transaction& tx, BrandId const& brand, NewLink const& request) {
  ShortLink link;
  link.brand_id = brand;
  link.target = request.target;
  link.source = word("direct");
  link.medium = word("link");
  link.campaign = word("none");
  if (request.channel_id) {
    TRY(Channel const channel, load_channel(tx, brand, *request.channel_id));
    link.source = word(rules_of(channel.network).utm_source);
    link.medium = word(rules_of(channel.network).utm_medium);
  }
  if (request.objective_id) {
    TRY(Objective const objective, load_objective(tx, brand, *request.objective_id));
    link.campaign = word(objective.slug.to_string());
  }
  link.source = request.source.value_or(link.source);
  link.medium = request.medium.value_or(link.medium);
  link.campaign = request.campaign.value_or(link.campaign);
  link.objective_id = request.objective_id;
  link.channel_id = request.channel_id;
  link.publication_id = request.publication_id;
  return link;
}

}  // namespace

Result<Channel> create_channel(Desk const& desk, Actor const& actor, SaveChannel const& request) {
  return desk.database.write([&](store::Transaction& tx) { return create_channel(tx, desk, actor, request); });
}

Result<Channel> create_channel(store::Transaction& tx, Desk const& desk, Actor const& actor, SaveChannel const& request) {
  TRY_DONE(check(tx, actor.brand, request));
  Channel const channel{ChannelId::make(desk.clock), actor.brand, request.network, request.name, request.address, request.delivery, 1,
                        desk.clock.now(), std::nullopt};
  insert_channel(tx, channel);
  record_act(tx, desk, actor, {"strategy.channel_created", "channel", channel.id.to_string(), "C3.2.2", "publier/canaux"});
  return channel;
}

Result<Channel> save_channel(Desk const& desk, Actor const& actor, ChannelId const& id, SaveChannel const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Channel> {
    TRY(Channel channel, load_channel(tx, actor.brand, id));
    TRY_DONE(check(tx, actor.brand, change, channel.delivery));
    if (change.network != channel.network) return conflict("strategy.network_fixed");
    channel.name = change.name;
    channel.address = change.address;
    channel.delivery = change.delivery;
    channel.revision = change.revision.value_or(channel.revision) + 1;
    if (!update_channel(tx, channel)) return conflict("strategy.stale_revision");
    record_act(tx, desk, actor, {"strategy.channel_saved", "channel", id.to_string(), "C3.2.2", "publier/canaux"});
    return channel;
  });
}

Done shelve_channel(Desk const& desk, Actor const& actor, ChannelId const& id, Shelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Channel channel, load_channel(tx, actor.brand, id));
    channel.archived_at.reset();
    if (shelf == Shelf::archived) channel.archived_at = desk.clock.now();
    ++channel.revision;
    update_channel(tx, channel);
    record_act(tx, desk, actor, {"strategy.channel_shelved", "channel", id.to_string(), "", ""});
    return {};
  });
}

std::vector<Channel> channels_of(store::Transaction& tx, BrandId const& brand) { return channel_rows(tx, brand); }

Result<Channel> load_channel(store::Transaction& tx, BrandId const& brand, ChannelId const& id) {
  auto channel = find_channel_row(tx, brand, id);
  if (!channel) return not_found("strategy.channel_not_found");
  return *channel;
}

Result<ShortLink> issue_link(store::Transaction& tx, Clock const& clock, BrandId const& brand, NewLink const& request) {
  TRY(ShortLink link, worded(tx, brand, request));
  link.id = LinkId::make(clock);
  link.created_at = clock.now();
  for (int draw = 0; draw < most_draws; ++draw) {
    link.code = link.content = new_link_code();
    if (insert_link(tx, link)) return link;
  }
  return unavailable("strategy.link_codes_exhausted");
}

Result<ShortLink> create_link(Desk const& desk, Actor const& actor, NewLink const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ShortLink> {
    TRY(ShortLink const link, issue_link(tx, desk.clock, actor.brand, request));
    record_act(tx, desk, actor, {"strategy.link_created", "link", link.id.to_string(), "C4.2.1", "convertir/liens"});
    return link;
  });
}

Done shelve_link(Desk const& desk, Actor const& actor, LinkId const& id, Shelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    std::optional<Instant> at;
    if (shelf == Shelf::archived) at = desk.clock.now();
    if (archive_link_row(tx, actor.brand, id, at) == 0) return not_found("strategy.link_not_found");
    record_act(tx, desk, actor, {"strategy.link_shelved", "link", id.to_string(), "", ""});
    return {};
  });
}

std::vector<ShortLink> links_of(store::Transaction& tx, BrandId const& brand) { return link_rows(tx, brand); }

std::vector<ShortLink> links_of(store::Transaction& tx, BrandId const& brand, std::string const& publication_id) {
  return link_rows(tx, brand, publication_id);
}

Result<ShortLink> load_link(store::Transaction& tx, BrandId const& brand, LinkId const& id) {
  auto link = find_link_row(tx, brand, id);
  if (!link) return not_found("strategy.link_not_found");
  return *link;
}

Result<ShortLink> follow_link(store::Transaction& tx, std::string const& code) {
  auto link = find_link_by_code(tx, code);
  if (!link) return not_found("strategy.link_not_found");
  if (link->archived_at) return not_found("strategy.link_gone");
  return *link;
}

}  // namespace parvis::strategy
