// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/jobs.h"

#include "base/json.h"
#include "judge/jury.h"
#include "judge/overview.h"

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

constexpr auto reckoning = "judge.reckon_agreement";
struct ReckonAgreement {
  WorkspaceId workspace_id;
};
BOOST_DESCRIBE_STRUCT(ReckonAgreement, (), (workspace_id))

// Minutes that close soon after one another are reckoned together.
Done ask_agreement(store::Transaction& tx, Desk const& desk, jobs::Event const& event) {
  TRY(MinutesClosed const told, json::decode<MinutesClosed>(event.payload));
  for (Minutes const& one : minutes_of(tx, told.session_id)) {
    if (one.id != told.minutes_id) continue;
    jobs::enqueue(tx, {.kind = reckoning, .payload = json::encode(ReckonAgreement{one.workspace_id}), .run_at = desk.clock.now(),
                       .unique_key = std::string(reckoning) + ":" + one.workspace_id.to_string()});
  }
  return {};
}

}  // namespace

std::vector<jobs::Listener> listeners(Desk const& desk) {
  return {{"judge.make_grids", "examine.session_moved", [&desk](store::Transaction& tx, jobs::Event const& event) { return make_grids(tx, desk, event); }},
          {"judge.ask_agreement", "judge.minutes_closed", [&desk](store::Transaction& tx, jobs::Event const& event) { return ask_agreement(tx, desk, event); }}};
}

std::vector<jobs::JobRow> jury_jobs(Desk const& desk) {
  return {{reckoning, [&desk](jobs::Task& task) -> Done {
             TRY(auto const wanted, json::decode<ReckonAgreement>(task.payload()));
             reckon_agreement(desk, wanted.workspace_id);
             return {};
           }}};
}

}  // namespace parvis::judge
