// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the use cases of marking share: a grid with the session, candidate, rules and criteria it stands in.

#include "judge/grids.h"

namespace parvis::judge {

struct Place {
  ExamSession session;
  examine::Sitter sitter;
  RuleSet rules;
  enrol::ReferentialVersion version;
  std::vector<Placed> criteria;  // of the grid's part
  std::vector<examine::OpenAnswer> open;  // that it marks, of a questionnaire
};
Result<Place> place_of(store::Transaction& tx, Grid const& grid, ExamSession const& session);

/// The candidate's last attempt, which the grid's juror reads: none for open answers, which are sealed when they are handed in.
std::optional<examine::Submission> submission_read(store::Transaction& tx, Grid const& grid);

/// The grid if it is the actor's; judge.grid_not_found otherwise, whoever's it is.
Result<Grid> own_grid(store::Transaction& tx, Actor const& actor, GridId const& id);

// Files that jurors open, each only by who may.
struct SentFile {
  std::string name;
  std::string media_type;
  std::filesystem::path path;
  std::filesystem::path frozen = {};  // of a print: the work itself
  std::string title = {};             // that the print bears
};
enum class Form { original, print };
struct AskedPiece {
  ExamSessionId session;
  examine::PieceId piece;
  Form form = Form::original;
};
/// Problem judge.piece_not_found, also for a candidate whom the actor does not mark.
Result<SentFile> evidence_file(store::Transaction& tx, Desk const& desk, Actor const& actor, AskedPiece const& asked);
/// One's own scan, or a revealed one of one's jury.
Result<SentFile> paper_file(store::Transaction& tx, Desk const& desk, Actor const& actor, GridId const& id);
/// What a presenter brings may bear their name: nobody reads it before having locked what they mark of the candidate without
/// it. Problem judge.written_open. Its file has a neutral name.
bool may_see_materials(std::vector<Grid> const& of_candidate, JurorId const& reader);
/// Of the candidate's, in their order, each under its neutral name: "C-7F3K-oral-1.pdf".
std::vector<OralMaterial> shown_materials(store::Transaction& tx, Desk const& desk, OralSlot const& slot, std::string const& pseudonym);
Result<SentFile> material_file(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<ExamSessionId, OralMaterialId> const& asked);

Result<MarkingSheet> sheet_of(store::Transaction& tx, Desk const& desk, Grid const& grid);

}  // namespace parvis::judge
