// SPDX-License-Identifier: AGPL-3.0-or-later
#include <set>

#include "base/digest.h"
#include "base/random.h"
#include "jobs/outbox.h"
#include "publish/calendar_store.h"
#include "publish/deliver.h"
#include "publish/delivery_store.h"
#include "publish/record.h"

namespace parvis::publish {
namespace {

constexpr std::int64_t longest_days = 60;
constexpr std::size_t most_items = 200;

std::string context_of(ApprovalId const& id) { return "publish_approval_request/" + id.to_string(); }

std::string link_of(Desk const& desk, std::string const& token) { return desk.public_address + "/a/" + token; }

Done check_request(AskApproval const& request, std::string const& author_email) {
  if (request.publications.empty()) return invalid_field("publications", "publish.nothing_to_approve");
  if (request.publications.size() > most_items) {
    return invalid_field("publications", "publish.too_many_to_approve", std::to_string(most_items), std::to_string(request.publications.size()));
  }
  if (request.days < 1 || request.days > longest_days) return invalid_field("days", "publish.approval_days", "1..60", std::to_string(request.days));
  if (request.recipient.to_string() == author_email) return invalid_field("recipient", "publish.author_approves");
  if (request.substitute && request.substitute->to_string() == author_email) return invalid_field("substitute", "publish.author_approves");
  return {};
}

// "2026-11-30 10:00 (Europe/Paris)": a link ends at an hour, on the client's own calendar.
std::string until(ApprovalRequest const& request, ZoneName const& zone) {
  LocalMoment const end = local_moment(request.expires_at, zone);
  return end.date.to_string() + " " + end.time.to_string().substr(0, 5) + " (" + zone.to_string() + ")";
}

// Nothing leaves a sandbox, whose candidate types any address.
void mail(store::Transaction& tx, Desk const& desk, ApprovalRequest const& request, Email const& to, std::string const& template_name) {
  if (identity::is_sandbox(tx, request.brand_id)) return;
  auto const token = desk.secrets.unseal(request.sealed_token, context_of(request.id));
  auto const brand = identity::load_brand(tx, request.brand_id);
  if (!token || !brand) return;  // a key that was changed: the page's link can still be given by hand
  identity::queue_mail(tx, desk.clock,
                       {to, template_name, brand->locale,
                        {{"title", request.title.to_string()}, {"brand", brand->name.to_string()}, {"link", link_of(desk, *token)},
                         {"until", until(request, brand->zone)}}, brand->workspace_id});
}

Result<ApprovalRequest> open_request(store::Transaction& tx, Desk const& desk, std::string const& token) {
  auto request = find_request_by_hash(tx, sha256_hex(token));
  if (!request) return not_found("publish.approval_not_found");
  if (request->closed_at || request->expires_at <= desk.clock.now()) return not_found("publish.approval_expired");
  return *request;
}

Result<GuestItem> guest_item(store::Transaction& tx, ApprovalRequest const& request, ApprovalItem const& item) {
  TRY(Publication const p, load_publication(tx, request.brand_id, item.publication_id));
  TRY(strategy::Channel const channel, strategy::load_channel(tx, request.brand_id, p.channel_id));
  return GuestItem{p.id, channel.network, channel.name.to_string(), item.offered, item.approved, item.decision, item.comment, p.state};
}

Result<GuestPage> page_of(store::Transaction& tx, ApprovalRequest const& request) {
  TRY(identity::Brand const brand, identity::load_brand(tx, request.brand_id));
  TRY(identity::Workspace const workspace, identity::load_workspace(tx, brand.workspace_id));
  GuestPage page{request.title.to_string(), brand.name.to_string(), workspace.name.to_string(), request.expires_at, brand.zone, request.silence, {}};
  for (ApprovalItem const& item : item_rows(tx, request.id)) {
    TRY(GuestItem shown, guest_item(tx, request, item));
    if (shown.state != State::cancelled) page.items.push_back(std::move(shown));
  }
  std::stable_sort(page.items.begin(), page.items.end(), [](GuestItem const& a, GuestItem const& b) {
    return resolve(a.offered.moment).at < resolve(b.offered.moment).at;
  });
  return page;
}

// Sent back without a word, nobody knows what to mend.
Done check_words(Decide const& decision) {
  bool const says = decision.comment.to_string().find_first_not_of(" \t\r\n") != std::string::npos;
  if (decision.decision == Decision::changes_requested && !says) return invalid_field("comment", "publish.comment_needed");
  return {};
}

// The decision lands on the item and on its publication together.
Done apply(store::Transaction& tx, Desk const& desk, ApprovalItem& item, Decide const& decision) {
  TRY_DONE(check_words(decision));
  auto p = find_publication(tx, item.publication_id);
  if (!p) return not_found("publish.publication_not_found");
  if (!can_change(p->state)) return conflict("publish.already_sent", json::name_of(p->state));
  if (p->hashes != decision.seen || item.offered.hashes != decision.seen) return conflict("publish.changed_meanwhile");
  Instant const now = desk.clock.now();
  item.decision = decision.decision;
  item.comment = decision.comment.to_string();
  item.decided_by = decision.name.to_string();
  item.decided_at = now;
  if (decision.decision == Decision::approved) {
    approve(*p, decision.name.to_string(), now);
    item.approved.reset();  // nothing is left to compare with
  } else {
    take_approval_back(*p, decision.decision == Decision::changes_requested ? State::changes_requested : State::in_review);
  }
  update_item(tx, item);
  ++p->revision;
  p->updated_at = now;
  if (!update_publication(tx, *p)) return conflict("publish.changed_meanwhile");
  return follow_by_hand(tx, desk, *p);
}

// The second a day before the end, or when three quarters of a shorter life have passed.
std::int64_t due_reminders(ApprovalRequest const& request, Instant now) {
  Milliseconds const life = request.expires_at - request.created_at;
  if (now >= request.created_at + std::max(life * 3 / 4, life - std::chrono::hours(24))) return 2;
  return now >= request.created_at + life / 2 ? 1 : 0;
}

// What was withdrawn, has left, is past its time or was approved by a colleague waits for no answer.
bool waits_for_answer(store::Transaction& tx, ApprovalItem const& item) {
  auto const p = find_publication(tx, item.publication_id);
  return item.decision == Decision::pending && p && (p->state == State::in_review || p->state == State::changes_requested);
}

bool still_pending(store::Transaction& tx, ApprovalRequest const& request) {
  auto const items = item_rows(tx, request.id);
  return std::any_of(items.begin(), items.end(), [&](ApprovalItem const& item) { return waits_for_answer(tx, item); });
}

}  // namespace

Result<AskedApproval> ask_approval(Desk const& desk, Actor const& actor, AskApproval const& ask) {
  return desk.database.write([&](store::Transaction& tx) -> Result<AskedApproval> {
    TRY_DONE(check_request(ask, identity::person_email(tx, actor.person)));
    std::string const token = random_token();
    Instant const now = desk.clock.now();
    ApprovalRequest request;
    request.id = ApprovalId::make(desk.clock);
    request.brand_id = actor.brand;
    request.title = ask.title;
    request.token_hash = sha256_hex(token);
    request.sealed_token = desk.secrets.seal(token, context_of(request.id));
    request.recipient = ask.recipient;
    request.substitute = ask.substitute;
    request.created_by = actor.person;
    request.created_at = now;
    request.expires_at = now + std::chrono::hours(24 * ask.days);
    insert_request(tx, request);
    for (PublicationId const& id : ask.publications) {
      TRY(Publication const p, load_publication(tx, actor.brand, id));
      if (!can_change(p.state)) return conflict("publish.already_sent", json::name_of(p.state));
      insert_item(tx, {new_uuid(now), request.id, id, offer_of(p), std::nullopt, Decision::pending, "", std::nullopt, std::nullopt});
    }
    mail(tx, desk, request, request.recipient, "publish_approval");
    record_act(tx, desk, actor, {"publish.approval_asked", request.id.to_string(), "C1.6.2"});
    return AskedApproval{request.id, link_of(desk, token), request.expires_at, !identity::is_sandbox(tx, actor.brand)};
  });
}

Result<GuestServices> guest_services(Desk const& calendar, std::string const& token) {
  return calendar.database.read([&](store::Transaction& tx) -> Result<GuestServices> {
    TRY(ApprovalRequest const request, open_request(tx, calendar, token));
    std::set<std::string> services;
    for (ApprovalItem const& item : item_rows(tx, request.id)) {
      TRY(Publication const p, load_publication(tx, request.brand_id, item.publication_id));
      std::optional<Connection> const connection = connection_of(tx, p.brand_id, p.channel_id);
      services.insert(connection ? connection->service : "");
    }
    return GuestServices{{services.begin(), services.end()}};
  });
}

Result<GuestPage> guest_page(Desk const& desk, std::string const& token) {
  return desk.database.read([&](store::Transaction& tx) -> Result<GuestPage> {
    TRY(ApprovalRequest const request, open_request(tx, desk, token));
    return page_of(tx, request);
  });
}

Result<GuestPage> decide(Desk const& desk, std::string const& token, Decide const& decision) {
  return desk.database.write([&](store::Transaction& tx) -> Result<GuestPage> {
    TRY(ApprovalRequest const request, open_request(tx, desk, token));
    auto items = item_rows(tx, request.id);
    auto const item = std::find_if(items.begin(), items.end(), [&](ApprovalItem const& one) { return one.publication_id == decision.publication_id; });
    if (item == items.end()) return not_found("publish.publication_not_found");
    TRY_DONE(apply(tx, desk, *item, decision));
    TRY(identity::Brand const brand, identity::load_brand(tx, request.brand_id));
    Actor const client{request.created_by, brand.workspace_id, request.brand_id, identity::Role::client, "link:" + decision.name.to_string()};
    identity::record_audit(tx, desk.clock, client, {"publish.client_decided", "publication", decision.publication_id.to_string(),
                                                    json::encode(decision)});
    jobs::publish_event(tx, "publish.client_decided", json::encode(News{decision.publication_id, request.brand_id, json::name_of(decision.decision)}));
    return page_of(tx, request);
  });
}

Result<ShownImage> guest_image(Desk const& desk, std::string const& token, GuestImage const& image) {
  return desk.database.read([&](store::Transaction& tx) -> Result<ShownImage> {
    TRY(ApprovalRequest const request, open_request(tx, desk, token));
    for (ApprovalItem const& item : item_rows(tx, request.id)) {
      if (item.publication_id == image.publication_id) return sent_image(tx, request.brand_id, item.offered, image.asset_id);
    }
    return not_found("studio.asset_not_found");
  });
}

Done remind_approvers(Desk const& desk) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    for (ApprovalRequest const& request : open_requests(tx, desk.clock.now())) {
      std::int64_t const due = due_reminders(request, desk.clock.now());
      bool const wants = due > request.reminders && still_pending(tx, request);
      if (!wants || freeze_over(tx, request.brand_id)) continue;
      mail(tx, desk, request, request.recipient, "publish_approval_reminder");
      if (due == 2 && request.substitute) mail(tx, desk, request, *request.substitute, "publish_approval_reminder");
      set_reminders(tx, request.id, due);
    }
    return {};
  });
}

}  // namespace parvis::publish
