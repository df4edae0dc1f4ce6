// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/overview.h"

#include <algorithm>

#include "judge/grid_store.h"
#include "judge/jury_store.h"
#include "judge/minutes_store.h"
#include "judge/round.h"
#include "judge/routes.h"

namespace parvis::judge {
namespace {

using examine::Missing;
using examine::SessionEvent;
using examine::Sitter;

std::vector<SeatView> seat_views(store::Transaction& tx, ExamSession const& session, std::vector<Sitter> const& sitters) {
  auto const declared = declared_in(tx, session.id);
  std::vector<SeatView> views;
  for (Seated& one : seated_in(tx, session)) {
    SeatView view{one.seat, one.juror, identity::person_name(tx, one.juror.person_id), 0, {}};
    for (Sitter const& sitter : sitters) {
      auto const found = declared.find({one.juror.id, sitter.enrolment_id});
      if (found == declared.end()) continue;
      ++view.declared;
      if (found->second.tie != Tie::none) view.tied_to.push_back(sitter.pseudonym);
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<GridSeen> seen_of(std::vector<Grid> const& grids, EnrolmentId const& enrolment) {
  std::vector<GridSeen> seen;
  for (Grid const& one : grids) {
    if (one.enrolment_id != enrolment || !counts(one)) continue;
    seen.push_back({one.juror_id, one.part, one.place, one.state == GridState::locked ? GridVisibility::locked : GridVisibility::open, one.locked_at});
  }
  return seen;
}

std::int64_t open_grids(store::Transaction& tx, ExamSessionId const& session) {
  auto const grids = grid_rows(tx, session);
  return std::count_if(grids.begin(), grids.end(), [](Grid const& one) { return counts(one) && one.state != GridState::locked; });
}

void add_lacks(std::vector<Lack> const& lacks, std::vector<Missing>& missing) {
  for (Lack const& one : lacks) {
    auto const weight = one.weight == LackWeight::hinders ? examine::Weight::blocks : examine::Weight::warns;
    bool const by_jury = one.code == "judge.declaration_missing";
    missing.push_back({one.code, by_jury ? examine::Lifter::jury : examine::Lifter::certifier, weight, 1, one.source});
  }
}

}  // namespace

Result<JurySheet> jury_sheet(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<JurySheet> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(RuleSet const rules, rules_of(tx, session));
    JurySheet sheet;
    sheet.session_id = session.id;
    sheet.session = session.title.to_string();
    sheet.block = session.block.to_string();
    sheet.state = session.state;
    sheet.holds_oral = holds_oral(enrol::part_of(rules, sheet.block));
    auto const sitters = examine::sitters_of(tx, session.id);
    sheet.seats = seat_views(tx, session, sitters);
    sheet.lacks = jury_lacks(tx, session, rules);
    auto const grids = grid_rows(tx, session.id);
    Comers comers(tx, desk, session);
    for (Sitter const& sitter : sitters) {
      sheet.candidates.push_back({sitter.enrolment_id, sitter.pseudonym, sitter.presence, comers.to_be_marked(sitter), seen_of(grids, sitter.enrolment_id)});
    }
    sheet.orals = orals(tx, session);
    sheet.incidents = incident_rows(tx, session.id);
    auto const rounds = deliberation_rows(tx, session.id);
    if (!rounds.empty()) sheet.deliberation = rounds.back().state;
    sheet.minutes = minutes_rows(tx, session.id);
    return sheet;
  });
}

std::vector<Missing> missing_of_jury(store::Transaction& tx, ExamSession const& session, SessionEvent event) {
  std::vector<Missing> missing;
  auto const rules = rules_of(tx, session);
  if (!rules) return missing;
  if (event == SessionEvent::staff) add_lacks(composition_lacks(tx, session, *rules), missing);
  if (event == SessionEvent::open) add_lacks(jury_lacks(tx, session, *rules), missing);
  std::int64_t const open = event == SessionEvent::deliberate ? open_grids(tx, session.id) : 0;
  if (open > 0) missing.push_back({"judge.grids_open", examine::Lifter::jury, examine::Weight::blocks, open, ""});
  // The president convenes, and closing the minutes moves the session: no other act of this name does.
  if (event == SessionEvent::deliberate && open == 0) missing.push_back({"judge.not_convened", examine::Lifter::jury, examine::Weight::blocks, 1, ""});
  if (event == SessionEvent::close_minutes) {
    auto const rounds = deliberation_rows(tx, session.id);
    std::string const state = rounds.empty() ? "" : json::name_of(rounds.back().state);
    missing.push_back({"judge.minutes_not_closed", examine::Lifter::jury, examine::Weight::blocks, 1, state});
  }
  return missing;
}

}  // namespace parvis::judge
