// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/assertion.h"
#include "jobs/queue.h"
#include "publish/calendar_store.h"
#include "publish/connector.h"
#include "publish/record.h"
#include "publish/routes.h"
#include "text/count.h"

namespace parvis::publish {
namespace {

// A minute of slack: a person who picks "now" is not refused for having thought.
constexpr Milliseconds past_slack = std::chrono::minutes(1);

Done check_tally(text::Tally const& tally, char const* code) {
  return text::fits(tally) ? Done() : invalid_field("content_id", code, std::to_string(*tally.max), std::to_string(tally.used));
}

Done check_text(Publication const& p, strategy::NetworkRules const& rules) {
  text::TextRules const* limits = text::text_rules(json::name_of(rules.network), "post");
  if (p.text.empty() && p.assets.empty()) return invalid_field("content_id", "publish.empty_text");
  if (limits == nullptr) return {};
  TRY(text::Reading const reading, text::Reading::of(p.text, p.language == identity::Locale::fr ? text::Language::fr : text::Language::en));
  text::TextMeasure const text = text::measure(reading, *limits);
  for (text::Count const& count : text.counts) {
    if (count.used <= count.max) continue;
    return invalid_field("content_id", "publish.text_too_long", std::to_string(count.max) + " " + json::name_of(count.unit), std::to_string(count.used));
  }
  TRY_DONE(check_tally(text.hashtags, "publish.too_many_hashtags"));
  return check_tally(text.mentions, "publish.too_many_mentions");
}

Done check_media(Publication const& p, strategy::NetworkRules const& rules) {
  auto const images = static_cast<std::int64_t>(p.assets.size());
  if (rules.media == "required" && images == 0) return invalid_field("content_id", "publish.media_required", "1", "0");
  if (images > rules.most_images) {
    return invalid_field("content_id", "publish.too_many_images", std::to_string(rules.most_images), std::to_string(images));
  }
  for (std::size_t i = 0; i < p.assets.size(); ++i) {
    if (p.assets[i].alt.empty()) return invalid_field("assets/" + std::to_string(i), "publish.alt_missing");
  }
  return {};
}

Done check_network(store::Transaction& tx, Publication const& p) {
  TRY(strategy::Channel const channel, strategy::load_channel(tx, p.brand_id, p.channel_id));
  strategy::NetworkRules const& rules = strategy::rules_of(channel.network);
  TRY_DONE(check_text(p, rules));
  return check_media(p, rules);
}

Done check_moment(Desk const& desk, Instant at) {
  if (at + past_slack >= desk.clock.now()) return {};
  return invalid_field("moment", "publish.in_the_past", desk.clock.now().to_string(), at.to_string());
}

Result<Scheduled> scheduled(Publication const& p) {
  ResolvedMoment const moment = resolve(p.moment);
  return Scheduled{p, moment.kind, std::chrono::duration_cast<std::chrono::minutes>(moment.shift).count()};
}

// The delivery looks at it when due, whatever its state then: not approved by that time, it expires.
void queue_delivery(store::Transaction& tx, Publication const& p) {
  jobs::enqueue(tx, {.kind = "publish.deliver",
                     .payload = json::encode(DeliverJob{p.id}),
                     .run_at = p.at,
                     .lane = "channel:" + p.channel_id.to_string(),
                     .unique_key = "publication:" + p.id.to_string()});
}

bool leads_to(strategy::ShortLink const& link, WebUrl const& target, std::optional<strategy::ObjectiveId> const& objective) {
  return link.target == target && link.objective_id == objective;
}

// The link that the publication bears while it leads where the content wants; else one that it bore before, or a new one. What
// was handed out goes on leading where it led.
Result<strategy::ShortLink> tagged_link(store::Transaction& tx, Desk const& desk, Publication const& p, strategy::NewLink const& wanted) {
  if (p.link_id) {
    TRY(strategy::ShortLink standing, strategy::load_link(tx, p.brand_id, *p.link_id));
    if (leads_to(standing, wanted.target, wanted.objective_id)) return standing;
  }
  for (strategy::ShortLink& former : strategy::links_of(tx, p.brand_id, p.id.to_string())) {
    if (!former.archived_at && leads_to(former, wanted.target, wanted.objective_id)) return std::move(former);
  }
  return strategy::issue_link(tx, desk.clock, p.brand_id, wanted);
}

// Puts the content's words and its tagged link in.
Done take_content(store::Transaction& tx, Desk const& desk, Publication& p, studio::Content const& content) {
  studio::Rendered const rendered = studio::rendered(content, p.channel_id);
  TRY(strategy::Channel const channel, strategy::load_channel(tx, p.brand_id, p.channel_id));
  p.title = shows_title(channel.network) ? content.title.to_string() : "";
  p.text = rendered.text;
  p.assets = rendered.assets;
  p.language = rendered.language;
  TRY_DONE(fit_images(tx, desk, p));
  if (!rendered.link_url) return {};
  TRY(strategy::ShortLink const link, tagged_link(tx, desk, p, {*rendered.link_url, content.objective_id, p.channel_id, p.id.to_string(), {}, {}, {}}));
  p.link_id = link.id;
  p.link_code = link.code;
  p.text = studio::with_link(rendered.text, rendered.link_url->to_string(), desk.public_address + "/l/" + *p.link_code);
  return {};
}

Result<Publication> changeable(store::Transaction& tx, BrandId const& brand, PublicationId const& id) {
  TRY(Publication p, load_publication(tx, brand, id));
  if (!can_change(p.state)) return conflict("publish.already_sent", json::name_of(p.state));
  return p;
}

Done save(store::Transaction& tx, Desk const& desk, Publication& p) {
  ++p.revision;
  p.updated_at = desk.clock.now();
  if (!update_publication(tx, p)) return conflict("publish.stale_revision");
  for (ApprovalItem item : item_rows(tx, p.id)) {
    if (follow(item, p)) update_item(tx, item);
  }
  return follow_by_hand(tx, desk, p);
}

// What its network would refuse does not wait to be refused: it is given back to whoever writes it.
Done follow_content(store::Transaction& tx, Desk const& desk, Publication& p, studio::Content const& content) {
  Hashes const before = p.hashes;
  Done const taken = take_content(tx, desk, p, content);
  if (!taken && taken.error().kind != Kind::invalid) return taken;
  if (hashes_of(p) == before) return {};
  settle(p);
  bool const waits = p.state == State::scheduled || p.state == State::in_review;
  bool const refused = waits && (!taken || !check_network(tx, p));
  if (refused) p.state = State::changes_requested;
  TRY_DONE(save(tx, desk, p));
  if (refused) tell_stopped(tx, p);
  return {};
}

}  // namespace

Result<Scheduled> schedule_publication(Desk const& desk, Actor const& actor, SchedulePublication const& request) {
  return desk.database.write([&](store::Transaction& tx) { return schedule_publication(tx, desk, actor, request); });
}

Result<Scheduled> schedule_publication(store::Transaction& tx, Desk const& desk, Actor const& actor, SchedulePublication const& request) {
  Instant const at = resolve(request.moment).at;
  TRY_DONE(check_moment(desk, at));
  TRY(studio::Content const content, studio::load_content(tx, actor.brand, request.content_id));
  TRY(identity::Workspace const workspace, identity::load_workspace(tx, actor.workspace));
  TRY_DONE(strategy::load_channel(tx, actor.brand, request.channel_id));
  Publication p;
  p.id = PublicationId::make(desk.clock);
  p.brand_id = actor.brand;
  p.content_id = request.content_id;
  p.channel_id = request.channel_id;
  p.author_id = actor.person;
  p.approval = workspace.approval;
  p.moment = request.moment;
  p.at = at;
  p.created_at = p.updated_at = desk.clock.now();
  if (same_publication_stands(tx, p)) return conflict("publish.already_scheduled");
  TRY_DONE(take_content(tx, desk, p, content));
  TRY_DONE(check_network(tx, p));
  settle(p);
  insert_publication(tx, p);
  queue_delivery(tx, p);
  record_act(tx, desk, actor, {"publish.publication_scheduled", p.id.to_string(), "C1.6.1"});
  return scheduled(p);
}

Result<Scheduled> move_publication(Desk const& desk, Actor const& actor, PublicationId const& id, MovePublication const& move) {
  Instant const at = resolve(move.moment).at;
  TRY_DONE(check_moment(desk, at));
  return desk.database.write([&](store::Transaction& tx) -> Result<Scheduled> {
    TRY(Publication p, changeable(tx, actor.brand, id));
    if (p.revision != move.revision) return conflict("publish.stale_revision");
    p.moment = move.moment;
    p.at = at;
    wait_again(p);
    TRY_DONE(save(tx, desk, p));
    queue_delivery(tx, p);
    record_act(tx, desk, actor, {"publish.publication_moved", id.to_string(), "C1.6.1"});
    return scheduled(p);
  });
}

Done cancel_publication(Desk const& desk, Actor const& actor, PublicationId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Publication p, changeable(tx, actor.brand, id));
    p.state = State::cancelled;
    TRY_DONE(save(tx, desk, p));
    record_act(tx, desk, actor, {"publish.publication_cancelled", id.to_string(), ""});
    return {};
  });
}

