// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <fstream>

#include "judge/grid_store.h"
#include "judge/jury_store.h"
#include "judge/marking_desk.h"

namespace parvis::judge {
namespace {

/// Marks the candidate, or presides once the session deliberates.
bool may_read(store::Transaction& tx, ExamSession const& session, Seated const& own, EnrolmentId const& enrolment) {
  if (own.seat.position == Position::president && session.state >= examine::SessionState::deliberating) return true;
  auto const grids = grids_of_candidate(tx, session.id, enrolment);
  return std::any_of(grids.begin(), grids.end(), [&](Grid const& one) { return one.juror_id == own.juror.id && counts(one); });
}

std::string media_type_of(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  char first[4] = {};
  in.read(first, sizeof first);
  std::string_view const start(first, sizeof first);
  if (start.starts_with("%PDF")) return "application/pdf";
  return start.starts_with("\x89PNG") ? "image/png" : "image/jpeg";
}

std::string ending_of(std::string const& media_type) {
  if (media_type == "application/pdf") return ".pdf";
  return media_type == "image/png" ? ".png" : ".jpg";
}

}  // namespace

Result<SentFile> evidence_file(store::Transaction& tx, Desk const& desk, Actor const& actor, AskedPiece const& asked) {
  TRY(ExamSession const session, examine::load_session(tx, actor.workspace, asked.session));
  TRY(Seated const own, own_seat(tx, actor, session));
  for (examine::Submission const& submission : examine::submissions_of(tx, session.id)) {
    for (examine::PieceCopy const& copy : examine::pieces_of(tx, submission.id)) {
      if (copy.piece_id != asked.piece) continue;
      if (!may_read(tx, session, own, submission.enrolment_id)) return not_found("judge.piece_not_found");
      if (asked.form == Form::print && copy.print_sha256) return SentFile{copy.name + ".pdf", "application/pdf", desk.file_of(*copy.print_sha256), desk.file_of(copy.sha256), submission.pseudonym};
      return SentFile{copy.name, copy.media_type, desk.file_of(copy.sha256)};
    }
  }
  return not_found("judge.piece_not_found");
}

bool reads_posts_of(store::Transaction& tx, Actor const& actor, examine::Sitter const& sitter) {
  auto const session = examine::load_session(tx, actor.workspace, sitter.session_id);
  if (!session) return false;
  auto const own = own_seat(tx, actor, *session);
  if (!own || !may_read(tx, *session, *own, sitter.enrolment_id)) return false;
  for (examine::Submission const& submission : examine::submissions_of(tx, session->id)) {
    if (submission.enrolment_id != sitter.enrolment_id) continue;
    auto const copies = examine::pieces_of(tx, submission.id);
    if (std::any_of(copies.begin(), copies.end(), [](examine::PieceCopy const& copy) { return examine::names_posts(copy.live); })) return true;
  }
  return false;
}

Result<SentFile> paper_file(store::Transaction& tx, Desk const& desk, Actor const& actor, GridId const& id) {
  auto const grid = find_grid(tx, actor.workspace, id);
  auto const juror = find_juror_of(tx, actor.workspace, actor.person);
  if (!grid || !juror || !grid->paper_sha256) return not_found("judge.grid_not_found");
  TRY(ExamSession const session, examine::load_session(tx, actor.workspace, grid->session_id));
  TRY_DONE(own_seat(tx, actor, session));
  auto const readable = readable_by(grids_of_candidate(tx, grid->session_id, grid->enrolment_id), juror->id);
  bool const may = std::any_of(readable.begin(), readable.end(), [&](Grid const& one) { return one.id == id; });
  if (!may) return not_found("judge.grid_not_found");
  auto const path = desk.file_of(*grid->paper_sha256);
  return SentFile{"grid", media_type_of(path), path};
}

bool may_see_materials(std::vector<Grid> const& of_candidate, JurorId const& reader) {
  return std::none_of(of_candidate.begin(), of_candidate.end(), [&](Grid const& one) {
    return one.juror_id == reader && counts(one) && one.part != Part::oral && one.state != GridState::locked;
  });
}

std::vector<OralMaterial> shown_materials(store::Transaction& tx, Desk const& desk, OralSlot const& slot, std::string const& pseudonym) {
  std::vector<OralMaterial> materials = oral_materials(tx, slot.id);
  std::size_t number = 0;
  for (OralMaterial& one : materials) {
    one.name = *Text<1, 200>::parse(pseudonym + "-oral-" + std::to_string(++number) + ending_of(media_type_of(desk.file_of(one.sha256))));
  }
  return materials;
}

Result<SentFile> material_file(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<ExamSessionId, OralMaterialId> const& asked) {
  TRY(ExamSession const session, examine::load_session(tx, actor.workspace, asked.first));
  TRY(Seated const own, own_seat(tx, actor, session));
  for (OralSlot const& slot : oral_rows(tx, session.id)) {
    auto const sitter = examine::sitter_of_enrolment(tx, session.id, slot.enrolment_id);
    for (OralMaterial const& one : shown_materials(tx, desk, slot, sitter ? sitter->pseudonym : std::string())) {
      if (one.id != asked.second) continue;
      if (!may_read(tx, session, own, slot.enrolment_id)) return not_found("judge.oral_not_found");
      if (!may_see_materials(grids_of_candidate(tx, session.id, slot.enrolment_id), own.juror.id)) return conflict("judge.written_open");
      auto const path = desk.file_of(one.sha256);
      return SentFile{one.name.to_string(), media_type_of(path), path};
    }
  }
  return not_found("judge.oral_not_found");
}

}  // namespace parvis::judge
