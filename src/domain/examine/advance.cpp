// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands before each state of a session, and what going there does: in one transaction, so that a machine that
// stops in the middle leaves the session where it was.
#include <algorithm>

#include "base/json.h"
#include "examine/acts.h"
#include "examine/questionnaire_results.h"
#include "jobs/outbox.h"
#include "jobs/queue.h"

namespace parvis::examine {
namespace {

using Gaps = std::vector<Missing>;

void miss(Gaps& gaps, std::string code, std::int64_t count = 1, std::string subject = {}) {
  gaps.push_back({std::move(code), Lifter::certifier, Weight::blocks, count, std::move(subject)});
}

bool wants_cases(ExamSession const& session) { return session.block.to_string() != "final"; }

std::int64_t ready_cases(store::Transaction& tx, ExamSession const& session) {
  std::int64_t ready = 0;
  for (ExamCaseId const& id : session.pool) {
    auto const exam_case = load_case(tx, session.workspace_id, id);
    if (exam_case && (exam_case->state == CaseState::ready || exam_case->state == CaseState::used)) ++ready;
  }
  return ready;
}

/// Rules are written apart from versions: frozen together, they speak of the same criteria and hold every modality.
void rules_fit(RuleSet const& rules, enrol::ReferentialVersion const& version, std::string const& block, Gaps& gaps) {
  for (std::string const& code : enrol::criteria_unknown(rules, version)) miss(gaps, "rules_criterion", 1, code);
  for (std::string const& code : enrol::modalities_unheld(rules, version, block)) miss(gaps, "modality", 1, code);
}

void before_staffed(store::Transaction& tx, ExamSession const& session, Gaps& gaps) {
  if (sitters_of(tx, session.id).empty()) miss(gaps, "sitters");
  if (wants_cases(session) && ready_cases(tx, session) == 0) miss(gaps, "cases");
  LocalDate const day = local_moment(session.opens_at, session.zone).date;
  auto const verdict = enrol::may_hold(enrol::load_card(tx, session.workspace_id), session.centre.to_string(), session.block.to_string(), day);
  if (verdict != enrol::CentreVerdict::allowed) miss(gaps, "centre_" + json::name_of(verdict), 1, session.centre.to_string());
  auto const rules = enrol::load_rule_set_version(tx, session.workspace_id, session.rule_set_id);
  if (!rules || rules->state != enrol::RuleSetState::in_force) miss(gaps, "rules_in_force", 1, rules ? rules->name.to_string() : "");
  auto const version = enrol::load_version(tx, session.workspace_id, session.version_id);
  if (!version || version->state != enrol::VersionState::confirmed) miss(gaps, "version_confirmed", 1, version ? version->label.to_string() : "");
  if (rules && version) rules_fit(rules->rules, *version, session.block.to_string(), gaps);
}

std::int64_t count_of(std::vector<Sitter> const& sitters, std::function<bool(Sitter const&)> const& which) {
  return static_cast<std::int64_t>(std::count_if(sitters.begin(), sitters.end(), which));
}

void warn_of_convocations(ExamSession const& session, std::vector<Sitter> const& sitters, Gaps& gaps) {
  std::int64_t const unasked = count_of(sitters, [](Sitter const& one) { return !one.convoked_at; });
  if (unasked > 0) gaps.push_back({"convocations", Lifter::certifier, Weight::warns, unasked, ""});
  auto const delay = std::chrono::days(session.rules ? session.rules->delays.convocation.days : 0);
  std::int64_t const late = count_of(sitters, [&](Sitter const& one) { return one.convoked_at && *one.convoked_at + delay > session.opens_at; });
  if (late > 0) gaps.push_back({"convocations_late", Lifter::certifier, Weight::warns, late, std::to_string(delay.count())});
}

/// Who each of them is here; absent: nobody yet.
std::map<EnrolmentId, PersonId> accounts_of(store::Transaction& tx, ExamSession const& session, std::vector<Sitter> const& sitters) {
  std::vector<EnrolmentId> enrolments;
  for (Sitter const& one : sitters) enrolments.push_back(one.enrolment_id);
  std::map<EnrolmentId, PersonId> accounts;
  for (auto const& [id, one] : enrol::enrolled(tx, session.workspace_id, enrolments)) {
    if (one.person) accounts.emplace(id, *one.person);
  }
  return accounts;
}

void before_open(store::Transaction& tx, ExamSession const& session, Gaps& gaps) {
  auto const sitters = sitters_of(tx, session.id);
  for (enrol::Truncation const& one : enrol::open_truncations(tx, session.workspace_id, session.version_id, wants_cases(session) ? session.block.to_string() : "")) {
    miss(gaps, "truncation", 1, one.code);
  }
  if (wants_cases(session)) {
    std::int64_t const undrawn = count_of(sitters, [](Sitter const& one) { return !one.case_id; });
    if (undrawn > 0) miss(gaps, "draw", undrawn);
    std::int64_t const waiting = count_of(sitters, [](Sitter const& one) { return one.case_id && !one.brand_id; });
    if (waiting > 0) gaps.push_back({"sandboxes", Lifter::time, Weight::blocks, waiting, ""});
  }
  auto const accounts = accounts_of(tx, session, sitters);
  std::int64_t const strangers = count_of(sitters, [&](Sitter const& one) { return !accounts.contains(one.enrolment_id); });
  if (strangers > 0) gaps.push_back({"accounts", Lifter::candidate, Weight::warns, strangers, ""});
  warn_of_convocations(session, sitters, gaps);
}

Instant end_of(Sitter const& sitter) { return sitter.late_until ? std::max(sitter.deadline, *sitter.late_until) : sitter.deadline; }

/// Who still sits the questionnaire: a sitting begun late outlasts the window, and what it gives is handed in before juries mark.
void sittings_run(store::Transaction& tx, Clock const& clock, ExamSession const& session, Gaps& gaps) {
  std::int64_t running = 0;
  Instant last;
  for (Sitting const& kept : sitting_rows(tx, session.workspace_id, session.id)) {
    Sitting const sitting = caught_up(kept, clock.now());
    if (sitting.state == SittingState::handed_in) continue;
    ++running;
    last = std::max(last, last_moment(sitting));
  }
  if (running > 0) gaps.push_back({"sittings", Lifter::time, Weight::blocks, running, last.to_string()});
}

void before_closed(store::Transaction& tx, Clock const& clock, ExamSession const& session, Gaps& gaps) {
  auto const sitters = sitters_of(tx, session.id);
  std::int64_t running = 0;
  Instant last;
  // Nothing is handed in at a defence: its window may end early.
  bool const hands_in = wants_cases(session);
  for (Sitter const& sitter : sitters) {
    if (!hands_in || sitter.presence == Presence::absent || end_of(sitter) <= clock.now()) continue;
    ++running;
    last = std::max(last, end_of(sitter));
  }
  if (running > 0) gaps.push_back({"deadlines", Lifter::time, Weight::blocks, running, last.to_string()});
  sittings_run(tx, clock, session, gaps);
  std::int64_t const unsaid = count_of(sitters, [](Sitter const& one) { return one.presence == Presence::expected; });
  if (unsaid > 0) gaps.push_back({"presences", Lifter::certifier, Weight::warns, unsaid, ""});
}

void before_marking(store::Transaction& tx, ExamSession const& session, Gaps& gaps) {
  auto const submissions = submissions_of(tx, session.id);
  auto const raw = std::count_if(submissions.begin(), submissions.end(), [](Submission const& one) { return one.state == SubmissionState::sealed; });
  if (raw > 0) gaps.push_back({"copies", Lifter::time, Weight::blocks, raw, ""});
}

void freeze_rules(store::Transaction& tx, ExamSession& session) {
  session.rules = *enrol::load_rule_set(tx, session.workspace_id, session.rule_set_id);
  for (enrol::Centre const& centre : enrol::load_card(tx, session.workspace_id).centres) {
    if (centre.name == session.centre && centre.habilitation) session.habilitation = *Text<0, 60>::parse(centre.habilitation->to_string());
  }
}

void let_in(store::Transaction& tx, Act const& act, ExamSession const& session) {
  auto const sitters = sitters_of(tx, session.id);
  auto const accounts = accounts_of(tx, session, sitters);
  for (Sitter const& sitter : sitters) {
    auto const account = accounts.find(sitter.enrolment_id);
    if (!sitter.brand_id || account == accounts.end()) continue;
    identity::hold_brand_role(tx, act.clock, act.actor, {account->second, *sitter.brand_id, identity::Role::manager});
  }
}

Done move_submissions(store::Transaction& tx, Act const& act, ExamSessionId const& session, SubmissionEvent event) {
  for (Submission submission : submissions_of(tx, session)) {
    auto const state = moved(submission.state, event);
    if (!state) continue;  // one that came there by itself, at its own deadline
    submission.state = *state;
    ++submission.revision;
    if (event == SubmissionEvent::seal) submission.sealed_at = act.clock.now();
    TRY_DONE(save(tx, act, submission, Write::update));
  }
  return {};
}

/// Sittings whose time is up, if the job that watches them was not there yet.
Done hand_in_overdue(store::Transaction& tx, Act const& act, ExamSession const& session) {
  for (Sitting const& kept : sitting_rows(tx, session.workspace_id, session.id)) {
    Sitting sitting = caught_up(kept, act.clock.now());
    if (kept.state == SittingState::handed_in || sitting.state != SittingState::handed_in) continue;
    ++sitting.revision;
    TRY_DONE(hand_in(tx, act.clock, program(session.workspace_id), sitting));
  }
  return {};
}

Done seal_session(store::Transaction& tx, Act const& act, ExamSession& session) {
  TRY_DONE(hand_in_overdue(tx, act, session));
  TRY_DONE(move_submissions(tx, act, session.id, SubmissionEvent::seal));
  auto const leaves = leaves_of(tx, session.id);
  session.root = root_of(leaves);
  session.sealed_leaves = static_cast<std::int64_t>(leaves.size());
  for (Sitter const& sitter : sitters_of(tx, session.id)) {
    if (sitter.brand_id) identity::leave_brand(tx, act.clock, act.actor, *sitter.brand_id);
  }
  for (Submission const& submission : submissions_of(tx, session.id)) {
    jobs::enqueue(tx, {.kind = "examine.anonymise", .payload = json::encode(AnonymiseJob{session.workspace_id, submission.id}), .run_at = act.clock.now(),
                       .unique_key = "examine.anonymise:" + submission.id.to_string()});
  }
  return {};
}

Done effects(store::Transaction& tx, Act const& act, ExamSession& session, SessionEvent event) {
  switch (event) {
    case SessionEvent::staff: freeze_rules(tx, session); return {};
    case SessionEvent::open: let_in(tx, act, session); return {};
    case SessionEvent::close: return seal_session(tx, act, session);
    case SessionEvent::begin_marking: return move_submissions(tx, act, session.id, SubmissionEvent::begin_marking);
    case SessionEvent::notify: return move_submissions(tx, act, session.id, SubmissionEvent::release);
    default: return {};
  }
}

struct SessionMoved {
  ExamSessionId session_id;
  WorkspaceId workspace_id;
  SessionEvent event;
  SessionState state;
};
BOOST_DESCRIBE_STRUCT(SessionMoved, (), (session_id, workspace_id, event, state))

}  // namespace

Actor program(WorkspaceId const& workspace) { return {{}, workspace, {}, identity::Role::certifier, "system"}; }

std::vector<Missing> missing_of(store::Transaction& tx, Clock const& clock, ExamSession const& session) {
  Gaps gaps;
  switch (session.state) {
    case SessionState::planned: before_staffed(tx, session, gaps); break;
    case SessionState::staffed: before_open(tx, session, gaps); break;
    case SessionState::open: before_closed(tx, clock, session, gaps); break;
    case SessionState::closed: before_marking(tx, session, gaps); break;
    default: break;
  }
  return gaps;
}

Result<ExamSession> advance_session(store::Transaction& tx, Clock const& clock, Actor const& actor, ExamSessionId const& id, SessionEvent event) {
  TRY(ExamSession session, load_session(tx, actor.workspace, id));
  TRY(SessionState const next, moved(session.state, event));
  std::string blocking;
  for (Missing const& one : missing_of(tx, clock, session)) {
    if (one.weight == Weight::blocks) blocking += (blocking.empty() ? "" : " ") + one.code;
  }
  if (!blocking.empty()) return conflict("examine.session_not_ready", blocking);
  Act const act{clock, actor, "examine.session_" + json::name_of(event)};
  TRY_DONE(effects(tx, act, session, event));
  session.state = next;
  session.changed_at = clock.now();
  ++session.revision;
  TRY_DONE(save(tx, act, session, Write::update));
  jobs::publish_event(tx, "examine.session_moved", json::encode(SessionMoved{session.id, session.workspace_id, event, next}));
  return session;
}

std::optional<std::string> sealed_root(store::Transaction& tx, ExamSessionId const& session) {
  return find_root(tx, session);
}

Result<Submission> release_submission(store::Transaction& tx, Clock const& clock, Actor const& actor, SubmissionId const& id) {
  TRY(Submission submission, load_submission(tx, actor.workspace, id));
  TRY(submission.state, moved(submission.state, SubmissionEvent::release));
  ++submission.revision;
  TRY_DONE(save(tx, {clock, actor, "examine.submission_released"}, submission, Write::update));
  return submission;
}

std::vector<Indicator> indicators_of(store::Transaction& tx, Submission const& submission) {
  auto const session = load_session(tx, submission.workspace_id, submission.session_id);
  std::vector<Indicator> all;
  if (!session || session->measures == Measures::hidden) return all;
  for (PieceId const& piece : submission.pieces) {
    for (Indicator& one : indicator_rows(tx, piece)) all.push_back(std::move(one));
  }
  return all;
}

std::map<SubmissionId, std::vector<Indicator>> indicators_in(store::Transaction& tx, ExamSession const& session) {
  std::map<SubmissionId, std::vector<Indicator>> all;
  if (session.measures == Measures::hidden) return all;
  auto by_piece = indicator_rows(tx, session.id);
  for (Submission const& submission : submissions_of(tx, session.id)) {
    for (PieceId const& piece : submission.pieces) {
      for (Indicator const& one : by_piece[piece]) all[submission.id].push_back(one);
    }
  }
  return all;
}

Result<ExamSession> move_session(Desk const& desk, Actor const& actor, ExamSessionId const& id, SessionEvent event) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamSession> {
    TRY(ExamSession const session, load_session(tx, actor.workspace, id));
    TRY_DONE(moved(session.state, event));
    if (desk.jury_check) {
      for (Missing const& one : desk.jury_check(tx, session, event)) {
        if (one.weight == Weight::blocks) return conflict("examine.session_not_ready", one.code);
      }
    }
    return advance_session(tx, desk.clock, actor, id, event);
  });
}

std::vector<enrol::Rebuilder> rebuilders() {
  auto all = session_rebuilders();
  for (enrol::Rebuilder& one : dossier_rebuilders()) all.push_back(std::move(one));
  for (enrol::Rebuilder& one : questionnaire_rebuilders()) all.push_back(std::move(one));
  return all;
}

}  // namespace parvis::examine
