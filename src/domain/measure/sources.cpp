// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/sources.h"

#include <algorithm>

#include "publish/publish.h"

namespace parvis::measure {
namespace {

Instant start_of(LocalDate const& day, ZoneName const& zone) { return resolve({day, LocalTime(), zone, Fold::earlier}).at; }

std::string channel_name(std::vector<strategy::Channel> const& channels, strategy::ChannelId const& id) {
  auto const found = std::find_if(channels.begin(), channels.end(), [&](auto const& one) { return one.id == id; });
  return found == channels.end() ? std::string() : found->name.to_string();
}

Posted posted(store::Transaction& tx, publish::Publication const& publication, std::vector<strategy::Channel> const& channels) {
  Posted post;
  post.publication_id = publication.id.to_string();
  post.channel_id = publication.channel_id.to_string();
  post.channel = channel_name(channels, publication.channel_id);
  post.date = publication.moment.date;
  post.time = publication.moment.time;
  post.link_code = publication.link_code;
  if (publication.proof) {
    post.url = publication.proof->url;
    post.proof = json::name_of(publication.proof->origin);
  }
  if (auto const content = studio::load_content(tx, publication.brand_id, publication.content_id)) {
    post.title = content->title.to_string();
    post.objective_id = content->objective_id;
  }
  return post;
}

}  // namespace

std::vector<Posted> posts_of(store::Transaction& tx, BrandId const& brand, Period const& period) {
  auto const found = identity::load_brand(tx, brand);
  if (!found) return {};
  auto const channels = strategy::channels_of(tx, brand);
  auto const publications =
      publish::live_between(tx, brand, start_of(period.from, found->zone), start_of(period.to.plus_days(1), found->zone));
  std::vector<Posted> posts;
  for (publish::Publication const& publication : publications) {
    posts.push_back(posted(tx, publication, channels));
  }
  return posts;
}

}  // namespace parvis::measure
