// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person who publishes by hand is given: a mail when it is time, and an entry for their own calendar before.
#include "publish/calendar_entry.h"
#include "publish/delivery_store.h"
#include "publish/record.h"

namespace parvis::publish {
namespace {

std::string page_of(Desk const& desk, Publication const& p) { return desk.public_address + "/b/" + p.brand_id.to_string() + "/publier/" + p.id.to_string(); }

std::string wall_time(Publication const& p) { return p.moment.date.to_string() + " " + p.moment.time.to_string().substr(0, 5) + " (" + p.moment.zone.to_string() + ")"; }

std::string image_lines(Desk const& desk, Publication const& p) {
  std::string lines;
  for (studio::AssetUse const& use : p.assets) {
    lines += desk.public_address + "/api/brands/" + p.brand_id.to_string() + "/publications/" + p.id.to_string() + "/images/" + use.asset_id.to_string() +
             "\n  " + use.alt.to_string() + "\n";
  }
  return lines.empty() ? "–\n" : lines;
}

}  // namespace

void mail_reminder(store::Transaction& tx, Desk const& desk, Publication const& p) {
  auto const to = Email::parse(identity::person_email(tx, p.author_id));
  auto const brand = identity::load_brand(tx, p.brand_id);
  auto const channel = strategy::load_channel(tx, p.brand_id, p.channel_id);
  auto const content = studio::load_content(tx, p.brand_id, p.content_id);
  if (!to || !brand || !channel || !content) return;  // nobody to tell: it stands in the Fil
  identity::queue_mail(tx, desk.clock,
                       {*to, "publish_by_hand", brand->locale,
                        {{"brand", brand->name.to_string()}, {"channel", channel->name.to_string()}, {"place", channel->address.to_string()},
                         {"title", content->title.to_string()}, {"when", wall_time(p)}, {"text", p.text}, {"images", image_lines(desk, p)},
                         {"link", page_of(desk, p)}}, brand->workspace_id});
}

Done follow_by_hand(store::Transaction& tx, Desk const& desk, Publication const& p) {
  std::optional<Delivery> const standing = find_delivery(tx, p.id);
  bool const concerns = p.state == State::manual_due || p.state == State::expired;
  if (!concerns || !standing || standing->state != DeliveryState::manual_due) return {};
  Delivery next = *standing;
  next.post.title = p.title;
  next.post.text = p.text;
  next.post.language = json::name_of(p.language);
  next.post.images.clear();
  for (studio::AssetUse const& use : p.assets) {
    TRY(ShownImage const image, sent_image(tx, p.brand_id, offer_of(p), use.asset_id));
    next.post.images.push_back({"", image.media_type, use.alt.to_string()});
  }
  next.fingerprint = fingerprint_of(next.post);
  if (p.state == State::expired) {
    next.state = DeliveryState::missed;
    next.problem_code = "publish.not_what_was_approved";
  }
  next.updated_at = desk.clock.now();
  update_delivery(tx, next, standing->state, standing->lease);
  return {};
}

Result<std::string> reminder_entry(store::Transaction& tx, Desk const& desk, BrandId const& brand, PublicationId const& id) {
  TRY(Publication const p, load_publication(tx, brand, id));
  TRY(strategy::Channel const channel, strategy::load_channel(tx, brand, p.channel_id));
  TRY(studio::Content const content, studio::load_content(tx, brand, p.content_id));
  return calendar_entry({p.id.to_string() + "@parvis", p.revision, p.at, channel.name.to_string() + " : " + content.title.to_string(), p.text, page_of(desk, p),
                         desk.clock.now()});
}

}  // namespace parvis::publish
