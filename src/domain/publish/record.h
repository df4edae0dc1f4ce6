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
void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act);

}  // namespace parvis::publish
