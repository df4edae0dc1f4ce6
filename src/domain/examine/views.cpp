// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/views.h"

#include <algorithm>

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

std::string name_of_enrolment(store::Transaction& tx, WorkspaceId const& workspace, EnrolmentId const& id) {
  auto const enrolment = enrol::load_enrolment(tx, workspace, id);
  if (!enrolment) return {};
  auto const identity = enrol::load_identity(tx, enrolment->candidate_id);
  return identity ? enrol::shown_name(*identity) : std::string();
}

SitterLine line_of(store::Transaction& tx, Sitter sitter) {
  SitterLine line;
  line.name = name_of_enrolment(tx, sitter.workspace_id, sitter.enrolment_id);
  line.derogations = derogation_rows(tx, sitter.id);
  if (sitter.case_id) {
    if (auto const exam_case = load_case(tx, sitter.workspace_id, *sitter.case_id)) line.case_title = exam_case->content.title;
  }
  if (auto const last = last_submission(tx, sitter.id)) {
    line.submission_state = last->state;
    line.submission_id = last->id;
    line.attempts = last->attempt;
    line.deposited_at = last->deposited_at;
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
    for (Sitter& sitter : sitters_of(tx, id)) sheet.sitters.push_back(line_of(tx, std::move(sitter)));
    return sheet;
  });
}

Result<std::vector<Seatable>> seatable(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<std::vector<Seatable>> {
    TRY(ExamSession const session, load_session(tx, workspace, id));
    bool const final_jury = session.block.to_string() == "final";
    std::vector<Seatable> all;
    for (enrol::Enrolment const& one : enrol::enrolments_for(tx, workspace, final_jury ? "" : session.block.to_string())) {
      using enum enrol::EnrolmentState;
      bool const admitted_here = one.state == eligible_final || one.state == admitted || one.state == convoked;
      if (!admitted_here || one.version_id != session.version_id || sitter_of_enrolment(tx, id, one.id)) continue;
      all.push_back({one.id, name_of_enrolment(tx, workspace, one.id), one.route, one.blocks});
    }
    return all;
  });
}

Result<SealSheet> seal_sheet(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<SealSheet> {
    TRY(ExamSession const session, load_session(tx, workspace, id));
    SealSheet sheet{session.root, {}};
    for (Sitter const& sitter : sitters_of(tx, id)) {
      for (Submission const& one : attempts_of(tx, sitter.id)) {
        sheet.leaves.push_back({one.leaf_index, one.pseudonym, one.attempt, one.state, one.deposited_at, one.leaf, one.manifest});
      }
    }
    std::sort(sheet.leaves.begin(), sheet.leaves.end(), [](SealedLeaf const& a, SealedLeaf const& b) { return a.index < b.index; });
    return sheet;
  });
}

}  // namespace parvis::examine