Result<Publication> approve_publication(Desk const& desk, Actor const& actor, PublicationId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Publication> {
    TRY(Publication p, changeable(tx, actor.brand, id));
    if (p.author_id == actor.person || studio::last_editor(tx, p.content_id) == actor.person) return forbidden("publish.author_approves");
    approve(p, identity::person_name(tx, actor.person), desk.clock.now());
    TRY_DONE(save(tx, desk, p));
    record_act(tx, desk, actor, {"publish.publication_approved", id.to_string(), "C1.6.2"});
    return p;
  });
}

Result<Publication> load_publication(store::Transaction& tx, BrandId const& brand, PublicationId const& id) {
  auto publication = find_publication(tx, id);
  if (!publication || publication->brand_id != brand) return not_found("publish.publication_not_found");
  return *publication;
}

Result<Publication> simulated_publication(store::Transaction& tx, PublicationId const& id) {
  auto publication = find_publication(tx, id);
  bool const simulated = publication && publication->proof && publication->proof->origin == Origin::simulated;
  if (!simulated) return not_found("publish.publication_not_found");
  return *publication;
}

std::vector<Publication> publications_between(store::Transaction& tx, BrandId const& brand, Instant from, Instant to) {
  return publication_rows(tx, brand, from, to);
}

std::vector<Publication> live_between(store::Transaction& tx, BrandId const& brand, Instant from, Instant to) {
  return live_rows(tx, brand, from, to);
}

