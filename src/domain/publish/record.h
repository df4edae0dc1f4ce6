// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What each act of this room leaves behind, and the job that delivery runs when a publication is due.

#include "base/json.h"
#include "publish/publish.h"

namespace parvis::publish {

struct DeliverJob {
  PublicationId publication_id;
};
BOOST_DESCRIBE_STRUCT(DeliverJob, (), (publication_id))

struct Act {
  std::string action;      // "publish.publication_scheduled"
  std::string id;          // of the publication or request
  std::string competency;  // empty when the act is evidence of none
};
/// Gives the publication the copies that its channel's network asks for; those that fit already are kept.
Done fit_images(store::Transaction& tx, Desk const& desk, Publication& publication);

/// Tells who wrote it that it is time to publish by hand, with all that they need.
void mail_reminder(store::Transaction& tx, Desk const& desk, Publication const& publication);

/// What a person was given to publish by hand becomes what stands now; it is taken from them, missed, once that is not approved.
Done follow_by_hand(store::Transaction& tx, Desk const& desk, Publication const& publication);

/// The payload of publish.publication_stopped and publish.client_decided.
struct News {
  PublicationId publication_id;
  BrandId brand_id;
  std::string what;  // the state; the decision
};
BOOST_DESCRIBE_STRUCT(News, (), (publication_id, brand_id, what))
/// Publishes publish.publication_stopped when a person has to look at it; nothing in other states.
void tell_stopped(store::Transaction& tx, Publication const& publication);

void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act);

}  // namespace parvis::publish
