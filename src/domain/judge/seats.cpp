// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "judge/grid_store.h"
#include "judge/jury.h"
#include "judge/jury_store.h"
#include "judge/oral_hours.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

using examine::SessionState;

Incident incident_of(Desk const& desk, ExamSession const& session, std::string code) {
  Incident incident;
  incident.id = IncidentId::make(desk.clock);
  incident.workspace_id = session.workspace_id;
  incident.session_id = session.id;
  incident.code = std::move(code);
  incident.at = desk.clock.now();
  return incident;
}

Seat new_seat(Desk const& desk, ExamSession const& session, TakeSeat const& request) {
  Seat seat;
  seat.id = SeatId::make(desk.clock);
  seat.workspace_id = session.workspace_id;
  seat.session_id = session.id;
  seat.juror_id = request.juror_id;
  seat.position = request.position;
  seat.created_at = desk.clock.now();
  return seat;
}

bool seats_move(ExamSession const& session) { return session.state == SessionState::planned || session.state == SessionState::staffed; }

Seated const* seat_of(std::vector<Seated> const& seated, JurorId const& juror) {
  auto const found = std::find_if(seated.begin(), seated.end(), [&](Seated const& one) { return one.juror.id == juror; });
  return found == seated.end() ? nullptr : &*found;
}

void leave(store::Transaction& tx, Desk const& desk, Actor const& actor, Seat seat) {
  seat.state = SeatState::left;
  seat.left_at = desk.clock.now();
  keep(tx, desk, actor, {"judge.juror_left", seat_table}, seat);
}

Grid handed_over(Desk const& desk, Grid const& from, JurorId const& to) {
  Grid grid;
  grid.id = GridId::make(desk.clock);
  grid.workspace_id = from.workspace_id;
  grid.session_id = from.session_id;
  grid.enrolment_id = from.enrolment_id;
  grid.juror_id = to;
  grid.part = from.part;
  grid.place = from.place;
  grid.created_at = desk.clock.now();
  return grid;
}

/// Sat here before: is tied to the candidate, or has a grid of theirs that counts.
bool judged_before(store::Transaction& tx, std::vector<Grid> const& grids, Grid const& next) {
  auto const declared = last_declaration(tx, next.session_id, {next.juror_id, next.enrolment_id});
  bool const holds = std::any_of(grids.begin(), grids.end(), [&](Grid const& one) { return counts(one) && one.juror_id == next.juror_id && one.enrolment_id == next.enrolment_id; });
  return holds || (declared && declared->tie != Tie::none);
}

/// Grids that the leaving juror has not locked pass on; the draft goes with its juror. Problem judge.juror_conflict.
Done pass_on(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<JurorId, JurorId> const& from_to, ExamSession const& session) {
  auto const grids = grid_rows(tx, session.id);
  for (Grid const& grid : grids) {
    if (grid.juror_id != from_to.first || grid.state == GridState::locked || !counts(grid)) continue;
    auto const sitter = examine::sitter_of_enrolment(tx, session.id, grid.enrolment_id);
    if (judged_before(tx, grids, handed_over(desk, grid, from_to.second))) return conflict("judge.juror_conflict", sitter ? sitter->pseudonym : "");
    Grid const next = handed_over(desk, grid, from_to.second);
    make_void(tx, desk, actor, grid, "judge.juror_replaced");
    keep(tx, desk, actor, {"judge.grid_assigned", grid_table}, next);
  }
  return {};
}

std::vector<DeclarationLine> lines(store::Transaction& tx, ExamSession const& session, JurorId const& juror) {
  auto const declared = declared_in(tx, session.id);
  std::vector<DeclarationLine> all;
  for (examine::Sitter const& sitter : examine::sitters_of(tx, session.id)) {
    DeclarationLine line{sitter.enrolment_id, sitter.pseudonym, {}, {}};
    auto const found = declared.find({juror, sitter.enrolment_id});
    if (found != declared.end()) line.tie = found->second.tie, line.note = found->second.note;
    all.push_back(std::move(line));
  }
  return all;
}

