// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_sittings.h"

#include <algorithm>

#include "base/json.h"
#include "base/random.h"
#include "examine/own.h"
#include "examine/questionnaire_bank_store.h"
#include "examine/questionnaire_results.h"
#include "examine/questionnaire_seat.h"
#include "quiz/draw.h"

namespace parvis::examine {
namespace {

struct CloseJob {
  SittingId sitting;
};
BOOST_DESCRIBE_STRUCT(CloseJob, (), (sitting))

constexpr auto close_kind = "examine.close_sitting";

void watch(store::Transaction& tx, Sitting const& sitting) {
  jobs::enqueue(tx, {.kind = close_kind, .payload = json::encode(CloseJob{sitting.id}), .run_at = last_moment(sitting)});
}

Result<Sitting> load_own(store::Transaction& tx, Actor const& actor, SittingId const& id) {
  auto sitting = find_sitting(tx, actor.workspace, id);
  if (!sitting || !is_own(tx, actor.workspace, sitting->enrolment_id, actor.person)) return not_found("examine.sitting_not_found");
  return std::move(*sitting);
}

std::int64_t remaining(Sitting const& sitting, Instant now) {
  if (sitting.state == SittingState::handed_in) return 0;
  Instant const from = sitting.state == SittingState::paused ? *sitting.paused_at : now;
  return std::max<std::int64_t>(0, (sitting.deadline - from).count());
}

SittingSheet sheet(store::Transaction& tx, Sitting const& sitting, Instant now) {
  auto const set = find_session_questionnaire(tx, sitting.workspace_id, sitting.session_id);
  SittingSheet out;
  out.id = sitting.id;
  out.session_id = sitting.session_id;
  out.title = set->title;
  out.instructions = set->blueprint.instructions;
  out.state = sitting.state;
  out.now = now;
  out.started_at = sitting.started_at;
  out.deadline = last_moment(sitting);
  out.remaining_ms = remaining(sitting, now);
  out.pause_left_ms = sitting.pause_left_ms;
  out.handed_in_at = sitting.handed_in_at;
  out.handed_in_by = sitting.handed_in_by;
  for (AskedQuestion const& question : asked_questions(tx, sitting)) {
    ++out.of;
    out.points += question.asked.points;
    out.answered += question.asked.answer && !quiz::is_empty(*question.asked.answer);
    if (sitting.state == SittingState::under_way) out.questions.push_back(candidate_view(*question.question, question.asked));
  }
  return out;
}

/// The questions of a draw in the order they are asked.
std::vector<DrawnQuestion> in_asking_order(Blueprint const& blueprint, std::vector<DrawnQuestion> drawn, std::string const& seed) {
  if (blueprint.questions == ShuffleRule::as_written) return drawn;
  std::vector<DrawnQuestion> order;
  for (std::int64_t const place : quiz::shuffled(seed + ":order", drawn.size())) order.push_back(drawn[static_cast<std::size_t>(place)]);
  return order;
}

Done write_questions(store::Transaction& tx, SessionQuestionnaire const& set, Sitting const& sitting) {
  TRY(std::vector<DrawnQuestion> const drawn, draw(set.blueprint, set.pool, sitting.seed));
  std::string const own = sitting.seed + ":" + sitting.enrolment_id.to_string();
  std::int64_t position = 0;
  for (DrawnQuestion const& question : in_asking_order(set.blueprint, drawn, own)) {
    auto const version = find_question_version(tx, sitting.workspace_id, question.version_id);
    std::vector<std::int64_t> const order = order_of(version->question, set.blueprint.options, own + ":" + question.version_id.to_string());
    insert_sitting_question(tx, {sitting.id, ++position, question.item_id, question.version_id, question.points, order, {}, {}, 0, {}, {}});
  }
  return {};
}

Sitting new_sitting(QuestionnaireDesk const& desk, SessionQuestionnaire const& set, Seat const& seat) {
  Sitting sitting;
  sitting.id = SittingId::make(desk.clock);
  sitting.workspace_id = set.workspace_id;
  sitting.session_id = set.session_id;
  sitting.enrolment_id = seat.enrolment;
  sitting.seed = set.blueprint.draw_for == DrawFor::everyone ? set.seed : set.seed + ":" + seat.enrolment.to_string();
  sitting.started_at = desk.clock.now();
  sitting.deadline = sitting.started_at + allowed_time(set.blueprint.minutes, seat.factor);
  sitting.pause_left_ms = seat.pause_minutes * 60'000;
  return sitting;
}

Result<Sitting> start(store::Transaction& tx, QuestionnaireDesk const& desk, Actor const& actor, std::pair<ExamSessionId, Seat> const& place) {
  TRY(SessionQuestionnaire const set, session_questionnaire(tx, actor.workspace, place.first));
  TRY(SessionPlace const session, session_place(tx, actor.workspace, place.first));
  Instant const now = desk.clock.now();
  if (session.moment != SessionMoment::open || now < session.opens_at || now >= session.closes_at) return conflict("examine.sitting_not_open");
  Sitting const sitting = new_sitting(desk, set, place.second);
  insert_sitting(tx, sitting);
  TRY_DONE(write_questions(tx, set, sitting));
  watch(tx, sitting);
  enrol::ledger_append(tx, desk.clock, actor, {"examine.sitting_begun", "examine_sitting", sitting.id.to_string(), json::to_value(sitting)});
  identity::record_audit(tx, desk.clock, actor, {"examine.sitting_begun", "sitting", sitting.id.to_string()});
  return sitting;
}

/// A sitting on which its candidate may still act.
Result<Sitting> load_running(store::Transaction& tx, QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id) {
  TRY(Sitting const kept, load_own(tx, actor, id));
  Sitting sitting = caught_up(kept, desk.clock.now());
  if (sitting.state == SittingState::handed_in) return conflict("examine.sitting_over");
  return sitting;
}

Done close(QuestionnaireDesk const& desk, SittingId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    auto const kept = find_sitting(tx, id);
    if (!kept || kept->state == SittingState::handed_in) return {};
    Sitting sitting = caught_up(*kept, desk.clock.now());
    if (sitting.state != SittingState::handed_in) {
      watch(tx, sitting);
      return {};
    }
    ++sitting.revision;
    return hand_in(tx, desk.clock, {{}, sitting.workspace_id, {}, identity::Role::candidate, "system"}, sitting);
  });
}

