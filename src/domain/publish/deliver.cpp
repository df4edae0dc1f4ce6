// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/deliver.h"

#include "base/json.h"
#include "publish/calendar_store.h"
#include "publish/record.h"
#include "referential/referential.h"

namespace parvis::publish {
namespace {

using S = DeliveryState;

constexpr Milliseconds manual_grace = std::chrono::hours(24 * 7);  // a reminder is of use for a while
constexpr Milliseconds held_reminder_interval = std::chrono::minutes(10);
constexpr Milliseconds engagement_life = std::chrono::hours(24 * 30);

State shown_state(S state) {
  switch (state) {
    case S::queued:
    case S::preparing:
    case S::prepared: return State::preparing;
    case S::sending: return State::sending;
    case S::ambiguous: return State::ambiguous;
    case S::live: return State::live;
    case S::rejected: return State::rejected;
    case S::deferred: return State::deferred;
    case S::auth_wait: return State::auth_wait;
    case S::missed: return State::missed;
    case S::cancelled: return State::cancelled;
    case S::manual_due: return State::manual_due;
  }
  return State::preparing;
}

/// A post that went live is work of whoever wrote it.
void record_live(store::Transaction& tx, Clock const& clock, Publication const& p) {
  Result<identity::Brand> const brand = identity::load_brand(tx, p.brand_id);
  if (!brand || p.author_id.nil()) return;
  bool const simulated = p.proof->origin == Origin::simulated;
  std::string const page = simulated ? simulated_page + p.id.to_string() : "/b/" + p.brand_id.to_string() + "/publier/" + p.id.to_string();
  referential::record_evidence(tx, clock, referential::Worker{p.author_id, brand->workspace_id, p.brand_id},
                               {"C3.2.1", simulated ? "publish.publication_simulated" : "publish.publication_live", "publication", p.id.to_string(), page});
}

/// Whether an account is lost is known once signing in again has been tried, and told there (visit.cpp).
bool waits_for_person(store::Transaction& tx, Delivery const& delivery) {
  return delivery.state != S::auth_wait || !connection_of(tx, delivery.brand_id, delivery.channel_id);
}

/// Writes the delivery's state on its publication, with the proof of a live one.
void mirror(store::Transaction& tx, Clock const& clock, Delivery const& delivery) {
  std::optional<Publication> p = find_publication(tx, delivery.publication_id);
  if (!p || (p->state == shown_state(delivery.state) && delivery.state != S::live)) return;
  p->state = shown_state(delivery.state);
  if (delivery.state == S::live) p->proof = Proof{delivery.proof.value_or(Origin::measured), delivery.remote_id, delivery.url, delivery.live_at.value_or(clock.now())};
  ++p->revision;
  p->updated_at = clock.now();
  update_publication(tx, *p);
  if (waits_for_person(tx, delivery)) tell_stopped(tx, *p);
  if (delivery.state == S::live && delivery.proof != Origin::declared) record_live(tx, clock, *p);
}

void follow_delivery(store::Transaction& tx, Desk const& calendar, Delivery const& delivery) {
  mirror(tx, calendar.clock, delivery);
  if (delivery.state != S::manual_due) return;
  if (std::optional<Publication> const p = find_publication(tx, delivery.publication_id)) mail_reminder(tx, calendar, *p);
}

Result<Post> post_of(store::Transaction& tx, DeliveryDesk const& desk, Publication const& p) {
  Post post{p.title, p.text, json::name_of(p.language), "", {}};
  for (studio::AssetUse const& use : p.assets) {
    TRY(ShownImage const image, sent_image(tx, p.brand_id, offer_of(p), use.asset_id));
    std::string const file = desk.file_of ? desk.file_of(image.sha256).string() : std::string();
    post.images.push_back({file, image.media_type, use.alt.to_string()});
  }
  return post;
}

/// Approval was given to these hashes; what goes out must bear them, to the byte.
Done check_approval(store::Transaction& tx, DeliveryDesk const& desk, Delivery const& delivery) {
  std::optional<Publication> const p = find_publication(tx, delivery.publication_id);
  if (!p) return {};
  TRY(Post post, post_of(tx, desk, *p));
  if (p->title.empty()) post.title = delivery.post.title;  // not shown there, though it once stood in what was queued
  bool const same = fingerprint_of(post) == delivery.fingerprint;
  if (!same || !is_approved(*p)) return conflict("publish.not_what_was_approved");
  return {};
}

Done check_open(store::Transaction& tx, Desk const& calendar, Delivery const& delivery) {
  bool const asks = calendar.sandbox_open && identity::is_sandbox(tx, delivery.brand_id);
  Done const open = asks ? calendar.sandbox_open(tx, delivery.brand_id) : Done();
  if (!open) return conflict("publish.sandbox_closed", open.error().code);
  return {};
}

Milliseconds grace_of(store::Transaction& tx, strategy::Channel const& channel) {
  if (channel.delivery == strategy::Delivery::manual) return manual_grace;
  std::optional<Connection> const connection = connection_of(tx, channel.brand_id, channel.id);
  return std::chrono::minutes(connection ? connection->grace_minutes : 30);
}

Result<NewDelivery> new_delivery(store::Transaction& tx, DeliveryDesk const& desk, Publication const& p) {
  TRY(strategy::Channel const channel, strategy::load_channel(tx, p.brand_id, p.channel_id));
  TRY(Post const post, post_of(tx, desk, p));
  return NewDelivery{p.id, p.brand_id, p.channel_id, post, p.at, channel.delivery};
}

/// What the calendar has just let go becomes a delivery, or the next operation of one.
Done start(store::Transaction& tx, DeliveryDesk const& desk, Publication const& p) {
  TRY(NewDelivery const wanted, new_delivery(tx, desk, p));
  std::optional<Delivery> const standing = find_delivery(tx, p.id);
  if (standing) return requeue_delivery(tx, desk, *standing, wanted);
  queue_delivery(tx, desk, wanted);
  return {};
}

/// Nobody is told to publish while the brand is frozen: it is looked at again until the freeze is lifted.
void hold_reminder(store::Transaction& tx, Clock const& clock, Publication const& p) {
  jobs::enqueue(tx, {.kind = "publish.deliver", .payload = json::encode(DeliverJob{p.id}), .run_at = clock.now() + held_reminder_interval,
                     .lane = "channel:" + p.channel_id.to_string(), .unique_key = "publication:" + p.id.to_string()});
}

Done begin(store::Transaction& tx, Desk const& calendar, DeliveryDesk const& desk, PublicationId const& id) {
  std::optional<Publication> const before = find_publication(tx, id);
  if (!before) return {};
  bool const on_its_way = before->state != State::scheduled && before->state != State::in_review && before->state != State::changes_requested;
  if (on_its_way) return {};
  TRY(strategy::Channel const channel, strategy::load_channel(tx, before->brand_id, before->channel_id));
  bool const held = channel.delivery == strategy::Delivery::manual && before->at <= calendar.clock.now() && freeze_over(tx, before->brand_id);
  if (held) return hold_reminder(tx, calendar.clock, *before), Done();
  // What a restored instance finds too late may have been sent by the one before: it is looked for, not called missed.
  bool const looks = channel.delivery == strategy::Delivery::connector && restored_with(tx, id);
  TRY(Publication const p, begin_delivery(tx, calendar, id, looks ? Milliseconds::max() : grace_of(tx, channel)));
  return p.state == State::preparing ? start(tx, desk, p) : Done();
}

std::string profile_of(store::Transaction& tx, Delivery const& delivery) {
  std::optional<Connection> const connection = connection_of(tx, delivery.brand_id, delivery.channel_id);
  if (connection) return connection->profile_url;
  Result<strategy::Channel> const channel = strategy::load_channel(tx, delivery.brand_id, delivery.channel_id);
  return channel ? channel->address.to_string() : "";
}

Result<DeliverySheet> sheet(store::Transaction& tx, BrandId const& brand, PublicationId const& id) {
  TRY(Publication const p, load_publication(tx, brand, id));
  std::optional<Delivery> const found = find_delivery(tx, brand, id);
  if (!found) return not_found("publish.delivery_not_found");
  Delivery const& d = *found;
  Post post = d.post;
  for (Image& image : post.images) image.file.clear();  // a path of this machine is nobody's affair
  return DeliverySheet{id, d.state, d.due, d.not_before, d.asked_at, post, p.assets, d.url, d.live_at, d.proof, d.problem_code, d.problem_detail,
                       profile_of(tx, d), attempts_of(tx, id)};
}

Attempt said_by_person(Desk const& calendar, Delivery const& d, std::string outcome, std::string detail) {
  Instant const now = calendar.clock.now();
  return {Id<struct AttemptTag>::make(calendar.clock), d.publication_id, d.operation_number, Step::person, d.fingerprint, now, now, std::move(outcome), "", std::move(detail), 0};
}

/// Of the simulated network only the program can tell: no address that a person pastes is one of it.
Done check_told_by_hand(store::Transaction& tx, Delivery const& d) {
  std::optional<Connection> const connection = connection_of(tx, d.brand_id, d.channel_id);
  if (connection && connection->is_simulated) return conflict("publish.not_manual", simulated_service);
  return {};
}

/// A person's word that it is there.
Done declare(store::Transaction& tx, DeliveryDesk const& desk, Delivery const& d, std::string const& url) {
  TRY_DONE(check_told_by_hand(tx, d));
  Delivery next = d;
  next.state = S::live;
  next.url = url;
  next.live_at = desk.clock.now();
  next.proof = Origin::declared;
  next.lease.clear();
  next.lease_until.reset();
  next.asked_at.reset();
  next.problem_code.clear();
  next.problem_detail.clear();
  next.updated_at = desk.clock.now();
  if (!update_delivery(tx, next, d.state, d.lease)) return conflict("publish.not_to_settle");
  mirror(tx, desk.clock, next);
  jobs::publish_event(tx, "publish.publication_live", "{\"publication_id\":\"" + d.publication_id.to_string() + "\",\"brand_id\":\"" + d.brand_id.to_string() + "\"}");
  return {};
}

Done declare_absent(store::Transaction& tx, DeliveryDesk const& desk, Delivery const& d) {
  Delivery next = d;
  next.state = S::missed;
  next.lease.clear();
  next.lease_until.reset();
  next.asked_at.reset();
  next.problem_code = "publish.said_absent";
  next.updated_at = desk.clock.now();
  if (!update_delivery(tx, next, d.state, d.lease)) return conflict("publish.not_to_settle");
  mirror(tx, desk.clock, next);
  return {};
}

Result<Delivery> owned(store::Transaction& tx, BrandId const& brand, PublicationId const& id) {
  std::optional<Delivery> const found = find_delivery(tx, brand, id);
  if (!found) return not_found("publish.delivery_not_found");
  return *found;
}

void record(store::Transaction& tx, Desk const& calendar, Actor const& actor, std::string action, std::string id) {
  identity::record_audit(tx, calendar.clock, actor, {std::move(action), "publication", std::move(id)});
}

}  // namespace

DeliveryDesk delivery_desk(Desk const& calendar, net::Client const& client, net::AddressPolicy addresses, studio::FileOf file_of) {
  DeliveryDesk desk{calendar.database, calendar.clock, calendar.secrets, client};
  desk.addresses = std::move(addresses);
  desk.file_of = std::move(file_of);
  desk.simulated_pages = calendar.public_address + simulated_page;
  desk.on_change = [&calendar](store::Transaction& tx, Delivery const& delivery) { follow_delivery(tx, calendar, delivery); };
  desk.check_open = [&calendar](store::Transaction& tx, Delivery const& delivery) { return check_open(tx, calendar, delivery); };
  // A desk of its own within the check, for the desk made here is moved to where it will stay.
  desk.check_approval = [inner = desk](store::Transaction& tx, Delivery const& delivery) { return check_approval(tx, inner, delivery); };
  return desk;
}

Done deliver(Desk const& calendar, DeliveryDesk const& desk, PublicationId const& id) {
  TRY_DONE(calendar.database.write([&](store::Transaction& tx) { return begin(tx, calendar, desk, id); }));
  visit(desk, id);
  return {};
}

Result<DeliverySheet> delivery_sheet(Desk const& calendar, Actor const& actor, PublicationId const& id) {
  return calendar.database.read([&](store::Transaction& tx) { return sheet(tx, actor.brand, id); });
}

Result<DeliverySheet> settle_delivery(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor, PublicationId const& id, SettleDelivery const& answer) {
  if (answer.seen == Seen::live && !answer.url) return invalid_field("url", "json.required");
  return calendar.database.write([&](store::Transaction& tx) -> Result<DeliverySheet> {
    TRY(Delivery const d, owned(tx, actor.brand, id));
    if (d.state != S::ambiguous) return conflict("publish.not_to_settle", json::name_of(d.state));
    bool const live = answer.seen == Seen::live;
    TRY_DONE(live ? declare(tx, desk, d, answer.url->to_string()) : declare_absent(tx, desk, d));
    insert_attempt(tx, said_by_person(calendar, d, live ? "seen" : "absent", live ? answer.url->to_string() : ""));
    record(tx, calendar, actor, "publish.delivery_settled", id.to_string());
    return sheet(tx, actor.brand, id);
  });
}

Result<DeliverySheet> declare_live(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor, PublicationId const& id, DeclareLive const& declared) {
  return calendar.database.write([&](store::Transaction& tx) -> Result<DeliverySheet> {
    TRY(Delivery const d, owned(tx, actor.brand, id));
    if (d.state != S::manual_due && d.state != S::missed && d.state != S::rejected) return conflict("publish.not_manual", json::name_of(d.state));
    TRY_DONE(declare(tx, desk, d, declared.url.to_string()));
    insert_attempt(tx, said_by_person(calendar, d, "published", declared.url.to_string()));
    record_act(tx, calendar, actor, {"publish.publication_declared", id.to_string(), "C3.2.1"});
    return sheet(tx, actor.brand, id);
  });
}

Result<DeliverySheet> send_again(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor, PublicationId const& id) {
  return calendar.database.write([&](store::Transaction& tx) -> Result<DeliverySheet> {
    TRY(Publication const p, load_publication(tx, actor.brand, id));
    std::optional<Delivery> const standing = find_delivery(tx, actor.brand, id);
    bool const approved_late = p.state == State::scheduled && p.at <= calendar.clock.now();
    bool const failed = standing && (standing->state == S::rejected || standing->state == S::missed);
    if (!approved_late && !failed && p.state != State::missed) return conflict("publish.cannot_send_again", json::name_of(p.state));
    if (!is_approved(p)) return conflict("publish.not_what_was_approved");
    TRY(NewDelivery wanted, new_delivery(tx, desk, p));
    wanted.due = calendar.clock.now();
    if (standing) {
      TRY_DONE(requeue_delivery(tx, desk, *standing, wanted));
    } else {
      queue_delivery(tx, desk, wanted);
    }
    record(tx, calendar, actor, "publish.publication_sent_again", id.to_string());
    return sheet(tx, actor.brand, id);
  });
}

FreezeView view_of(store::Transaction& tx, Clock const& clock, BrandId const& brand) {
  std::optional<Freeze> const freeze = freeze_over(tx, brand);
  if (!freeze) return {};
  FreezeView view{true, freeze->reason, freeze->frozen_by, freeze->frozen_at, {}};
  for (Delivery const& delivery : deliveries_to_visit(tx, clock.now())) {
    if (delivery.brand_id == brand && delivery.state != S::ambiguous) view.held.push_back(delivery.publication_id);
  }
  return view;
}

FreezeView freeze_view(Desk const& calendar, BrandId const& brand) {
  return calendar.database.read([&](store::Transaction& tx) { return view_of(tx, calendar.clock, brand); });
}

FreezeView freeze_brand(Desk const& calendar, Actor const& actor, FreezeBrand const& request) {
  return calendar.database.write([&](store::Transaction& tx) {
    insert_freeze(tx, {actor.brand.to_string(), request.reason.to_string(), identity::person_name(tx, actor.person), calendar.clock.now()});
    record(tx, calendar, actor, "publish.brand_frozen", actor.brand.to_string());
    return view_of(tx, calendar.clock, actor.brand);
  });
}

Result<FreezeView> thaw_brand(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor) {
  return calendar.database.write([&](store::Transaction& tx) -> Result<FreezeView> {
    FreezeView view = view_of(tx, calendar.clock, actor.brand);
    if (!view.frozen) return conflict("publish.not_frozen");
    while (std::optional<Freeze> const freeze = freeze_over(tx, actor.brand)) lift_freeze(tx, *freeze, actor.brand, calendar.clock.now());
    for (PublicationId const& id : view.held) {
      if (std::optional<Delivery> const delivery = find_delivery(tx, id)) queue_visit(tx, *delivery, desk.clock.now());
    }
    record(tx, calendar, actor, "publish.brand_thawed", actor.brand.to_string());
    view.frozen = false;
    return view;
  });
}

void freeze_instance(store::Transaction& tx, Clock const& clock, std::string const& reason) {
  insert_freeze(tx, {whole_instance, reason, "", clock.now()});
}

std::size_t read_engagement(DeliveryDesk const& desk) {
  Instant const now = desk.clock.now();
  std::vector<Delivery> const live = desk.database.read([&](store::Transaction& tx) { return deliveries_live_since(tx, now - engagement_life); });
  std::size_t count = 0;
  for (Delivery const& delivery : live) {
    std::optional<Connection> const connection = desk.database.read([&](store::Transaction& tx) { return connection_of(tx, delivery.brand_id, delivery.channel_id); });
    Connector const* const connector = connection && !connection->is_simulated ? connector_of(connection->network) : nullptr;
    if (connector == nullptr) continue;
    Line const line = open_line(desk, *connection, operation_of(delivery));
    Result<std::vector<Measure>> measures = connector->engagement(line, delivery.remote_id);
    bool const renewed = !measures && measures.error().kind == Kind::unauthenticated && connector->sign_in(line).fate == Fate::done;
    if (renewed) measures = connector->engagement(line, delivery.remote_id);
    if (!measures) continue;
    EngagementRead const read{delivery.publication_id, delivery.brand_id, *measures, now};
    desk.database.write([&](store::Transaction& tx) { jobs::publish_event(tx, "publish.engagement_read", json::encode(read)); });
    ++count;
  }
  return count;
}

}  // namespace parvis::publish
