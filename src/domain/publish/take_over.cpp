// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/calendar_store.h"
#include "publish/delivery_store.h"
#include "publish/record.h"

namespace parvis::publish {
namespace {

Delivery delivery_of(Publication const& publication) {
  Delivery delivery;
  delivery.publication_id = publication.id;
  delivery.brand_id = publication.brand_id;
  delivery.channel_id = publication.channel_id;
  delivery.state = DeliveryState::live;
  delivery.post.text = publication.text;
  delivery.fingerprint = fingerprint_of(delivery.post);
  delivery.due = publication.at;
  delivery.live_at = publication.at;
  delivery.proof = Origin::supplied;
  delivery.updated_at = publication.updated_at;
  return delivery;
}

}  // namespace

Result<Publication> take_over_live(store::Transaction& tx, Desk const& desk, Actor const& actor, SuppliedLive const& supplied) {
  TRY(studio::Content const content, studio::load_content(tx, actor.brand, supplied.content_id));
  TRY_DONE(strategy::load_channel(tx, actor.brand, supplied.channel_id));
  TRY(identity::Brand const brand, identity::load_brand(tx, actor.brand));
  Publication p;
  p.id = PublicationId::make(desk.clock);
  p.brand_id = actor.brand;
  p.content_id = supplied.content_id;
  p.channel_id = supplied.channel_id;
  p.author_id = actor.person;
  p.approval = identity::Approval::off;
  p.state = State::live;
  p.at = supplied.at;
  p.moment = local_moment(supplied.at, brand.zone);
  studio::Rendered const rendered = studio::rendered(content, p.channel_id);
  p.text = rendered.text;
  p.assets = rendered.assets;
  p.language = rendered.language;
  if (supplied.link) {
    p.link_id = supplied.link->id;
    p.link_code = supplied.link->code;
    p.text = studio::with_link(rendered.text, supplied.link->target.to_string(), desk.public_address + "/l/" + supplied.link->code);
  }
  p.hashes = hashes_of(p);
  p.proof = Proof{Origin::supplied, {}, {}, supplied.at};
  p.created_at = p.updated_at = desk.clock.now();
  insert_publication(tx, p);
  insert_delivery(tx, delivery_of(p));
  record_act(tx, desk, actor, {"publish.publication_supplied", p.id.to_string(), {}});
  return p;
}

}  // namespace parvis::publish