Result<Sitting> applied(Sitting sitting, SittingEvent event, Instant now) {
  if (event == SittingEvent::pause && sitting.pause_left_ms <= 0) return conflict("examine.sitting_no_pause");
  TRY(sitting.state, moved(sitting.state, event));
  if (event == SittingEvent::pause) sitting.paused_at = now;
  if (event == SittingEvent::resume) {
    Milliseconds const rested = now - *sitting.paused_at;
    sitting.deadline = sitting.deadline + rested;
    sitting.pause_left_ms -= rested.count();
    sitting.paused_at.reset();
  }
  if (event == SittingEvent::hand_in) {
    sitting.handed_in_at = now;
    sitting.handed_in_by = HandedInBy::candidate;
  }
  ++sitting.revision;
  return sitting;
}

OwnSitting own_row(store::Transaction& tx, SessionQuestionnaire const& set, Seat const& seat, Instant now) {
  OwnSitting row;
  row.session_id = set.session_id;
  row.title = set.title;
  row.allowed_ms = allowed_time(set.blueprint.minutes, seat.factor).count();
  row.pause_ms = seat.pause_minutes * 60'000;
  for (DrawLine const& line : set.blueprint.draws) row.questions += line.count;
  if (auto const place = session_place(tx, set.workspace_id, set.session_id)) {
    row.block = place->block;
    row.opens_at = place->opens_at;
    row.closes_at = place->closes_at;
    row.open = place->moment == SessionMoment::open && now >= place->opens_at && now < place->closes_at;
    row.released = place->moment == SessionMoment::released;
  }
  if (auto const kept = find_sitting(tx, set.session_id, seat.enrolment)) {
    Sitting const sitting = caught_up(*kept, now);
    row.sitting_id = sitting.id;
    row.state = sitting.state;
    row.deadline = last_moment(sitting);
  }
  return row;
}

/// Notes among the session's refusals what was refused on a sitting, another's too; one that never was belongs to no session.
template <class T>
Result<T> watched_sitting(QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id, std::string const& act, Result<T> result) {
  if (result) return result;
  auto const sitting = desk.database.read([&](store::Transaction& tx) { return find_sitting(tx, actor.workspace, id); });
  if (sitting) note_refusal({desk.database, desk.clock}, actor, sitting->session_id, act, result.error());
  return result;
}

}  // namespace

OwnSittings own_sittings(QuestionnaireDesk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    OwnSittings own;
    for (SessionQuestionnaire const& set : session_questionnaire_rows(tx, actor.workspace)) {
      if (auto const seat = seat_of(tx, actor.workspace, set.session_id, actor.person)) own.items.push_back(own_row(tx, set, *seat, desk.clock.now()));
    }
    return own;
  });
}

