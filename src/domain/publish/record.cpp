// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/record.h"

#include <set>

#include "jobs/outbox.h"
#include "referential/referential.h"

namespace parvis::publish {

void tell_stopped(store::Transaction& tx, Publication const& publication) {
  static std::set<State> const stopped{State::changes_requested, State::rejected, State::missed, State::ambiguous, State::auth_wait, State::manual_due, State::expired};
  if (!stopped.contains(publication.state)) return;
  jobs::publish_event(tx, "publish.publication_stopped", json::encode(News{publication.id, publication.brand_id, json::name_of(publication.state)}));
}

void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act) {
  identity::record_audit(tx, desk.clock, actor, {act.action, "publication", act.id});
  if (act.competency.empty()) return;
  referential::record_evidence(tx, desk.clock, {actor.person, actor.workspace, actor.brand},
                               {act.competency, act.action, "publication", act.id, "/b/" + actor.brand.to_string() + "/publier/" + act.id});
}

}  // namespace parvis::publish
