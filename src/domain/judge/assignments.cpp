// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>

#include "judge/grid_store.h"
#include "judge/jury.h"
#include "judge/jury_store.h"
#include "judge/minutes_store.h"
#include "judge/open_answers.h"
#include "judge/oral_hours.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

using examine::SessionState;

constexpr std::int64_t third_place = 3;

/// Who may mark whom in a session, and how much each has.
struct Bench {
  std::vector<Seated> seated;
  std::map<std::pair<JurorId, EnrolmentId>, Declaration> declared;
  OralHours hours;
  std::map<JurorId, std::int64_t> load;
  std::set<std::pair<JurorId, EnrolmentId>> third;  // who marks whom as a third juror

  bool free(JurorId const& juror, EnrolmentId const& enrolment) const {
    if (third.contains({juror, enrolment})) return false;
    auto const found = declared.find({juror, enrolment});
    return found != declared.end() && found->second.tie == Tie::none;
  }
  bool sits(JurorId const& juror) const {
    return std::any_of(seated.begin(), seated.end(), [&](Seated const& one) { return one.juror.id == juror; });
  }
};

/// The freest jurors without a tie, in the seats' order among equals.
Result<std::vector<JurorId>> chosen(Bench& bench, examine::Sitter const& sitter, std::vector<JurorId> picked) {
  for (JurorId const& one : picked) {
    if (!bench.sits(one)) return not_found("judge.juror_not_found");
    if (!bench.free(one, sitter.enrolment_id)) return conflict("judge.juror_conflict", sitter.pseudonym);
    TRY_DONE(bench.hours.check(one, sitter.enrolment_id));
  }
  Done free_then;
  while (picked.size() < jurors_a_candidate) {
    Seated const* next = nullptr;
    for (Seated const& one : bench.seated) {
      bool const taken = std::find(picked.begin(), picked.end(), one.juror.id) != picked.end();
      if (taken || !bench.free(one.juror.id, sitter.enrolment_id)) continue;
      if (Done const then = bench.hours.check(one.juror.id, sitter.enrolment_id); !then) {
        free_then = then;
        continue;
      }
      if (next == nullptr || bench.load[one.juror.id] < bench.load[next->juror.id]) next = &one;
    }
    if (next == nullptr && !free_then) return fail(free_then.error());
    if (next == nullptr) return conflict("judge.juror_conflict", sitter.pseudonym);
    picked.push_back(next->juror.id);
  }
  for (JurorId const& one : picked) {
    ++bench.load[one];
    bench.hours.hears(one, sitter.enrolment_id);
  }
  return picked;
}

Grid new_grid(Desk const& desk, ExamSession const& session, examine::Sitter const& sitter, JurorId const& juror) {
  Grid grid;
  grid.id = GridId::make(desk.clock);
  grid.workspace_id = session.workspace_id;
  grid.session_id = session.id;
  grid.enrolment_id = sitter.enrolment_id;
  grid.juror_id = juror;
  grid.created_at = desk.clock.now();
  return grid;
}

/// Grids of the first two places as they should be: those of other jurors that are not locked become void.
void settle_grids(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Grid, std::vector<JurorId>> const& wanted) {
  auto const& [like, jurors] = wanted;
  std::set<JurorId> present;
  std::set<std::int64_t> taken;
  for (Grid one : grids_of_candidate(tx, like.session_id, like.enrolment_id)) {
    if (!counts(one) || one.part != like.part || one.place >= third_place) continue;
    bool const wants = std::find(jurors.begin(), jurors.end(), one.juror_id) != jurors.end();
    if (wants || one.state == GridState::locked) {
      present.insert(one.juror_id);
      taken.insert(one.place);
    } else {
      make_void(tx, desk, actor, one, "judge.assigned_anew");
    }
  }
  std::int64_t place = 1;
  for (JurorId const& juror : jurors) {
    if (present.contains(juror)) continue;
    while (!taken.insert(place).second) ++place;
    Grid grid = like;
    grid.id = GridId::make(desk.clock);
    grid.juror_id = juror;
    grid.place = place;
    keep(tx, desk, actor, {"judge.grid_assigned", grid_table}, grid);
  }
}

