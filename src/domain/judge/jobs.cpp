// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/jobs.h"

#include "base/json.h"
#include "judge/jury.h"

namespace parvis::judge {
namespace {

/// What "examine.session_moved" carries.
struct SessionMoved {
  ExamSessionId session_id;
  WorkspaceId workspace_id;
  examine::SessionEvent event = examine::SessionEvent::staff;
  examine::SessionState state = examine::SessionState::planned;
};
BOOST_DESCRIBE_STRUCT(SessionMoved, (), (session_id, workspace_id, event, state))

Done make_grids(store::Transaction& tx, Desk const& desk, jobs::Event const& event) {
  TRY(SessionMoved const moved, json::decode<SessionMoved>(event.payload));
  if (moved.event != examine::SessionEvent::begin_marking) return {};
  TRY(ExamSession const session, examine::load_session(tx, moved.workspace_id, moved.session_id));
  Actor const system{{}, moved.workspace_id, {}, identity::Role::certifier, "system"};
  return assign_jurors(tx, desk, system, {session, {}});
}

}  // namespace

std::vector<jobs::Listener> listeners(Desk const& desk) {
  return {{"judge.make_grids", "examine.session_moved", [&desk](store::Transaction& tx, jobs::Event const& event) { return make_grids(tx, desk, event); }}};
}

}  // namespace parvis::judge
