// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over channels and short links.

#include "strategy/link.h"

namespace parvis::strategy {

void insert_channel(store::Transaction& tx, Channel const& channel);
bool update_channel(store::Transaction& tx, Channel const& channel);
std::optional<Channel> find_channel_row(store::Transaction& tx, BrandId const& brand, ChannelId const& id);
std::vector<Channel> channel_rows(store::Transaction& tx, BrandId const& brand);

/// False when the code is taken.
bool insert_link(store::Transaction& tx, ShortLink const& link);
std::optional<ShortLink> find_link_by_code(store::Transaction& tx, std::string const& code);
std::optional<ShortLink> find_link_row(store::Transaction& tx, BrandId const& brand, LinkId const& id);
std::vector<ShortLink> link_rows(store::Transaction& tx, BrandId const& brand);
std::vector<ShortLink> link_rows(store::Transaction& tx, BrandId const& brand, std::string const& publication_id);
std::int64_t archive_link_row(store::Transaction& tx, BrandId const& brand, LinkId const& id, std::optional<Instant> at);
void set_link_publication(store::Transaction& tx, LinkId const& id, std::string const& publication);

}  // namespace parvis::strategy