bool has_live(store::Transaction& tx, BrandId const& brand) { return has_live_row(tx, brand); }

std::vector<Publication> publications_of_content(store::Transaction& tx, BrandId const& brand, studio::ContentId const& content) {
  std::vector<Publication> rows = publication_rows(tx, content);
  std::erase_if(rows, [&](Publication const& p) { return p.brand_id != brand; });
  return rows;
}

Done follow_content(store::Transaction& tx, Desk const& desk, BrandId const& brand, studio::ContentId const& id) {
  auto const content = studio::load_content(tx, brand, id);
  if (!content) return {};
  for (Publication& p : publication_rows(tx, id)) {
    if (can_change(p.state)) TRY_DONE(follow_content(tx, desk, p, *content));
  }
  return {};
}

void bind_titles(store::Transaction& tx, Desk const& desk) {
  for (Publication& p : unsent_titled_rows(tx)) {
    Hashes const before = p.hashes;
    p.hashes = hashes_of(p);
    if (p.hashes == before) continue;
    bool const asks_again = p.state == State::scheduled && p.approval == identity::Approval::required;
    if (!asks_again && p.approved_hashes == before) p.approved_hashes = p.hashes;
    if (asks_again) p.state = State::in_review;
    Done const saved = save(tx, desk, p);
    PARVIS_ASSERT(saved.has_value(), "a publication just read is never stale");
  }
}

Result<Publication> begin_delivery(store::Transaction& tx, Desk const& desk, PublicationId const& id, Milliseconds grace) {
  auto found = find_publication(tx, id);
  if (!found) return not_found("publish.publication_not_found");
  Publication& p = *found;
  TRY_DONE(follow_content(tx, desk, p.brand_id, p.content_id));
  p = *find_publication(tx, id);
  Instant const now = desk.clock.now();
  bool const waits = p.state == State::scheduled || p.state == State::in_review || p.state == State::changes_requested;
  if (!waits || p.at > now) return p;
  if (p.state != State::scheduled || !is_approved(p)) {
    p.state = State::expired;
  } else if (now - p.at > grace) {
    p.state = State::missed;
  } else {
    p.state = State::preparing;
  }
  TRY_DONE(save(tx, desk, p));
  tell_stopped(tx, p);
  return p;
}

}  // namespace parvis::publish
