// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The calendar, the client's approval, and the delivery of publications.
//
// Problem codes: publish.publication_not_found, publish.in_the_past, publish.already_sent (past the fence),
// publish.text_too_long, publish.too_many_hashtags, publish.too_many_mentions, publish.media_required,
// publish.too_many_images, publish.alt_missing, publish.empty_text,
// publish.stale_revision, publish.author_approves, publish.approval_not_found, publish.approval_expired,
// publish.nothing_to_approve, publish.already_scheduled.

#include "publish/approval.h"
#include "publish/publication.h"

namespace parvis::publish {

/// A copy of a kept image of at most `most_bytes`, kept too. Problems image.* (render). `asset_id` is the caller's to set.
using FitImage = std::function<Result<Rendition>(std::string const& sha256, std::int64_t most_bytes)>;

struct Desk {
  store::Database& database;
  Clock const& clock;
  SecretBox const& secrets;
  std::string public_address;  // "https://parvis.example"
  FitImage fit_image = {};     // none: a heavy image is left to the network's refusal
  /// Whether that sandbox brand's exam is still under way; what is due later never goes out. None: it is.
  std::function<Done(store::Transaction&, BrandId const&)> sandbox_open = {};
};

struct SchedulePublication {
  studio::ContentId content_id;
  strategy::ChannelId channel_id;
  LocalMoment moment;
};
BOOST_DESCRIBE_STRUCT(SchedulePublication, (), (content_id, channel_id, moment))
struct MovePublication {
  LocalMoment moment;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(MovePublication, (), (moment, revision))

/// A publication with what a person should know of its moment (a time that does not exist moved, one that repeats).
struct Scheduled {
  Publication publication;
  LocalKind moment_kind = LocalKind::unique;
  std::int64_t shifted_minutes = 0;
};
BOOST_DESCRIBE_STRUCT(Scheduled, (), (publication, moment_kind, shifted_minutes))

/// Puts a content on a channel at a moment, with its tagged link when the content has one, and checks it against what
/// the network allows. In review when the workspace wants approval, else scheduled.
Result<Scheduled> schedule_publication(Desk const& desk, Actor const& actor, SchedulePublication const& request);
Result<Scheduled> move_publication(Desk const& desk, Actor const& actor, PublicationId const& id, MovePublication const& move);
Done cancel_publication(Desk const& desk, Actor const& actor, PublicationId const& id);
/// Approval by a colleague who neither scheduled it nor wrote what stands. Problem publish.author_approves.
Result<Publication> approve_publication(Desk const& desk, Actor const& actor, PublicationId const& id);

/// A post that was out before this installation knew of it, as an exam case supplies it: live from the start, never sent, its
/// proof `supplied`. `link` is the one it bears, if it bears one. Problems of studio and strategy for ids of another brand.
struct SuppliedLive {
  studio::ContentId content_id;
  strategy::ChannelId channel_id;
  Instant at;
  std::optional<strategy::ShortLink> link;
};
Result<Publication> take_over_live(store::Transaction& tx, Desk const& desk, Actor const& actor, SuppliedLive const& supplied);

Result<Publication> load_publication(store::Transaction& tx, BrandId const& brand, PublicationId const& id);
/// Of any brand, one that went out on the simulated network; publish.publication_not_found for every other.
Result<Publication> simulated_publication(store::Transaction& tx, PublicationId const& id);
/// The page of the web application that shows those, before a publication's id.
constexpr char const* simulated_page = "/certifier/reseau-simule/";
/// In order of their instant, within [from, to). One query serves month, week and list.
std::vector<Publication> publications_between(store::Transaction& tx, BrandId const& brand, Instant from, Instant to);
/// Of those, the ones that are on their network.
std::vector<Publication> live_between(store::Transaction& tx, BrandId const& brand, Instant from, Instant to);
bool has_live(store::Transaction& tx, BrandId const& brand);

std::vector<Publication> publications_of_content(store::Transaction& tx, BrandId const& brand, studio::ContentId const& content);

/// Every unsent publication of a content takes its new words; approvals that bound the old ones are void, and what a person
/// was given to publish by hand follows. What its network would refuse now is changes_requested. Hears "studio.content_saved".
Done follow_content(store::Transaction& tx, Desk const& desk, BrandId const& brand, studio::ContentId const& content);

struct AskApproval {
  Text<1, 120> title;
  std::vector<PublicationId> publications;
  Email recipient;
  std::optional<Email> substitute;
  std::int64_t days = 7;  // the link's life, 1 to 60
};
BOOST_DESCRIBE_STRUCT(AskApproval, (), (title, publications, recipient, substitute, days))
struct AskedApproval {
  ApprovalId id;
  std::string link;
  Instant expires_at;
  bool mailed = true;
};
BOOST_DESCRIBE_STRUCT(AskedApproval, (), (id, link, expires_at, mailed))
/// Mails the link to the client, except from a sandbox, and returns it, to be sent by other means too.
Result<AskedApproval> ask_approval(Desk const& desk, Actor const& actor, AskApproval const& request);

struct Decide {
  PublicationId publication_id;
  Decision decision = Decision::approved;
  Text<0, 2000> comment;
  Text<1, 80> name;
  Hashes seen;  // what the page showed: a post edited meanwhile is not approved unseen
};
BOOST_DESCRIBE_STRUCT(Decide, (), (publication_id, decision, comment, name, seen))

struct GuestItem {
  PublicationId publication_id;
  strategy::Network network = strategy::Network::other;
  std::string channel_name;
  Offer offered;
  std::optional<Offer> approved;
  Decision decision = Decision::pending;
  std::string comment;
  State state = State::in_review;
};
BOOST_DESCRIBE_STRUCT(GuestItem, (), (publication_id, network, channel_name, offered, approved, decision, comment, state))
struct GuestPage {
  std::string title;
  std::string brand_name;
  std::string workspace_name;
  Instant expires_at;
  ZoneName zone;  // the brand's, in which times are told
  Silence silence = Silence::expires;
  std::vector<GuestItem> items;
};
BOOST_DESCRIBE_STRUCT(GuestPage, (), (title, brand_name, workspace_name, expires_at, zone, silence, items))

/// What the link's bearer sees and does. Problems publish.approval_not_found, publish.approval_expired.
Result<GuestPage> guest_page(Desk const& desk, std::string const& token);
/// Problems publish.changed_meanwhile when the post is no longer what they saw, publish.comment_needed when it is sent back without a word.
Result<GuestPage> decide(Desk const& desk, std::string const& token, Decide const& decision);
/// Where an image's bytes are: its own, or those of the copy that goes out in its place.
struct ShownImage {
  std::string sha256;
  std::string media_type;
};
/// The image as it is sent. Problem studio.asset_not_found when it is not among what is offered.
Result<ShownImage> sent_image(store::Transaction& tx, BrandId const& brand, Offer const& offer, studio::AssetId const& asset);
struct GuestImage {
  PublicationId publication_id;
  studio::AssetId asset_id;
};
/// An image that the link shows, as it would be sent.
Result<ShownImage> guest_image(Desk const& desk, std::string const& token, GuestImage const& image);
/// Reminds of open requests in which a post waits for an answer: at half their life, and a day before their end (of a short one
/// when three quarters have passed), to the substitute too the second time. Of a frozen
/// brand once the freeze is lifted.
Done remind_approvers(Desk const& desk);

/// A text/calendar entry of the publication's moment, to remind whoever publishes it.
Result<std::string> reminder_entry(store::Transaction& tx, Desk const& desk, BrandId const& brand, PublicationId const& id);

/// The step before the fence, in the delivery's transaction: a due publication moves to preparing, or to expired (not
/// approved, or no longer what was approved), or to missed (later than `grace`). Anything else is left as it is.
Result<Publication> begin_delivery(store::Transaction& tx, Desk const& desk, PublicationId const& id, Milliseconds grace);

}  // namespace parvis::publish
