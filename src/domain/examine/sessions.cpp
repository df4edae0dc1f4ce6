// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/json.h"
#include "base/random.h"
#include "examine/acts.h"
#include "jobs/queue.h"

namespace parvis::examine {
namespace {

constexpr std::size_t most_sitters = 2000;

Done check_plan(store::Transaction& tx, WorkspaceId const& workspace, SessionPlan const& plan) {
  std::string const block = plan.block.to_string();
  if (block != "final" && referential::find_block(block) == nullptr) return invalid_field("block", "examine.case_block", "B1–B5, final", block);
  if (plan.closes_at <= plan.opens_at) return invalid_field("closes_at", "examine.session_window", plan.opens_at.to_string(), plan.closes_at.to_string());
  TRY_DONE(enrol::load_version(tx, workspace, plan.version_id));
  TRY_DONE(enrol::load_rule_set_version(tx, workspace, plan.rule_set_id));
  for (ExamCaseId const& id : plan.pool) {
    TRY(ExamCase const exam_case, load_case(tx, workspace, id));
    if (exam_case.content.block.to_string() != block) return invalid_field("pool", "examine.session_pool", block, exam_case.content.block.to_string());
  }
  return {};
}

void take(ExamSession& session, SessionPlan const& plan) {
  session.title = plan.title;
  session.block = plan.block;
  session.version_id = plan.version_id;
  session.rule_set_id = plan.rule_set_id;
  session.centre = plan.centre;
  session.mode = plan.mode;
  session.zone = plan.zone;
  session.opens_at = plan.opens_at;
  session.closes_at = plan.closes_at;
  session.measures = plan.measures;
  session.pool = plan.pool;
}

Done check_state(ExamSession const& session, SessionState wanted) {
  if (session.state != wanted) return conflict("examine.session_state", json::name_of(session.state));
  return {};
}

std::string fresh_pseudonym(store::Transaction& tx, WorkspaceId const& workspace) {
  for (;;) {
    std::string pseudonym = new_pseudonym();
    if (!pseudonym_taken(tx, workspace, pseudonym)) return pseudonym;
  }
}

void take_window(Sitter& sitter, ExamSession const& session) {
  // Nothing is handed in to a final jury: its days are hearings, which no factor makes longer.
  if (session.block.to_string() == "final") {
    sitter.deadline = session.closes_at;
    return;
  }
  sitter.deadline = deadline_of({session.opens_at, session.closes_at, sitter.factor, sitter.pause_minutes});
}

Done check_enrolment(ExamSession const& session, enrol::Enrolment const& enrolment) {
  using enum enrol::EnrolmentState;
  bool const final_jury = session.block.to_string() == "final";
  bool const admitted_here = enrolment.state == admitted || enrolment.state == convoked || enrolment.state == eligible_final;
  bool const holds = final_jury || std::find(enrolment.blocks.begin(), enrolment.blocks.end(), session.block.to_string()) != enrolment.blocks.end();
  // The final jury pronounces on everyone admitted: those who lack a block acquire the blocks they hold, and do not defend.
  if (!admitted_here) return invalid_field("enrolments", "examine.sitter_state", "admitted", json::name_of(enrolment.state));
  if (!holds) return invalid_field("enrolments", "examine.sitter_block", session.block.to_string());
  if (enrolment.version_id != session.version_id) return invalid_field("enrolments", "examine.sitter_version");
  return {};
}

Result<Sitter> seat(store::Transaction& tx, Act const& act, ExamSession const& session, EnrolmentId const& id) {
  TRY(enrol::Enrolment const enrolment, enrol::load_enrolment(tx, session.workspace_id, id));
  TRY_DONE(check_enrolment(session, enrolment));
  if (sitter_of_enrolment(tx, session.id, id)) return invalid_field("enrolments", "examine.sitter_sits", "", id.to_string());
  Sitter sitter;
  sitter.id = SitterId::make(act.clock);
  sitter.workspace_id = session.workspace_id;
  sitter.session_id = session.id;
  sitter.enrolment_id = id;
  sitter.pseudonym = fresh_pseudonym(tx, session.workspace_id);
  sitter.zone = session.zone;
  if (auto const granted = enrol::accommodation_of(tx, id)) {
    sitter.factor = granted->factor;
    sitter.pause_minutes = granted->pause_minutes;
  }
  take_window(sitter, session);
  sitter.created_at = act.clock.now();
  TRY_DONE(save(tx, act, sitter, Write::insert));
  return sitter;
}

// A case that is drawn is sealed: its digest is what shows later that nobody touched it.
Done seal_case(store::Transaction& tx, Act const& act, ExamCaseId const& id) {
  TRY(ExamCase exam_case, load_case(tx, act.actor.workspace, id));
  if (exam_case.state == CaseState::used) return {};
  TRY(exam_case.state, moved(exam_case.state, CaseEvent::draw));
  exam_case.sha256 = digest_of(exam_case);
  exam_case.sealed_at = act.clock.now();
  ++exam_case.revision;
  return save(tx, act, exam_case, Write::update);
}

std::vector<ExamCaseId> drawable(store::Transaction& tx, ExamSession const& session) {
  std::vector<ExamCaseId> pool;
  for (ExamCaseId const& id : session.pool) {
    auto const exam_case = load_case(tx, session.workspace_id, id);
    if (exam_case && (exam_case->state == CaseState::ready || exam_case->state == CaseState::used)) pool.push_back(id);
  }
  return pool;
}

Done deal(store::Transaction& tx, Act const& act, ExamSession const& session, std::vector<ExamCaseId> const& pool) {
  std::vector<Sitter> sitters = sitters_of(tx, session.id);
  std::vector<EnrolmentId> enrolments;
  for (Sitter const& sitter : sitters) enrolments.push_back(sitter.enrolment_id);
  auto const cases = dealt(session.draw_seed, enrolments, pool);
  for (Sitter& sitter : sitters) {
    sitter.case_id = cases.at(sitter.enrolment_id);
    ++sitter.revision;
    TRY_DONE(seal_case(tx, act, *sitter.case_id));
    TRY_DONE(save(tx, act, sitter, Write::update));
    jobs::enqueue(tx, {.kind = "examine.prepare_sandbox", .payload = json::encode(SandboxJob{session.workspace_id, sitter.id, act.actor.person}),
                       .run_at = act.clock.now(), .unique_key = "examine.prepare_sandbox:" + sitter.id.to_string()});
  }
  return {};
}

}  // namespace

Result<ExamSession> plan_session(Desk const& desk, Actor const& actor, SessionPlan const& plan) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamSession> {
    TRY_DONE(check_plan(tx, actor.workspace, plan));
    ExamSession session;
    session.id = ExamSessionId::make(desk.clock);
    session.workspace_id = actor.workspace;
    take(session, plan);
    session.created_at = session.changed_at = desk.clock.now();
    TRY_DONE(save(tx, {desk.clock, actor, "examine.session_planned"}, session, Write::insert));
    return session;
  });
}