/// A tie found late: what the juror marked of that candidate is void, and a jury that judged them judges them anew.
Done void_tied(store::Transaction& tx, Desk const& desk, Actor const& actor, Declaration const& tie) {
  bool any = false;
  for (Grid grid : grids_of_candidate(tx, tie.session_id, tie.enrolment_id)) {
    if (grid.juror_id != tie.juror_id || !counts(grid)) continue;
    any = true;
    make_void(tx, desk, actor, grid, "judge.tie_declared");
  }
  if (!any && !voted_on(tx, tie.session_id, {tie.juror_id, tie.enrolment_id})) return {};
  TRY(ExamSession const session, examine::load_session(tx, tie.workspace_id, tie.session_id));
  Incident incident = incident_of(desk, session, any ? "judge.grid_voided" : "judge.vote_voided");
  incident.juror_id = tie.juror_id;
  incident.enrolment_id = tie.enrolment_id;
  keep(tx, desk, actor, {"judge.incident_noted", incident_table}, incident);
  return judge_anew(tx, desk, actor, {session.id, tie.enrolment_id});
}

/// The last one counts, so that of two at one instant the second bears a later one.
Instant after_former(store::Transaction& tx, Desk const& desk, Declaration const& declaration) {
  auto const declared = declared_in(tx, declaration.session_id);
  auto const former = declared.find({declaration.juror_id, declaration.enrolment_id});
  return former == declared.end() ? desk.clock.now() : std::max(desk.clock.now(), former->second.declared_at + std::chrono::milliseconds(1));
}

Done declare_one(store::Transaction& tx, Desk const& desk, Actor const& actor, Declaration declaration) {
  declaration.id = DeclarationId::make(desk.clock);
  declaration.declared_at = after_former(tx, desk, declaration);
  keep(tx, desk, actor, {"judge.tie_declared", declaration_table}, declaration);
  return declaration.tie == Tie::none ? Done() : void_tied(tx, desk, actor, declaration);
}

}  // namespace

std::vector<Seated> seated_in(store::Transaction& tx, ExamSession const& session) {
  std::vector<Seated> all;
  for (Seat& seat : seat_rows(tx, session.id)) {
    if (seat.state != SeatState::seated) continue;
    auto juror = find_juror(tx, session.workspace_id, seat.juror_id);
    if (juror) all.push_back({std::move(seat), std::move(*juror)});
  }
  std::stable_partition(all.begin(), all.end(), [](Seated const& one) { return one.seat.position == Position::president; });
  return all;
}

std::optional<JurorId> president_of(std::vector<Seated> const& seated) {
  if (seated.empty() || seated.front().seat.position != Position::president) return std::nullopt;
  return seated.front().juror.id;
}

Result<Seated> own_seat(store::Transaction& tx, Actor const& actor, ExamSession const& session) {
  TRY(Juror const juror, own_juror(tx, actor));
  for (Seated& one : seated_in(tx, session)) {
    if (one.juror.id == juror.id) return std::move(one);
  }
  return not_found("judge.not_of_the_jury");
}

std::map<std::pair<JurorId, EnrolmentId>, Declaration> declared_in(store::Transaction& tx, ExamSessionId const& session) {
  std::map<std::pair<JurorId, EnrolmentId>, Declaration> last;
  for (Declaration& one : declaration_rows(tx, session)) {
    std::pair const key{one.juror_id, one.enrolment_id};
    last.insert_or_assign(key, std::move(one));
  }
  return last;
}

