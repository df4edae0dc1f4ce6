// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The plan read across any number of brands, each question asked once for all of them.

#include <map>
#include <set>

#include "strategy/strategy.h"

namespace parvis::strategy {

/// Neither archived nor closed; the newest first over all brands.
std::vector<Objective> open_objectives_of(store::Transaction& tx, std::set<BrandId> const& brands);
/// Those that exist, of any brand: ids come from records that the caller may read.
std::map<ChannelId, Channel> channels_by_id(store::Transaction& tx, std::set<ChannelId> const& ids);

}  // namespace parvis::strategy