Result<ExamSession> save_session(Desk const& desk, Actor const& actor, ExamSessionId const& id, SaveSession const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamSession> {
    TRY(ExamSession session, load_session(tx, actor.workspace, id));
    TRY_DONE(check_state(session, SessionState::planned));
    TRY_DONE(check_plan(tx, actor.workspace, change.plan));
    Act const act{desk.clock, actor, "examine.session_saved"};
    take(session, change.plan);
    session.changed_at = desk.clock.now();
    session.revision = change.revision + 1;
    TRY_DONE(save(tx, act, session, Write::update));
    for (Sitter sitter : sitters_of(tx, id)) {
      take_window(sitter, session);
      sitter.zone = session.zone;
      ++sitter.revision;
      TRY_DONE(save(tx, act, sitter, Write::update));
    }
    return session;
  });
}

Result<std::vector<Sitter>> add_sitters(Desk const& desk, Actor const& actor, ExamSessionId const& id, AddSitters const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<std::vector<Sitter>> {
    TRY(ExamSession const session, load_session(tx, actor.workspace, id));
    TRY_DONE(check_state(session, SessionState::planned));
    std::size_t const count = sitters_of(tx, id).size() + request.enrolments.size();
    if (count > most_sitters) return invalid_field("enrolments", "examine.sitters_many", std::to_string(most_sitters), std::to_string(count));
    std::vector<Sitter> added;
    for (EnrolmentId const& enrolment : request.enrolments) {
      TRY(Sitter sitter, seat(tx, {desk.clock, actor, "examine.sitter_added"}, session, enrolment));
      added.push_back(std::move(sitter));
    }
    return added;
  });
}

