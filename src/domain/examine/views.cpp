// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/views.h"

#include <set>

namespace parvis::examine {
namespace {

SessionSummary summary_of(store::Transaction& tx, Desk const& desk, ExamSession const& session) {
  SessionSummary summary{session.id, session.title, session.block, session.centre, session.mode, session.zone, session.opens_at, session.closes_at,
                         session.state, next_event(session.state), 0, 0, missing_of(tx, desk.clock, session)};
  summary.sitters = static_cast<std::int64_t>(sitters_of(tx, session.id).size());
  summary.deposited = static_cast<std::int64_t>(submissions_of(tx, session.id).size());
  if (desk.jury_check && summary.next) {
    for (Missing& one : desk.jury_check(tx, session, *summary.next)) summary.missing.push_back(std::move(one));
  }
  return summary;
}

/// What the lines of a session's sitters show, read once for all of them.
struct Dossiers {
  std::map<EnrolmentId, enrol::Enrolled> people;
  std::map<SitterId, std::vector<Derogation>> derogations;
  std::map<SitterId, Submission> last;
  std::map<ExamCaseId, Text<1, 160>> titles;
};

Dossiers dossiers_of(store::Transaction& tx, ExamSession const& session, std::vector<Sitter> const& sitters) {
  Dossiers all;
  std::vector<EnrolmentId> enrolments;
  for (Sitter const& one : sitters) {
    enrolments.push_back(one.enrolment_id);
    if (!one.case_id || all.titles.contains(*one.case_id)) continue;
    if (auto const drawn = load_case(tx, session.workspace_id, *one.case_id)) all.titles.emplace(*one.case_id, drawn->content.title);
  }
  all.people = enrol::enrolled(tx, session.workspace_id, enrolments);
  all.derogations = derogation_rows(tx, session.id);
  for (Submission& one : submissions_of(tx, session.id)) all.last.emplace(one.sitter_id, std::move(one));
  return all;
}

SitterLine line_of(Dossiers& dossiers, Sitter sitter) {
  SitterLine line;
  line.name = dossiers.people[sitter.enrolment_id].name;
  line.derogations = std::move(dossiers.derogations[sitter.id]);
  auto const title = sitter.case_id ? dossiers.titles.find(*sitter.case_id) : dossiers.titles.end();
  if (title != dossiers.titles.end()) line.case_title = title->second;
  if (auto const last = dossiers.last.find(sitter.id); last != dossiers.last.end()) {
    line.submission_state = last->second.state;
    line.submission_id = last->second.id;
    line.attempts = last->second.attempt;
    line.deposited_at = last->second.deposited_at;
  }
  line.sitter = std::move(sitter);
  return line;
}

}  // namespace

std::vector<SessionSummary> session_board(Desk const& desk, WorkspaceId const& workspace) {
  return desk.database.read([&](store::Transaction& tx) {
    std::vector<SessionSummary> board;
    for (ExamSession const& session : sessions_of(tx, workspace)) board.push_back(summary_of(tx, desk, session));
    return board;
  });
}

Result<SessionSheet> session_sheet(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<SessionSheet> {
    TRY(ExamSession const session, load_session(tx, workspace, id));
    SessionSheet sheet;
    sheet.summary = summary_of(tx, desk, session);
    sheet.plan = {session.title, session.block, session.version_id, session.rule_set_id, session.centre, session.mode, session.zone, session.opens_at,
                  session.closes_at, session.measures, session.pool};
    sheet.habilitation = session.habilitation;
    sheet.draw_seed = session.draw_seed;
    sheet.root = session.root;
    sheet.sealed_leaves = session.sealed_leaves;
    sheet.rules_frozen = session.rules.has_value();
    sheet.revision = session.revision;
    auto sitters = sitters_of(tx, id);
    Dossiers dossiers = dossiers_of(tx, session, sitters);
    for (Sitter& sitter : sitters) sheet.sitters.push_back(line_of(dossiers, std::move(sitter)));
    return sheet;
  });
}

Result<std::vector<Seatable>> seatable(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<std::vector<Seatable>> {
    TRY(ExamSession const session, load_session(tx, workspace, id));
    bool const final_jury = session.block.to_string() == "final";
    std::set<EnrolmentId> sitting;
    for (Sitter const& one : sitters_of(tx, id)) sitting.insert(one.enrolment_id);
    std::vector<enrol::Enrolment> chosen;
    std::vector<EnrolmentId> ids;
    for (enrol::Enrolment& one : enrol::enrolments_for(tx, workspace, final_jury ? "" : session.block.to_string())) {
      using enum enrol::EnrolmentState;
      bool const admitted_here = one.state == eligible_final || one.state == admitted || one.state == convoked;
      if (!admitted_here || one.version_id != session.version_id || sitting.contains(one.id)) continue;
      ids.push_back(one.id);
      chosen.push_back(std::move(one));
    }
    auto people = enrol::enrolled(tx, workspace, ids);
    std::vector<Seatable> all;
    for (enrol::Enrolment const& one : chosen) all.push_back({one.id, people[one.id].name, one.route, one.blocks});
    return all;
  });
}

Result<SealSheet> seal_sheet(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<SealSheet> {
    TRY(ExamSession const session, load_session(tx, workspace, id));
    SealSheet sheet{session.root, {}};
    for (Submission const& one : attempts_in(tx, id)) {
      sheet.leaves.push_back({one.leaf_index, one.pseudonym, one.attempt, one.state, one.deposited_at, one.leaf, one.manifest});
    }
    return sheet;
  });
}

}  // namespace parvis::examine
