// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From the calendar to the fence and back, and what a person settles.
//
// Problem codes: publish.publication_not_found, publish.delivery_not_found, publish.not_to_settle (it is not in doubt),
// publish.not_manual, publish.url_malformed, publish.cannot_send_again, publish.not_what_was_approved, publish.not_frozen,
// publish.sandbox_closed (the exam is over).

#include "publish/account.h"
#include "publish/publish.h"

namespace parvis::publish {

/// The delivery's desk of this calendar: each change of state is written on the publication, and the fence asks whether
/// what goes out is still exactly what was approved. `calendar` outlives it.
DeliveryDesk delivery_desk(Desk const& calendar, net::Client const& client, net::AddressPolicy addresses, studio::FileOf file_of);

/// The job of a due publication: begins it when its time has come, then visits its delivery.
Done deliver(Desk const& calendar, DeliveryDesk const& desk, PublicationId const& id);

/// A delivery as people see it, with all that was tried. `profile_url`: where to look when the machine cannot tell.
struct DeliverySheet {
  PublicationId publication_id;
  DeliveryState state = DeliveryState::queued;
  Instant due;
  std::optional<Instant> not_before;
  std::optional<Instant> asked_at;
  Post post;
  std::vector<studio::AssetUse> assets;
  std::string url;
  std::optional<Instant> live_at;
  std::optional<Origin> proof;
  std::string problem_code;
  std::string problem_detail;
  std::string profile_url;
  std::vector<Attempt> attempts;
};
BOOST_DESCRIBE_STRUCT(DeliverySheet, (), (publication_id, state, due, not_before, asked_at, post, assets, url, live_at, proof, problem_code,
                                          problem_detail, profile_url, attempts))
Result<DeliverySheet> delivery_sheet(Desk const& calendar, Actor const& actor, PublicationId const& id);

/// What a person saw on the network.
enum class Seen { live, absent };
BOOST_DESCRIBE_ENUM(Seen, live, absent)
struct SettleDelivery {
  Seen seen = Seen::live;
  std::optional<WebUrl> url;  // required when live
};
BOOST_DESCRIBE_STRUCT(SettleDelivery, (), (seen, url))
/// Answers the question of an ambiguous delivery. Live: declared proof. Absent: missed, to be sent again or not.
Result<DeliverySheet> settle_delivery(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor, PublicationId const& id, SettleDelivery const& answer);

struct DeclareLive {
  WebUrl url;
};
BOOST_DESCRIBE_STRUCT(DeclareLive, (), (url))
/// A person published it by hand: the pasted address is declared proof.
Result<DeliverySheet> declare_live(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor, PublicationId const& id, DeclareLive const& declared);

/// A person wants it out now: what was refused, missed, or whose approval came after its time. Problem
/// publish.not_what_was_approved when what stands is not approved.
Result<DeliverySheet> send_again(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor, PublicationId const& id);

struct FreezeBrand {
  Text<1, 300> reason;
};
BOOST_DESCRIBE_STRUCT(FreezeBrand, (), (reason))
struct FreezeView {
  bool frozen = false;
  std::string reason;
  std::string frozen_by;
  std::optional<Instant> frozen_at;
  std::vector<PublicationId> held;  // due, and held by it
};
BOOST_DESCRIBE_STRUCT(FreezeView, (), (frozen, reason, frozen_by, frozen_at, held))
FreezeView freeze_view(Desk const& calendar, BrandId const& brand);
FreezeView freeze_brand(Desk const& calendar, Actor const& actor, FreezeBrand const& request);
/// Where the posts of an approval link go, each server once; "" stands for what a person publishes. So that whoever approves is
/// told when none of it leaves for a real network. Problems of guest_page.
struct GuestServices {
  std::vector<std::string> items;
};
BOOST_DESCRIBE_STRUCT(GuestServices, (), (items))
Result<GuestServices> guest_services(Desk const& calendar, std::string const& token);

/// Explicit, and answers what had been held: what is still in time goes out, the rest is missed. After a
/// restore it lifts the instance's freeze for this brand alone.
Result<FreezeView> thaw_brand(Desk const& calendar, DeliveryDesk const& desk, Actor const& actor);
/// After a restore, before anything is sent: nothing passes until a person thaws.
void freeze_instance(store::Transaction& tx, Clock const& clock, std::string const& reason);

struct EngagementRead {
  PublicationId publication_id;
  BrandId brand_id;
  std::vector<Measure> measures;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(EngagementRead, (), (publication_id, brand_id, measures, at))
/// Asks the networks about what went live in the last 30 days; each answer is the event "publish.engagement_read".
/// Returns how many were read.
std::size_t read_engagement(DeliveryDesk const& desk);

}  // namespace parvis::publish
