// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Approval by a client without an account: one signed, expiring link to a month of posts. Silence never approves: what
// is not approved when due expires. An edit voids the approval; the client then sees what changed and approves again.

#include "publish/publication.h"

namespace parvis::publish {

using ApprovalId = Id<struct ApprovalTag>;

enum class Decision { pending, approved, changes_requested };
BOOST_DESCRIBE_ENUM(Decision, pending, approved, changes_requested)
/// What silence means. One rule today, said on the page; another would be another member.
enum class Silence { expires };
BOOST_DESCRIBE_ENUM(Silence, expires)

/// What the client is shown, and what their approval binds.
struct Offer {
  std::optional<std::string> title;  // where the network shows one
  std::string text;
  std::vector<studio::AssetUse> assets;
  LocalMoment moment;
  Hashes hashes;
  std::optional<std::vector<Rendition>> renditions;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (title, text, assets, moment, hashes, renditions))
Offer offer_of(Publication const& publication);

struct ApprovalRequest {
  ApprovalId id;
  BrandId brand_id;
  Text<1, 120> title;
  std::string token_hash;
  std::string sealed_token;  // so that a reminder can carry the same link
  Email recipient;
  std::optional<Email> substitute;
  Silence silence = Silence::expires;
  identity::PersonId created_by;
  Instant created_at;
  Instant expires_at;
  std::int64_t reminders = 0;  // sent so far
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(ApprovalRequest, (), (id, brand_id, title, token_hash, sealed_token, recipient, substitute, silence, created_by,
                                            created_at, expires_at, reminders, closed_at))

struct ApprovalItem {
  std::string id;
  ApprovalId request_id;
  PublicationId publication_id;
  Offer offered;
  std::optional<Offer> approved;  // what they approved before an edit and not since, to show the difference
  Decision decision = Decision::pending;
  std::string comment;
  std::optional<std::string> decided_by;
  std::optional<Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(ApprovalItem, (), (id, request_id, publication_id, offered, approved, decision, comment, decided_by, decided_at))

/// The item follows its publication: when what is offered changed, a decision is void and what was approved is kept to
/// compare with; it stands again when the publication comes back to exactly that. True when it changed.
bool follow(ApprovalItem& item, Publication const& publication);

}  // namespace parvis::publish
