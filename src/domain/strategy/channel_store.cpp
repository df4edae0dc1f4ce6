// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/channel_store.h"

#include "store/asked.h"
#include "store/record.h"
#include "strategy/across.h"

namespace parvis::strategy {
namespace {

constexpr auto channel_sql = "SELECT * FROM strategy_channel WHERE brand_id = $1 AND id = $2";
constexpr auto channels_sql = "SELECT * FROM strategy_channel WHERE brand_id = $1 ORDER BY created_at, id";
std::string const channels_by_id_sql = store::asked_ids + "SELECT * FROM strategy_channel WHERE id IN (SELECT id FROM asked)";
constexpr auto link_by_code_sql = "SELECT * FROM strategy_short_link WHERE code = $1";
constexpr auto link_sql = "SELECT * FROM strategy_short_link WHERE brand_id = $1 AND id = $2";
constexpr auto links_sql = "SELECT * FROM strategy_short_link WHERE brand_id = $1 ORDER BY created_at DESC, id DESC";
constexpr auto publication_links_sql =
    "SELECT * FROM strategy_short_link WHERE brand_id = $1 AND publication_id = $2 ORDER BY created_at DESC, id DESC";
constexpr auto archive_link_sql = "UPDATE strategy_short_link SET archived_at = $3 WHERE brand_id = $1 AND id = $2";
constexpr auto link_publication_sql = "UPDATE strategy_short_link SET publication_id = $2 WHERE id = $1";

}  // namespace

void insert_channel(store::Transaction& tx, Channel const& channel) { store::insert(tx, "strategy_channel", channel); }

bool update_channel(store::Transaction& tx, Channel const& channel) { return store::update(tx, "strategy_channel", channel); }

std::optional<Channel> find_channel_row(store::Transaction& tx, BrandId const& brand, ChannelId const& id) {
  return store::one<Channel>(tx.first(channel_sql, {brand.to_string(), id.to_string()}));
}

std::vector<Channel> channel_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<Channel>(tx.rows(channels_sql, {brand.to_string()}));
}

std::map<ChannelId, Channel> channels_by_id(store::Transaction& tx, std::set<ChannelId> const& ids) {
  std::map<ChannelId, Channel> channels;
  if (ids.empty()) return channels;
  for (Channel& channel : store::records<Channel>(tx.rows(channels_by_id_sql, {store::joined(ids)}))) channels.emplace(channel.id, std::move(channel));
  return channels;
}

bool insert_link(store::Transaction& tx, ShortLink const& link) {
  return tx.run(store::insert_into<ShortLink>("strategy_short_link") + " ON CONFLICT (code) DO NOTHING", store::fields(link)) == 1;
}

std::optional<ShortLink> find_link_by_code(store::Transaction& tx, std::string const& code) {
  return store::one<ShortLink>(tx.first(link_by_code_sql, {code}));
}

std::optional<ShortLink> find_link_row(store::Transaction& tx, BrandId const& brand, LinkId const& id) {
  return store::one<ShortLink>(tx.first(link_sql, {brand.to_string(), id.to_string()}));
}

std::vector<ShortLink> link_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<ShortLink>(tx.rows(links_sql, {brand.to_string()}));
}

std::vector<ShortLink> link_rows(store::Transaction& tx, BrandId const& brand, std::string const& publication_id) {
  return store::records<ShortLink>(tx.rows(publication_links_sql, {brand.to_string(), publication_id}));
}

std::int64_t archive_link_row(store::Transaction& tx, BrandId const& brand, LinkId const& id, std::optional<Instant> at) {
  return tx.run(archive_link_sql, {brand.to_string(), id.to_string(), store::parameter(at)});
}

void set_link_publication(store::Transaction& tx, LinkId const& id, std::string const& publication) {
  tx.run(link_publication_sql, {id.to_string(), publication});
}

}  // namespace parvis::strategy