std::vector<JurorId> wanted_for(std::vector<Pair> const& wanted, EnrolmentId const& enrolment) {
  auto const found = std::find_if(wanted.begin(), wanted.end(), [&](Pair const& one) { return one.enrolment_id == enrolment; });
  return found == wanted.end() ? std::vector<JurorId>() : found->jurors;
}

/// Jurors who already hold a grid of the candidate keep it unless others are asked for.
std::vector<JurorId> holding(store::Transaction& tx, ExamSession const& session, EnrolmentId const& enrolment) {
  std::vector<JurorId> jurors;
  for (Grid const& one : grids_of_candidate(tx, session.id, enrolment)) {
    bool const known = std::find(jurors.begin(), jurors.end(), one.juror_id) != jurors.end();
    if (counts(one) && one.place < third_place && !known) jurors.push_back(one.juror_id);
  }
  return jurors;
}

Bench bench_of(store::Transaction& tx, ExamSession const& session) {
  Bench bench{seated_in(tx, session), declared_in(tx, session.id), oral_hours(tx, session), {}, {}};
  for (Grid const& one : grid_rows(tx, session.id)) {
    if (counts(one) && one.place >= third_place) bench.third.emplace(one.juror_id, one.enrolment_id);
  }
  return bench;
}

/// What assigning looks at, for one candidate after another.
struct Assigning {
  store::Transaction& tx;
  Desk const& desk;
  Actor const& actor;
  ExamSession const& session;
  std::vector<Pair> const& wanted;
  Round const& round;
  Comers& comers;
  Bench& bench;
};

Done assign_one(Assigning const& assigning, examine::Sitter const& sitter) {
  auto picked = wanted_for(assigning.wanted, sitter.enrolment_id);
  if (picked.empty()) picked = holding(assigning.tx, assigning.session, sitter.enrolment_id);
  TRY(picked, chosen(assigning.bench, sitter, picked));
  for (Part const part : parts_owed(assigning.comers, assigning.round, sitter)) {
    Grid like = new_grid(assigning.desk, assigning.session, sitter, {});
    like.part = part;
    settle_grids(assigning.tx, assigning.desk, assigning.actor, {like, picked});
  }
  return {};
}

/// A part of the candidate's lacks one of its first two jurors: a grid became void, and nobody marks in its place.
bool lacks_juror(Assigning const& assigning, examine::Sitter const& sitter) {
  if (!assigning.comers.to_be_marked(sitter)) return false;
  auto const& grids = assigning.comers.grids_of(sitter.enrolment_id);
  auto const parts = parts_owed(assigning.comers, assigning.round, sitter);
  return std::any_of(parts.begin(), parts.end(), [&](Part part) {
    return std::count_if(grids.begin(), grids.end(), [&](Grid const& one) { return counts(one) && one.part == part && one.place < third_place; }) < std::int64_t{jurors_a_candidate};
  });
}

/// Whoever marks a candidate while the jury deliberates goes on marking them.
bool may_want(Assigning const& assigning, examine::Sitter const& sitter, std::vector<JurorId> const& marking) {
  auto const wanted = wanted_for(assigning.wanted, sitter.enrolment_id);
  if (wanted.empty()) return true;
  return !marking.empty() && std::all_of(marking.begin(), marking.end(), [&](JurorId const& one) { return std::find(wanted.begin(), wanted.end(), one) != wanted.end(); });
}

/// Once the jury is convened: of those alone who lack a juror, whom the jury then judges anew.
Done assign_lacking(Assigning const& assigning) {
  std::vector<examine::Sitter> lacking;
  for (examine::Sitter const& sitter : examine::sitters_of(assigning.tx, assigning.session.id)) {
    bool const lacks = lacks_juror(assigning, sitter);
    if (lacks) lacking.push_back(sitter);
    if (!may_want(assigning, sitter, lacks ? holding(assigning.tx, assigning.session, sitter.enrolment_id) : std::vector<JurorId>())) return conflict("judge.marking_closed", sitter.pseudonym);
  }
  if (lacking.empty()) return conflict("judge.marking_closed");
  for (examine::Sitter const& sitter : lacking) {
    TRY_DONE(assign_one(assigning, sitter));
    TRY_DONE(judge_anew(assigning.tx, assigning.desk, assigning.actor, {assigning.session.id, sitter.enrolment_id}));
  }
  return {};
}

