// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a day's page tells of any number of brands, each question asked once for all of them.

#include <map>
#include <set>

#include "publish/publish.h"

namespace parvis::publish {

/// A publication as a list of the day shows it.
struct DayEntry {
  PublicationId id;
  BrandId brand_id;
  studio::ContentId content_id;
  strategy::ChannelId channel_id;
  State state = State::in_review;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(DayEntry, (), (id, brand_id, content_id, channel_id, state, at))

struct InReview {
  BrandId brand_id;
  std::int64_t count = 0;  // above 0
  Instant first_at;
};
BOOST_DESCRIBE_STRUCT(InReview, (), (brand_id, count, first_at))

struct DayScope {
  std::set<BrandId> brands;
  Instant now;
  Milliseconds back{}, ahead{};  // how far from now troubles and approvals are told
  Milliseconds soon{};           // how far ahead what goes out, and what waits for a draft, is told
  std::int64_t most = 100;
};

/// Each list of publications holds the earliest over all brands, at most `most`, in order of their moment.
struct DayLists {
  std::vector<DayEntry> waiting;    // for a person: changes requested, to be posted by hand, in doubt
  std::vector<DayEntry> failed;     // refused, missed, not approved in time, an account to connect again
  std::vector<DayEntry> going_out;
  std::vector<DayEntry> drafts;     // those still to come whose content is a draft; a content may come several times
  std::vector<InReview> in_review;  // still to come, by brand; none of a brand that has none
};
DayLists day_lists(store::Transaction& tx, DayScope const& question);

/// Why nothing goes out, of each of these brands of one workspace that is held by a freeze.
std::map<BrandId, std::string> freeze_reasons(store::Transaction& tx, identity::WorkspaceId const& workspace, std::set<BrandId> const& brands);

/// Of these brands, the channels whose account must be connected again.
std::map<BrandId, std::vector<strategy::ChannelId>> channels_to_reconnect(store::Transaction& tx, std::set<BrandId> const& brands);

}  // namespace parvis::publish