Result<Seat> seat_juror(Desk const& desk, Actor const& actor, ExamSessionId const& id, TakeSeat const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Seat> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(Juror const juror, load_juror(tx, actor.workspace, request.juror_id));
    if (!seats_move(session)) return conflict("judge.jury_fixed");
    if (juror.archived_at) return not_found("judge.juror_not_found");
    if (seat_of(seated_in(tx, session), juror.id) != nullptr) return conflict("judge.seat_taken");
    Seat const seat = new_seat(desk, session, request);
    keep(tx, desk, actor, {"judge.juror_seated", seat_table}, seat);
    TRY_DONE(check_hours(tx, session));
    return seat;
  });
}

Done unseat_juror(Desk const& desk, Actor const& actor, ExamSessionId const& id, SeatId const& seat_id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    if (!seats_move(session)) return conflict("judge.jury_fixed");
    for (Seated const& one : seated_in(tx, session)) {
      if (one.seat.id == seat_id) return leave(tx, desk, actor, one.seat), Done();
    }
    return not_found("judge.seat_not_found");
  });
}

Result<Seat> replace_juror(Desk const& desk, Actor const& actor, ExamSessionId const& id, ReplaceJuror const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Seat> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(Juror const substitute, load_juror(tx, actor.workspace, request.by_juror_id));
    auto const seated = seated_in(tx, session);
    Seated const* leaving = seat_of(seated, request.juror_id);
    if (leaving == nullptr) return not_found("judge.seat_not_found");
    if (seat_of(seated, substitute.id) != nullptr) return conflict("judge.seat_taken");
    if (session.state >= SessionState::pv_closed) return conflict("judge.jury_fixed");
    leave(tx, desk, actor, leaving->seat);
    Seat seat = new_seat(desk, session, {substitute.id, leaving->seat.position});
    seat.replaces = request.juror_id;
    keep(tx, desk, actor, {"judge.juror_seated", seat_table}, seat);
    TRY_DONE(pass_on(tx, desk, actor, {request.juror_id, substitute.id}, session));
    Incident incident = incident_of(desk, session, "judge.juror_replaced");
    incident.juror_id = request.juror_id;
    incident.by_juror_id = substitute.id;
    incident.note = request.motive.to_string().empty() ? Text<0, 1000>() : *Text<0, 1000>::parse(request.motive.to_string());
    keep(tx, desk, actor, {"judge.incident_noted", incident_table}, incident);
    TRY(RuleSet const rules, rules_of(tx, session));
    TRY_DONE(may_sit(composition_lacks(tx, session, rules)));
    TRY_DONE(check_hours(tx, session));
    return seat;
  });
}

Result<std::vector<DeclarationLine>> own_declarations(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<std::vector<DeclarationLine>> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(Seated const own, own_seat(tx, actor, session));
    return lines(tx, session, own.juror.id);
  });
}

Result<std::vector<DeclarationLine>> declare_ties(Desk const& desk, Actor const& actor, ExamSessionId const& id, std::vector<DeclareTie> const& ties) {
  return desk.database.write([&](store::Transaction& tx) -> Result<std::vector<DeclarationLine>> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(Seated const own, own_seat(tx, actor, session));
    if (session.state >= SessionState::pv_closed) return conflict("judge.jury_fixed");
    auto const sitters = examine::sitters_of(tx, session.id);
    for (std::size_t i = 0; i < ties.size(); ++i) {
      bool const sits = std::any_of(sitters.begin(), sitters.end(), [&](auto const& one) { return one.enrolment_id == ties[i].enrolment_id; });
      if (!sits) return invalid_field("ties/" + std::to_string(i) + "/enrolment_id", "judge.candidate_unknown");
      Declaration declaration;
      declaration.workspace_id = session.workspace_id;
      declaration.session_id = session.id;
      declaration.juror_id = own.juror.id;
      declaration.enrolment_id = ties[i].enrolment_id;
      declaration.tie = ties[i].tie;
      declaration.note = ties[i].note.value_or(Text<0, 500>());
      TRY_DONE(declare_one(tx, desk, actor, std::move(declaration)));
    }
    return lines(tx, session, own.juror.id);
  });
}

}  // namespace parvis::judge
