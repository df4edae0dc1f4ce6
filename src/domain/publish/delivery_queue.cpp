// SPDX-License-Identifier: AGPL-3.0-or-later
// What enters delivery and what is visited next: queued, queued again, recovered after a worker vanished, swept each minute.
#include "base/json.h"
#include "publish/fence.h"

namespace parvis::publish {
namespace {

using S = DeliveryState;

Delivery fresh_delivery(DeliveryDesk const& desk, NewDelivery const& wanted) {
  Delivery delivery;
  delivery.publication_id = wanted.publication_id;
  delivery.brand_id = wanted.brand_id;
  delivery.channel_id = wanted.channel_id;
  delivery.state = wanted.by == strategy::Delivery::manual ? S::manual_due : S::queued;
  delivery.post = wanted.post;
  delivery.fingerprint = fingerprint_of(wanted.post);
  delivery.due = wanted.due;
  delivery.updated_at = desk.clock.now();
  return delivery;
}

}  // namespace

void queue_delivery(store::Transaction& tx, DeliveryDesk const& desk, NewDelivery const& wanted) {
  Delivery const delivery = fresh_delivery(desk, wanted);
  if (!insert_delivery(tx, delivery)) return;
  if (desk.on_change) desk.on_change(tx, delivery);
  if (delivery.state == S::queued) queue_visit(tx, delivery, delivery.due);
}

Done requeue_delivery(store::Transaction& tx, DeliveryDesk const& desk, Delivery const& delivery, NewDelivery const& wanted) {
  Delivery next = fresh_delivery(desk, wanted);
  next.operation_number = delivery.operation_number + (delivery.state == S::manual_due ? 0 : 1);
  next.looked_after = delivery.looked_after;
  bool const may = delivery.state == next.state || may_follow(delivery.state, next.state);
  if (!may || !is_settled(delivery.state)) return conflict("publish.cannot_send_again", json::name_of(delivery.state));
  if (!update_delivery(tx, next, delivery.state, delivery.lease)) return conflict("publish.cannot_send_again");
  if (desk.on_change) desk.on_change(tx, next);
  if (next.state == S::queued) queue_visit(tx, next, next.due);
  return {};
}

void queue_visit(store::Transaction& tx, Delivery const& delivery, Instant at) {
  jobs::enqueue(tx, {.kind = "publish.deliver", .payload = "{\"publication_id\":\"" + delivery.publication_id.to_string() + "\"}", .run_at = at,
                     .lane = "channel:" + delivery.channel_id.to_string(), .unique_key = "publication:" + delivery.publication_id.to_string()});
}

void recover(store::Transaction& tx, DeliveryDesk const& desk, PublicationId const& id) {
  std::optional<Delivery> const found = find_delivery(tx, id);
  Instant const now = desk.clock.now();
  if (!found || found->lease.empty() || (found->lease_until && *found->lease_until > now)) return;
  Delivery next = *found;
  next.lease.clear();
  next.lease_until.reset();
  next.updated_at = now;
  if (found->state == S::sending) {
    next.state = S::ambiguous;
    next.problem_code = "publish.interrupted";
    Attempt ended;
    ended.ended_at = now;
    ended.outcome = "interrupted";
    ended.code = "publish.interrupted";
    end_open_attempt(tx, id, ended);
  }
  bool const written = update_delivery(tx, next, found->state, found->lease);
  if (written && next.state != found->state && desk.on_change) desk.on_change(tx, next);
}

std::size_t sweep(DeliveryDesk const& desk) {
  return desk.database.write([&](store::Transaction& tx) {
    std::vector<Delivery> const waiting = deliveries_to_visit(tx, desk.clock.now());
    for (Delivery const& delivery : waiting) recover(tx, desk, delivery.publication_id);
    for (Delivery const& delivery : waiting) queue_visit(tx, delivery, desk.clock.now());
    return waiting.size();
  });
}

}  // namespace parvis::publish
