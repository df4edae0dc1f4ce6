// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/act.h"

namespace parvis::certify {

Actor system_actor(WorkspaceId const& workspace) { return {{}, workspace, {}, identity::Role::certifier, "system"}; }

void record_kept(store::Transaction& tx, Desk const& desk, Actor const& actor, Kept const& kept) {
  enrol::ledger_append(tx, desk.clock, actor, {kept.act, kept.kind, kept.id, kept.row});
  identity::record_audit(tx, desk.clock, actor, {kept.act, kept.kind.substr(sizeof "certify_" - 1), kept.id});
}

std::string first_code_points(std::string const& text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t points = 0; end < text.size(); ++end) {
    points += (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (points > most) break;
  }
  return text.substr(0, end);
}

LocalDate today_of(store::Transaction& tx, Clock const& clock, WorkspaceId const& workspace) {
  auto const found = identity::load_workspace(tx, workspace);
  return local_moment(clock.now(), found ? found->zone : ZoneName()).date;
}

}  // namespace parvis::certify
