// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/candidate.h"

#include <algorithm>

#include "base/json.h"
#include "examine/own.h"

namespace parvis::examine {
namespace {

std::vector<EnrolmentId> own_enrolments(store::Transaction& tx, Actor const& actor) {
  std::vector<EnrolmentId> ids;
  auto const candidate = enrol::candidate_of_person(tx, actor.workspace, actor.person);
  if (!candidate) return ids;
  for (enrol::Enrolment const& one : enrol::enrolments_of(tx, actor.workspace, candidate->id)) ids.push_back(one.id);
  return ids;
}

// Before it is staffed, who sits may still change: the candidate is told of nothing yet.
bool is_told(ExamSession const& session) { return session.state != SessionState::planned; }

MyExam exam_of(store::Transaction& tx, Own const& own, Instant now) {
  auto const& [session, sitter] = own;
  MyExam exam{session.id, session.title, session.block, session.centre, session.mode, session.state, session.opens_at, sitter.deadline, sitter.late_until,
              sitter.zone, sitter.pseudonym, 0, std::nullopt, now};
  if (auto const last = last_submission(tx, sitter.id)) {
    exam.attempts = last->attempt;
    exam.deposited_at = last->deposited_at;
  }
  return exam;
}

std::vector<Expected> expected_of(ExamCase const& exam_case, std::vector<Piece> const& pieces) {
  std::vector<Expected> all;
  referential::Block const* block = referential::find_block(exam_case.content.block.to_string());
  for (referential::Deliverable const& one : block->evaluation.deliverables) {
    auto const& asked = exam_case.content.deliverables;
    if (std::find(asked.begin(), asked.end(), one.id) == asked.end()) continue;
    auto const count = std::count_if(pieces.begin(), pieces.end(), [&](Piece const& piece) { return piece.deliverable == one.id; });
    all.push_back({one.id, one.name, count});
  }
  return all;
}

bool has_begun(Own const& own, Instant now) {
  return own.session.state != SessionState::staffed && own.session.state != SessionState::planned && now >= own.session.opens_at;
}

void show_case(store::Transaction& tx, Own const& own, MyExamSheet& sheet) {
  if (!own.sitter.case_id) return;
  auto const exam_case = load_case(tx, own.session.workspace_id, *own.sitter.case_id);
  if (!exam_case) return;
  std::vector<Piece> pieces;
  for (OwnPiece const& one : sheet.pieces) pieces.push_back(one.piece);
  sheet.case_title = exam_case->content.title;
  sheet.brief = exam_case->content.brief;
  sheet.documents = exam_case->documents;
  sheet.expected = expected_of(*exam_case, pieces);
  sheet.brand_id = own.sitter.brand_id;
  if (!own.sitter.brand_id) return;
  if (auto const brand = identity::load_brand(tx, *own.sitter.brand_id)) sheet.brand_slug = brand->slug.to_string();
}

Result<GivenFile> own_piece_file(store::Transaction& tx, Own const& own, AskedPiece const& asked) {
  auto const piece = find_piece(tx, asked.piece);
  if (!piece || piece->sitter_id != own.sitter.id) return not_found("examine.piece_not_found");
  if (asked.side == Side::file) return GivenFile{piece->sha256, piece->media_type, piece->name};
  if (!piece->print_sha256) return not_found("examine.piece_not_found");
  return GivenFile{*piece->print_sha256, "application/pdf", piece->name + ".pdf", piece->sha256, own.sitter.pseudonym};
}

}  // namespace

Result<Own> load_own(store::Transaction& tx, Actor const& actor, ExamSessionId const& id) {
  TRY(ExamSession session, load_session(tx, actor.workspace, id));
  for (EnrolmentId const& enrolment : own_enrolments(tx, actor)) {
    auto sitter = sitter_of_enrolment(tx, id, enrolment);
    if (sitter && is_told(session)) return Own{std::move(session), std::move(*sitter)};
  }
  return not_found("examine.session_not_found");
}

Instant last_instant(Sitter const& sitter) { return sitter.late_until ? std::max(sitter.deadline, *sitter.late_until) : sitter.deadline; }

Done check_working(Own const& own, Instant now) {
  if (own.session.state != SessionState::open || now < own.session.opens_at) {
    return conflict("examine.not_open", own.session.opens_at.to_string());
  }
  if (own.sitter.presence == Presence::absent) return conflict("examine.sitter_absent");
  if (now > last_instant(own.sitter)) return conflict("examine.deposit_late", last_instant(own.sitter).to_string());
  return {};
}

Done check_sandbox_open(store::Transaction& tx, Clock const& clock, identity::BrandId const& brand) {
  auto const sitter = sitter_of_sandbox(tx, brand);
  if (!sitter) return conflict("examine.not_open");
  TRY(ExamSession session, load_session(tx, sitter->workspace_id, sitter->session_id));
  return check_working({std::move(session), *sitter}, clock.now());
}

bool names_posts(std::optional<LiveKind> const& live) { return live == LiveKind::calendar || live == LiveKind::results; }

bool handed_in_posts(store::Transaction& tx, Actor const& actor, Sitter const& sitter) {
  auto const own = own_enrolments(tx, actor);
  if (std::find(own.begin(), own.end(), sitter.enrolment_id) == own.end()) return false;
  auto const pieces = piece_rows(tx, sitter.id);
  return std::any_of(pieces.begin(), pieces.end(), [](Piece const& piece) { return names_posts(piece.live); });
}

void note_refusal(Watch const& watch, Actor const& actor, ExamSessionId const& id, std::string const& act, Problem const& problem) {
  watch.database.write([&](store::Transaction& tx) {
    auto const session = load_session(tx, actor.workspace, id);
    if (!session) return;
    Refusal refusal{new_uuid(watch.clock.now()), actor.workspace, id, std::nullopt, act, problem.code, problem.detail.substr(0, 300), watch.clock.now()};
    if (!problem.fields.empty() && refusal.code.empty()) refusal.code = problem.fields.front().code;
    if (!problem.fields.empty()) refusal.detail = (problem.fields.front().code + " " + problem.fields.front().value).substr(0, 300);
    if (auto const own = load_own(tx, actor, id)) refusal.sitter_id = own->sitter.id;
    insert_refusal(tx, refusal);
    identity::record_audit(tx, watch.clock, actor, {"examine.refused", "examine_session", id.to_string(), json::encode(std::map<std::string, std::string>{{"act", act}, {"code", refusal.code}})});
  });
}

std::vector<MyExam> my_exams(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::vector<MyExam> exams;
    for (Sitter& sitter : sitters_of_enrolments(tx, own_enrolments(tx, actor))) {
      auto session = load_session(tx, actor.workspace, sitter.session_id);
      if (session && is_told(*session)) exams.push_back(exam_of(tx, {std::move(*session), std::move(sitter)}, desk.clock.now()));
    }
    std::sort(exams.begin(), exams.end(), [](MyExam const& a, MyExam const& b) { return a.opens_at > b.opens_at; });
    return exams;
  });
}

