// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/sources.h"

#include <algorithm>
#include <map>
#include <set>

#include "publish/publish.h"

namespace parvis::measure {
namespace {

Instant start_of(LocalDate const& day, ZoneName const& zone) { return resolve({day, LocalTime(), zone, Fold::earlier}).at; }

std::string channel_name(std::vector<strategy::Channel> const& channels, strategy::ChannelId const& id) {
  auto const found = std::find_if(channels.begin(), channels.end(), [&](auto const& one) { return one.id == id; });
  return found == channels.end() ? std::string() : found->name.to_string();
}

using Labels = std::map<studio::ContentId, studio::ContentLabel>;

Labels labels_of(store::Transaction& tx, std::vector<publish::Publication> const& publications) {
  std::set<studio::ContentId> ids;
  for (publish::Publication const& publication : publications) ids.insert(publication.content_id);
  return studio::labels_of(tx, ids);
}

Posted posted(publish::Publication const& publication, std::vector<strategy::Channel> const& channels, Labels const& labels) {
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
  if (auto const label = labels.find(publication.content_id); label != labels.end()) {
    post.title = label->second.title;
    post.objective_id = label->second.objective_id;
  }
  return post;
}

}  // namespace

bool is_cancelled(Conversion const& conversion) { return conversion.value.minor > 0 && conversion.refunded == conversion.value; }

bool came_by(std::vector<std::string> const& codes, std::set<std::string> const& links) {
  return std::any_of(codes.begin(), codes.end(), [&](std::string const& code) { return links.contains(code); });
}

std::vector<Posted> posts_of(store::Transaction& tx, BrandId const& brand, Period const& period) {
  auto const found = identity::load_brand(tx, brand);
  if (!found) return {};
  auto const channels = strategy::channels_of(tx, brand);
  auto const publications =
      publish::live_between(tx, brand, start_of(period.from, found->zone), start_of(period.to.plus_days(1), found->zone));
  Labels const labels = labels_of(tx, publications);
  std::vector<Posted> posts;
  for (publish::Publication const& publication : publications) posts.push_back(posted(publication, channels, labels));
  return posts;
}

bool has_publication(store::Transaction& tx, BrandId const& brand, std::string const& publication) {
  auto const id = publish::PublicationId::parse(publication);
  return id && publish::load_publication(tx, brand, *id);
}

}  // namespace parvis::measure
