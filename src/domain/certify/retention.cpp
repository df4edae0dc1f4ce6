// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/retention.h"

#include <algorithm>

#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/cdc_store.h"
#include "certify/certificate_store.h"
#include "certify/retention_store.h"
#include "jobs/queue.h"

namespace parvis::certify {
namespace {

using enrol::RetainedKind;
using enrol::Retention;
using examine::ExamSession;

struct Planning {
  store::Transaction& tx;
  Desk const& desk;
  WorkspaceId const& workspace;
  LocalDate today;
  std::vector<RetentionLine>& lines;
};

Retention const* rule_for(enrol::RuleSet const& rules, RetainedKind kind) {
  for (Retention const& one : rules.retention) {
    if (one.kind == kind) return &one;
  }
  return nullptr;
}

bool carried_out(RetainedKind kind) { return kind != RetainedKind::minutes && kind != RetainedKind::certificates && kind != RetainedKind::access_log; }

RetentionFate fate_of(RetentionLine const& line, LocalDate const& today) {
  if (!line.months) return RetentionFate::for_ever;
  if (!carried_out(line.kind)) return RetentionFate::by_hand;
  if (!line.due) return RetentionFate::unstarted;
  return *line.due <= today ? RetentionFate::due : RetentionFate::planned;
}

/// The line with its day and its fate, from the rule; none without a rule on its kind.
void plan(Planning const& planning, enrol::RuleSet const& rules, RetentionLine line) {
  Retention const* rule = rule_for(rules, line.kind);
  if (rule == nullptr) return;
  line.months = rule->months;
  line.source = rule->source.to_string();
  if (line.since && rule->months) line.due = plus_months(*line.since, static_cast<int>(*rule->months));
  line.fate = fate_of(line, planning.today);
  planning.lines.push_back(std::move(line));
}

LocalDate closed_on(ExamSession const& session) { return local_moment(session.closes_at, session.zone).date; }

RetentionLine line_of(RetainedKind kind, std::string subject_id, std::string subject) {
  RetentionLine line;
  line.kind = kind;
  line.subject_id = std::move(subject_id);
  line.subject = std::move(subject);
  return line;
}

std::optional<LocalDate> appeal_deadline(store::Transaction& tx, enrol::Enrolment const& enrolment) {
  std::optional<LocalDate> last;
  for (JuryOutcome const& outcome : outcomes_of(tx, enrolment.candidate_id)) {
    if (outcome.enrolment_id == enrolment.id && (!last || *last < outcome.appeal_by)) last = outcome.appeal_by;
  }
  return last;
}

void plan_evidence(Planning const& planning, ExamSession const& session) {
  RetentionLine line = line_of(RetainedKind::evidence, session.id.to_string(), session.title.to_string());
  line.count = planning.desk.records.evidence_kept(planning.tx, session.id);
  line.since = closed_on(session);
  if (line.count > 0) plan(planning, *session.rules, std::move(line));
}

void plan_minutes(Planning const& planning, ExamSession const& session) {
  for (judge::Minutes const& minutes : judge::minutes_of(planning.tx, session.id)) {
    RetentionLine line = line_of(RetainedKind::minutes, minutes.id.to_string(), minutes.number);
    line.since = closed_on(session);
    plan(planning, *session.rules, std::move(line));
  }
}

/// Candidates who sat, each with the last session that closed.
using LastSat = std::map<CandidateId, std::pair<LocalDate, ExamSession const*>>;

void plan_sitters(Planning const& planning, ExamSession const& session, LastSat& last) {
  for (examine::Sitter const& sitter : examine::sitters_of(planning.tx, session.id)) {
    auto const enrolment = enrol::load_enrolment(planning.tx, planning.workspace, sitter.enrolment_id);
    if (!enrolment) continue;
    auto const found = last.find(enrolment->candidate_id);
    if (found == last.end() || found->second.first < closed_on(session)) last[enrolment->candidate_id] = {closed_on(session), &session};
    if (!planning.desk.records.has_reason(planning.tx, enrolment->id)) continue;
    RetentionLine line = line_of(RetainedKind::accommodations, enrolment->id.to_string(), sitter.pseudonym);
    line.since = appeal_deadline(planning.tx, *enrolment);
    plan(planning, *session.rules, std::move(line));
  }
}

/// A block or a certificate that stands keeps its holder's name in the register.
bool holds_something(store::Transaction& tx, CandidateId const& candidate) {
  auto const awards = awards_of(tx, candidate);
  auto const certificates = certificates_of(tx, candidate);
  return std::any_of(awards.begin(), awards.end(), [](Award const& one) { return one.state == AwardStanding::standing; }) ||
         std::any_of(certificates.begin(), certificates.end(), [](Certificate const& one) { return one.state == CertificateState::issued; });
}

std::string number_of(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& id) {
  auto const candidate = enrol::load_candidate(tx, workspace, id);
  return candidate ? candidate->number.to_string() : std::string();
}

void plan_identities(Planning const& planning, LastSat const& last) {
  for (auto const& [candidate, when] : last) {
    bool const nameless = !enrol::load_identity(planning.tx, candidate);
    if (nameless || holds_something(planning.tx, candidate)) continue;
    RetentionLine line = line_of(RetainedKind::grids, candidate.to_string(), number_of(planning.tx, planning.workspace, candidate));
    line.since = when.first;
    plan(planning, *when.second->rules, std::move(line));
  }
}

void plan_numbers(Planning const& planning, enrol::RuleSet const& rules, ZoneName const& zone) {
  auto const open = open_creations(planning.tx, planning.workspace);
  for (CdcItem const& item : item_rows(planning.tx, planning.workspace)) {
    if (item.action != CdcAction::CREATION || !enrol::has_nir(planning.tx, item.candidate_id)) continue;
    RetentionLine line = line_of(RetainedKind::nir, item.candidate_id.to_string(), number_of(planning.tx, planning.workspace, item.candidate_id));
    if (item.accepted_at && !open.contains(item.candidate_id)) line.since = local_moment(*item.accepted_at, zone).date;
    plan(planning, rules, std::move(line));
  }
}

void plan_jurors(Planning const& planning, enrol::RuleSet const& rules) {
  for (KeptJuror const& juror : planning.desk.records.jurors(planning.tx, planning.workspace)) {
    RetentionLine line = line_of(RetainedKind::jurors, juror.id.to_string(), juror.name);
    line.since = juror.last_sat;
    plan(planning, rules, std::move(line));
  }
}

void plan_certificates(Planning const& planning, enrol::RuleSet const& rules) {
  for (Certificate const& certificate : certificate_rows(planning.tx, planning.workspace)) {
    RetentionLine line = line_of(RetainedKind::certificates, certificate.id.to_string(), certificate.serial);
    line.since = certificate.issued_on;
    plan(planning, rules, std::move(line));
  }
}

bool before(RetentionLine const& a, RetentionLine const& b) {
  if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
  return a.due && *a.due != *b.due ? *a.due < *b.due : a.kind < b.kind;
}

enrol::RuleSet rules_today(store::Transaction& tx, WorkspaceId const& workspace) {
  auto const sets = enrol::rule_sets_in_force(tx, workspace);
  return sets.empty() ? enrol::shipped_rule_sets().at("default") : sets.front().rules;
}

void queue_forgetting(store::Transaction& tx, Desk const& desk, std::vector<std::string> files) {
  std::erase(files, "");
  if (!files.empty()) jobs::enqueue(tx, {.kind = "certify.forget_files", .payload = json::encode(ForgetFiles{std::move(files)}), .run_at = desk.clock.now()});
}

Done purge_evidence(store::Transaction& tx, Desk const& desk, Actor const& actor, RetentionLine const& line) {
  TRY(auto const id, examine::ExamSessionId::parse(line.subject_id));
  TRY(auto const session, examine::load_session(tx, actor.workspace, id));
  queue_forgetting(tx, desk, desk.records.purge_evidence(tx, actor, session));
  return {};
}

Done purge_juror(store::Transaction& tx, Desk const& desk, Actor const& actor, RetentionLine const& line) {
  TRY(auto const id, judge::JurorId::parse(line.subject_id));
  TRY(std::string proof, desk.records.purge_juror(tx, actor, id));
  queue_forgetting(tx, desk, {std::move(proof)});
  return {};
}

Done carry_out(store::Transaction& tx, Desk const& desk, Actor const& actor, RetentionLine const& line) {
  if (line.kind == RetainedKind::evidence) return purge_evidence(tx, desk, actor, line);
  if (line.kind == RetainedKind::jurors) return purge_juror(tx, desk, actor, line);
  if (line.kind == RetainedKind::accommodations) {
    TRY(auto const enrolment, EnrolmentId::parse(line.subject_id));
    desk.records.purge_reason(tx, actor, enrolment);
    return {};
  }
  TRY(auto const candidate, CandidateId::parse(line.subject_id));
  if (line.kind == RetainedKind::grids) return enrol::erase_identity(tx, desk.clock, actor, candidate);
  enrol::purge_nir(tx, desk.clock, actor, candidate);
  return {};
}

Done purge(store::Transaction& tx, Desk const& desk, Actor const& actor, RetentionLine const& line) {
  TRY_DONE(carry_out(tx, desk, actor, line));
  Purge const made{PurgeId::make(desk.clock), actor.workspace, line.kind, line.subject_id, *line.due, line.source, line.count, desk.clock.now()};
  put(tx, made);
  record_kept(tx, desk, actor, {"certify.purged", purge_table, made.id.to_string(), json::to_value(made)});
  return {};
}

Done purge_due_of(Desk const& desk, WorkspaceId const& workspace) {
  auto const lines = desk.database.read([&](store::Transaction& tx) { return retention_lines(tx, desk, workspace); });
  for (RetentionLine const& line : lines) {
    if (line.fate != RetentionFate::due) continue;
    TRY_DONE(desk.database.write([&](store::Transaction& tx) { return purge(tx, desk, system_actor(workspace), line); }));
  }
  return {};
}

}  // namespace

std::vector<RetentionLine> retention_lines(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace) {
  std::vector<RetentionLine> lines;
  auto const home = identity::load_workspace(tx, workspace);
  if (!home) return lines;
  Planning const planning{tx, desk, workspace, today_of(tx, desk.clock, workspace), lines};
  auto const sessions = examine::sessions_of(tx, workspace);
  LastSat last;
  for (ExamSession const& session : sessions) {
    if (!session.rules || session.state < examine::SessionState::closed) continue;
    plan_evidence(planning, session);
    plan_minutes(planning, session);
    plan_sitters(planning, session, last);
  }
  plan_identities(planning, last);
  auto const rules = rules_today(tx, workspace);
  plan_numbers(planning, rules, home->zone);
  plan_jurors(planning, rules);
  plan_certificates(planning, rules);
  plan(planning, rules, line_of(RetainedKind::access_log, workspace.to_string(), ""));
  std::stable_sort(lines.begin(), lines.end(), before);
  return lines;
}

RetentionPage retention_page(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    return RetentionPage{today_of(tx, desk.clock, actor.workspace), retention_lines(tx, desk, actor.workspace), purge_rows(tx, actor.workspace)};
  });
}

Done purge_due(Desk const& desk) {
  auto const workspaces = desk.database.read([](store::Transaction& tx) { return workspaces_with_outcomes(tx); });
  for (WorkspaceId const& workspace : workspaces) TRY_DONE(purge_due_of(desk, workspace));
  return {};
}

Done forget_files(Desk const& desk, ForgetFiles const& wanted) {
  for (std::string const& file : wanted.files) desk.records.forget_file(file);
  return {};
}

}  // namespace parvis::certify