Result<MyExamSheet> my_exam(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  auto result = desk.database.read([&](store::Transaction& tx) -> Result<MyExamSheet> {
    TRY(Own const own, load_own(tx, actor, id));
    MyExamSheet sheet;
    sheet.exam = exam_of(tx, own, desk.clock.now());
    for (Piece& piece : piece_rows(tx, own.sitter.id)) {
      std::string given = given_name(tx, piece.id);
      sheet.pieces.push_back({std::move(piece), std::move(given)});
    }
    if (has_begun(own, desk.clock.now())) show_case(tx, own, sheet);
    sheet.attempts = attempts_of(tx, own.sitter.id);
    return sheet;
  });
  return watched(desk, actor, id, "examine.exam_read", std::move(result));
}

Result<GivenFile> own_file(Desk const& desk, Actor const& actor, ExamSessionId const& id, AskedPiece const& asked) {
  auto result = desk.database.read([&](store::Transaction& tx) -> Result<GivenFile> {
    TRY(Own const own, load_own(tx, actor, id));
    return own_piece_file(tx, own, asked);
  });
  return watched(desk, actor, id, "examine.piece_read", std::move(result));
}

Result<GivenFile> case_file(Desk const& desk, Actor const& actor, ExamSessionId const& id, std::string const& sha256) {
  return desk.database.read([&](store::Transaction& tx) -> Result<GivenFile> {
    TRY(Own const own, load_own(tx, actor, id));
    if (!own.sitter.case_id || !has_begun(own, desk.clock.now())) return not_found("examine.document_not_found");
    TRY(ExamCase const exam_case, load_case(tx, actor.workspace, *own.sitter.case_id));
    for (CaseDocument const& one : exam_case.documents) {
      if (one.sha256 == sha256) return GivenFile{sha256, one.media_type, one.name.to_string()};
    }
    return not_found("examine.document_not_found");
  });
}

}  // namespace parvis::examine