std::optional<DeliberationState> last_state(store::Transaction& tx, ExamSessionId const& session) {
  auto const rounds = deliberation_rows(tx, session);
  return rounds.empty() ? std::nullopt : std::optional(rounds.back().state);
}

/// Presidents lead their own jury alone; certifiers lead all of them.
Done leads_here(store::Transaction& tx, Actor const& actor, ExamSession const& session) {
  if (actor.role != identity::Role::president) return {};
  TRY(Seated const own, own_seat(tx, actor, session));
  if (own.seat.position != Position::president) return not_found("judge.not_of_the_jury");
  return {};
}

}  // namespace

void make_void(store::Transaction& tx, Desk const& desk, Actor const& actor, Grid grid, std::string const& motive) {
  auto const state = moved(grid.state, GridEvent::make_void);
  if (!state) return;
  grid.state = *state;
  grid.motive = *Text<0, 500>::parse(motive);
  grid.voided_at = desk.clock.now();
  remove_draft(tx, grid.id);
  keep(tx, desk, actor, {"judge.grid_voided", grid_table}, grid);
}

Done assign_jurors(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<ExamSession, std::vector<Pair>> const& what) {
  auto const& [session, wanted] = what;
  TRY(Round const round, marked_round(tx, desk, session));
  Bench bench = bench_of(tx, session);
  Comers comers(tx, desk, session);
  Assigning const assigning{tx, desk, actor, session, wanted, round, comers, bench};
  if (session.state == SessionState::deliberating) return assign_lacking(assigning);
  for (examine::Sitter const& sitter : examine::sitters_of(tx, session.id)) {
    if (comers.to_be_marked(sitter)) TRY_DONE(assign_one(assigning, sitter));
  }
  return {};
}

Done assign(Desk const& desk, Actor const& actor, ExamSessionId const& id, std::vector<Pair> const& wanted) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    bool const open = session.state == SessionState::marking || session.state == SessionState::deliberating;
    if (!open) return conflict("judge.marking_closed");
    return assign_jurors(tx, desk, actor, {session, wanted});
  });
}

Done call_third(Desk const& desk, Actor const& actor, ExamSessionId const& id, Pair const& third) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY_DONE(leads_here(tx, actor, session));
    if (!grids_may_come(session, last_state(tx, session.id))) return conflict("judge.marking_closed");
    TRY(RuleSet const rules, rules_of(tx, session));
    auto const grids = grids_of_candidate(tx, session.id, third.enrolment_id);
    TRY(Comparison const found, comparison_of(tx, desk, session, third.enrolment_id));
    if (third.jurors.size() != 1) return invalid_field("jurors", "judge.third_is_one", "1", std::to_string(third.jurors.size()));
    if (third_juror(found, rules) == Third::no) return conflict("judge.third_not_called");
    Bench const bench = bench_of(tx, session);
    bool const marked = std::any_of(grids.begin(), grids.end(), [&](Grid const& one) { return counts(one) && one.juror_id == third.jurors.front(); });
    if (marked || !bench.sits(third.jurors.front()) || !bench.free(third.jurors.front(), third.enrolment_id)) return conflict("judge.juror_conflict");
    TRY(Round const round, marked_round(tx, desk, session));
    auto const sitter = examine::sitter_of_enrolment(tx, session.id, third.enrolment_id);
    if (!sitter) return not_found("judge.candidate_unknown");
    Comers comers(tx, desk, session, third.enrolment_id);
    for (Part const part : parts_owed(comers, round, *sitter)) {
      Grid grid = new_grid(desk, session, *sitter, third.jurors.front());
      grid.part = part;
      grid.place = third_place;
      keep(tx, desk, actor, {"judge.grid_assigned", grid_table}, grid);
    }
    return judge_anew(tx, desk, actor, {session.id, third.enrolment_id});
  });
}

}  // namespace parvis::judge
