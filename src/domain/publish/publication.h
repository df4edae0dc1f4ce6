// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A publication: one content on one channel at one moment. Its title, text, images and moment are exactly what an approval
// was given for and what goes out; hashes bind the two. Pure: no I/O here.
//
// States. Before the fence: in_review -> scheduled (approved, or approval is off) -> preparing; changes_requested and
// expired (not approved when due) wait for a person. From `preparing` on the state is the delivery's (delivery.h):
// sending -> live | rejected | ambiguous; deferred and auth_wait go back to preparing; manual_due waits for a person who
// publishes by hand; missed: too late to send; cancelled: withdrawn before the fence.

#include "studio/studio.h"

namespace parvis::publish {

using identity::Actor;
using identity::BrandId;
using PublicationId = Id<struct PublicationTag>;

enum class State {
  in_review, changes_requested, scheduled, preparing, sending, ambiguous, deferred, auth_wait, manual_due, live, rejected, missed, expired, cancelled
};
BOOST_DESCRIBE_ENUM(State, in_review, changes_requested, scheduled, preparing, sending, ambiguous, deferred, auth_wait, manual_due, live, rejected,
                    missed, expired, cancelled)

/// SHA-256 of each part that an approval binds.
struct Hashes {
  std::string text;
  std::string media;     // images, their texts, and the copies that are sent in their place
  std::string settings;  // channel, language, and the title where the network shows one
  std::string moment;
  friend bool operator==(Hashes const&, Hashes const&) = default;
};
BOOST_DESCRIBE_STRUCT(Hashes, (), (text, media, settings, moment))

/// measured: the network told it. declared: a person pasted it. supplied: given with the work, as an exam case gives its client's
/// posts and the figures of the network's export; no network knows of it. simulated: the simulated network of this program told
/// it; nothing left this installation.
enum class Origin { measured, declared, supplied, simulated };
BOOST_DESCRIBE_ENUM(Origin, measured, declared, supplied, simulated)

/// A copy of an image that is too heavy for the channel's network, made to fit: what is shown, approved and sent instead.
struct Rendition {
  studio::AssetId asset_id;
  std::string sha256;      // of the copy's bytes, under which they are kept
  std::string media_type;
  std::int64_t bytes = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::int64_t most_bytes = 0;  // the network's limit that it was made for
};
BOOST_DESCRIBE_STRUCT(Rendition, (), (asset_id, sha256, media_type, bytes, width, height, most_bytes))

struct Proof {
  Origin origin = Origin::measured;
  std::string remote_id;
  std::string url;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Proof, (), (origin, remote_id, url, at))

struct Publication {
  PublicationId id;
  BrandId brand_id;
  studio::ContentId content_id;
  strategy::ChannelId channel_id;
  identity::PersonId author_id;
  State state = State::in_review;
  identity::Approval approval = identity::Approval::required;  // off is shown wherever the publication is
  LocalMoment moment;
  Instant at;  // of `moment`
  std::string title;  // empty where the network shows none
  std::string text;
  std::vector<studio::AssetUse> assets;
  std::vector<Rendition> renditions;  // of those assets that the network would refuse as they are
  identity::Locale language = identity::Locale::fr;
  std::optional<strategy::LinkId> link_id;
  std::optional<std::string> link_code;
  Hashes hashes;
  std::optional<Hashes> approved_hashes;
  std::optional<std::string> approved_by;  // a person's name, or the client's as typed
  std::optional<Instant> approved_at;
  std::optional<Proof> proof;
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Publication, (), (id, brand_id, content_id, channel_id, author_id, state, approval, moment, at, title, text, assets, renditions, language,
                                        link_id, link_code, hashes, approved_hashes, approved_by, approved_at, proof, revision, created_at,
                                        updated_at))

/// True before the fence, where text, images and moment may still change.
bool can_change(State state);
/// True for an end: nothing more happens to it by itself.
bool is_final(State state);

Hashes hashes_of(Publication const& publication);

/// True when exactly what stands may go out: it was approved, or approval is off.
bool is_approved(Publication const& publication);

/// Sets hashes, and the state that follows from them before the fence. What was approved no longer is when they differ; who
/// approved what is kept, so that what comes back to exactly that is approved again. What waits for its time is scheduled or in
/// review. What has stopped (expired, missed, rejected) is not queued any more, so that it never waits again by itself: missed
/// when approved, to be sent by a person, else expired. What a person is publishing stays theirs while it is approved.
void settle(Publication& publication);

/// As `settle`, for a new moment that the caller queues: what had stopped waits again.
void wait_again(Publication& publication);

/// Marks the approval of what stands now. `by` is the approver's name.
void approve(Publication& publication, std::string by, Instant now);

/// Takes the approval back. What waits for its time is then `waiting` (in_review, changes_requested), what has stopped expired.
void take_approval_back(Publication& publication, State waiting);

}  // namespace parvis::publish