Result<SittingSheet> begin_sitting(QuestionnaireDesk const& desk, Actor const& actor, ExamSessionId const& session) {
  auto result = desk.database.write([&](store::Transaction& tx) -> Result<SittingSheet> {
    TRY(Seat const seat, seat_of(tx, actor.workspace, session, actor.person));
    auto const begun = find_sitting(tx, session, seat.enrolment);
    if (begun) return sheet(tx, caught_up(*begun, desk.clock.now()), desk.clock.now());
    TRY(Sitting const sitting, start(tx, desk, actor, {session, seat}));
    return sheet(tx, sitting, desk.clock.now());
  });
  return watched(desk, actor, session, "examine.sitting_begun", std::move(result));
}

Result<SittingSheet> own_sitting(QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id) {
  auto result = desk.database.read([&](store::Transaction& tx) -> Result<SittingSheet> {
    TRY(Sitting const sitting, load_own(tx, actor, id));
    return sheet(tx, caught_up(sitting, desk.clock.now()), desk.clock.now());
  });
  return watched_sitting(desk, actor, id, "examine.sitting_read", std::move(result));
}

Result<SavedAnswer> keep_answer(QuestionnaireDesk const& desk, Actor const& actor, std::pair<SittingId, std::int64_t> const& place, quiz::QuestionAnswer const& shown) {
  auto result = desk.database.write([&](store::Transaction& tx) -> Result<SavedAnswer> {
    TRY(Sitting const sitting, load_running(tx, desk, actor, place.first));
    if (sitting.state != SittingState::under_way) return conflict("examine.sitting_state");
    Instant const now = desk.clock.now();
    for (SittingQuestion& asked : sitting_question_rows(tx, sitting.id)) {
      if (asked.position != place.second) continue;
      auto const version = find_question_version(tx, actor.workspace, asked.version_id);
      TRY(asked.answer, as_kept(version->question, asked.shown_order, shown));
      asked.answered_at = now;
      ++asked.saves;
      update_sitting_question(tx, asked);
      return SavedAnswer{asked.position, now, last_moment(sitting), remaining(sitting, now)};
    }
    return not_found("examine.sitting_no_such_question");
  });
  return watched_sitting(desk, actor, place.first, "examine.sitting_answered", std::move(result));
}

Result<SittingSheet> move_sitting(QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id, SittingEvent event) {
  auto result = desk.database.write([&](store::Transaction& tx) -> Result<SittingSheet> {
    TRY(Sitting const before, load_running(tx, desk, actor, id));
    Instant const now = desk.clock.now();
    TRY(Sitting const sitting, applied(before, event, now));
    if (event == SittingEvent::hand_in) {
      TRY_DONE(hand_in(tx, desk.clock, actor, sitting));
    } else if (!update_sitting(tx, sitting)) {
      return conflict("examine.stale_revision");
    } else {
      enrol::ledger_append(tx, desk.clock, actor, {event == SittingEvent::pause ? "examine.sitting_paused" : "examine.sitting_resumed", "examine_sitting", sitting.id.to_string(), json::to_value(sitting)});
    }
    return sheet(tx, sitting, now);
  });
  return watched_sitting(desk, actor, id, "examine.sitting_moved", std::move(result));
}

Result<QuestionnaireResult> own_result(QuestionnaireDesk const& desk, Actor const& actor, SittingId const& id) {
  auto result = desk.database.read([&](store::Transaction& tx) -> Result<QuestionnaireResult> {
    TRY(Sitting const sitting, load_own(tx, actor, id));
    TRY(SessionPlace const place, session_place(tx, actor.workspace, sitting.session_id));
    if (place.moment != SessionMoment::released) return conflict("examine.result_not_released");
    return result_of(tx, sitting);
  });
  // Whoever asks for their own too early only waits.
  bool const waits = !result && result.error().kind == Kind::conflict;
  return waits ? result : watched_sitting(desk, actor, id, "examine.sitting_read", std::move(result));
}

std::vector<jobs::JobRow> questionnaire_jobs(QuestionnaireDesk const& desk) {
  return {{close_kind, [&desk](jobs::Task& task) -> Done {
             TRY(CloseJob const job, json::decode<CloseJob>(task.payload()));
             return close(desk, job.sitting);
           }}};
}

}  // namespace parvis::examine