Done remove_sitter(Desk const& desk, Actor const& actor, ExamSessionId const& id, SitterId const& sitter_id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(ExamSession const session, load_session(tx, actor.workspace, id));
    TRY_DONE(check_state(session, SessionState::planned));
    TRY(Sitter const sitter, load_sitter(tx, actor.workspace, sitter_id));
    if (sitter.session_id != id) return not_found("examine.sitter_not_found");
    delete_sitter(tx, sitter_id);
    enrol::ledger_append(tx, desk.clock, actor, {"examine.sitter_removed", "examine_sitter_removed", sitter_id.to_string(), json::to_value(sitter)});
    identity::record_audit(tx, desk.clock, actor, {"examine.sitter_removed", "examine_sitter", sitter_id.to_string()});
    return {};
  });
}

Result<ExamSession> draw_cases(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamSession> {
    TRY(ExamSession session, load_session(tx, actor.workspace, id));
    TRY_DONE(check_state(session, SessionState::staffed));
    if (!session.draw_seed.empty()) return conflict("examine.session_drawn");
    auto const pool = drawable(tx, session);
    if (pool.empty()) return conflict("examine.pool_empty");
    Act const act{desk.clock, actor, "examine.cases_drawn"};
    session.draw_seed = random_token(16);
    session.changed_at = desk.clock.now();
    ++session.revision;
    TRY_DONE(save(tx, act, session, Write::update));
    TRY_DONE(deal(tx, act, session, pool));
    return session;
  });
}

Result<Sitter> note_presence(Desk const& desk, Actor const& actor, SitterId const& id, Presence presence) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Sitter> {
    TRY(Sitter sitter, load_sitter(tx, actor.workspace, id));
    TRY(ExamSession const session, load_session(tx, actor.workspace, sitter.session_id));
    if (session.state != SessionState::open && session.state != SessionState::closed) return conflict("examine.session_state", json::name_of(session.state));
    if (presence == Presence::absent && last_submission(tx, id)) return conflict("examine.sitter_deposited");
    sitter.presence = presence;
    ++sitter.revision;
    TRY_DONE(save(tx, {desk.clock, actor, "examine.presence_noted"}, sitter, Write::update));
    return sitter;
  });
}

Result<Sitter> grant_derogation(Desk const& desk, Actor const& actor, SitterId const& id, GrantDerogation const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Sitter> {
    TRY(Sitter sitter, load_sitter(tx, actor.workspace, id));
    TRY(ExamSession const session, load_session(tx, actor.workspace, sitter.session_id));
    TRY_DONE(check_state(session, SessionState::open));
    if (request.until <= std::max(sitter.deadline, desk.clock.now())) {
      return invalid_field("until", "examine.derogation_past", std::max(sitter.deadline, desk.clock.now()).to_string(), request.until.to_string());
    }
    Act const act{desk.clock, actor, "examine.derogation_granted"};
    insert_derogation(tx, act, {DerogationId::make(desk.clock), actor.workspace, id, request.until, request.motive, actor.person, desk.clock.now()});
    sitter.late_until = request.until;
    ++sitter.revision;
    TRY_DONE(save(tx, act, sitter, Write::update));
    return sitter;
  });
}

}  // namespace parvis::examine
