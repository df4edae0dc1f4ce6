// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over grids, drafts, phrases and orals. What is read of another juror's grid passes readable_by() (grid.h) first.

#include "judge/grid.h"
#include "judge/oral.h"

namespace parvis::judge {

void put(store::Transaction& tx, Grid const& grid);
std::optional<Grid> find_grid(store::Transaction& tx, WorkspaceId const& workspace, GridId const& id);
/// By candidate, part, place; void ones too.
std::vector<Grid> grid_rows(store::Transaction& tx, ExamSessionId const& session);
std::vector<Grid> grids_of_candidate(store::Transaction& tx, ExamSessionId const& session, EnrolmentId const& enrolment);
std::vector<Grid> grids_of_juror(store::Transaction& tx, JurorId const& juror);
std::vector<Grid> grids_of_juror_in(store::Transaction& tx, ExamSessionId const& session, JurorId const& juror);
/// The same without marks and texts, those that count.
std::vector<GridPlace> grid_places(store::Transaction& tx, ExamSessionId const& session, JurorId const& juror);

void put(store::Transaction& tx, GridDraft const& draft);
/// Of that juror's grids in that session, by grid.
std::map<GridId, GridDraft> drafts_in(store::Transaction& tx, ExamSessionId const& session, JurorId const& juror);
std::optional<GridDraft> find_draft(store::Transaction& tx, GridId const& grid);
void remove_draft(store::Transaction& tx, GridId const& grid);

void put(store::Transaction& tx, Phrase const& phrase);
std::vector<Phrase> phrase_rows(store::Transaction& tx, JurorId const& juror);
/// Rows deleted: 0 when that juror has no such phrase.
std::int64_t remove_phrase(store::Transaction& tx, JurorId const& juror, PhraseId const& id);

void put(store::Transaction& tx, OralSlot const& slot);
std::optional<OralSlot> find_oral(store::Transaction& tx, WorkspaceId const& workspace, OralId const& id);
std::vector<OralSlot> oral_rows(store::Transaction& tx, ExamSessionId const& session);
/// Of every session, those held at some moment between the two.
std::vector<OralSlot> orals_between(store::Transaction& tx, WorkspaceId const& workspace, std::pair<Instant, Instant> const& from_to);
void put(store::Transaction& tx, OralNote const& note);
std::vector<OralNote> oral_notes(store::Transaction& tx, OralId const& oral);
/// Of every oral of the session; those of one in the same order.
std::vector<OralNote> oral_notes_in(store::Transaction& tx, ExamSessionId const& session);
void put(store::Transaction& tx, OralMaterial const& material);
std::vector<OralMaterial> oral_materials(store::Transaction& tx, OralId const& oral);
/// Of every oral of the session; those of one in the same order.
std::vector<OralMaterial> oral_materials_in(store::Transaction& tx, ExamSessionId const& session);

}  // namespace parvis::judge
