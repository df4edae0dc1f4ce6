// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/grid_store.h"

#include "judge/put.h"

namespace parvis::judge {
namespace {

constexpr auto grid_by_id = " FROM judge_grid WHERE workspace_id = $1 AND id = $2";
constexpr auto grids_in = " FROM judge_grid WHERE session_id = $1 ORDER BY enrolment_id, part DESC, place, created_at, id";
constexpr auto grids_by_candidate = " FROM judge_grid WHERE session_id = $1 AND enrolment_id = $2 ORDER BY part DESC, place, created_at, id";
constexpr auto grids_by_juror = " FROM judge_grid WHERE juror_id = $1 ORDER BY session_id, enrolment_id, part DESC, created_at, id";
constexpr auto grids_by_juror_in = " FROM judge_grid WHERE session_id = $1 AND juror_id = $2 ORDER BY enrolment_id, part DESC, created_at, id";
constexpr auto places_by_juror_in = " FROM judge_grid WHERE session_id = $1 AND juror_id = $2 AND state <> 'voided' ORDER BY id";
constexpr auto drafts_by_juror_in = " FROM judge_draft WHERE id IN (SELECT id FROM judge_grid WHERE session_id = $1 AND juror_id = $2)";
constexpr auto draft_by_grid = " FROM judge_draft WHERE id = $1";
constexpr auto delete_draft = "DELETE FROM judge_draft WHERE id = $1";
constexpr auto phrases_by_juror = " FROM judge_phrase WHERE juror_id = $1 ORDER BY created_at, id";
constexpr auto delete_phrase = "DELETE FROM judge_phrase WHERE juror_id = $1 AND id = $2";
constexpr auto oral_by_id = " FROM judge_oral_slot WHERE workspace_id = $1 AND id = $2";
constexpr auto orals_at = " FROM judge_oral_slot WHERE workspace_id = $1 AND starts_at < $2 AND starts_at + minutes * 60000 > $3 ORDER BY starts_at, id";
constexpr auto orals_in = " FROM judge_oral_slot WHERE session_id = $1 ORDER BY starts_at, id";
constexpr auto notes_in = " FROM judge_oral_note WHERE oral_id = $1 ORDER BY juror_id";
constexpr auto notes_in_session = " FROM judge_oral_note WHERE oral_id IN (SELECT id FROM judge_oral_slot WHERE session_id = $1) ORDER BY juror_id";
constexpr auto materials_in = " FROM judge_oral_material WHERE oral_id = $1 ORDER BY added_at, id";
constexpr auto materials_in_session = " FROM judge_oral_material WHERE oral_id IN (SELECT id FROM judge_oral_slot WHERE session_id = $1) ORDER BY added_at, id";
constexpr auto over_note =
    " ON CONFLICT (oral_id, juror_id) DO UPDATE SET questions = excluded.questions, notes = excluded.notes, "
    "revision = excluded.revision, saved_at = excluded.saved_at";

}  // namespace

void put(store::Transaction& tx, Grid const& grid) { put_row(tx, "judge_grid", grid); }

std::optional<Grid> find_grid(store::Transaction& tx, WorkspaceId const& workspace, GridId const& id) {
  static std::string const sql = store::selected<Grid>(grid_by_id);
  return store::one<Grid>(tx.first(sql, {workspace.to_string(), id.to_string()}));
}

std::vector<Grid> grid_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Grid>(grids_in);
  return store::records<Grid>(tx.rows(sql, {session.to_string()}));
}

std::vector<Grid> grids_of_candidate(store::Transaction& tx, ExamSessionId const& session, EnrolmentId const& enrolment) {
  static std::string const sql = store::selected<Grid>(grids_by_candidate);
  return store::records<Grid>(tx.rows(sql, {session.to_string(), enrolment.to_string()}));
}

std::vector<Grid> grids_of_juror(store::Transaction& tx, JurorId const& juror) {
  static std::string const sql = store::selected<Grid>(grids_by_juror);
  return store::records<Grid>(tx.rows(sql, {juror.to_string()}));
}

std::vector<Grid> grids_of_juror_in(store::Transaction& tx, ExamSessionId const& session, JurorId const& juror) {
  static std::string const sql = store::selected<Grid>(grids_by_juror_in);
  return store::records<Grid>(tx.rows(sql, {session.to_string(), juror.to_string()}));
}

std::vector<GridPlace> grid_places(store::Transaction& tx, ExamSessionId const& session, JurorId const& juror) {
  static std::string const sql = store::selected<GridPlace>(places_by_juror_in);
  return store::records<GridPlace>(tx.rows(sql, {session.to_string(), juror.to_string()}));
}

std::map<GridId, GridDraft> drafts_in(store::Transaction& tx, ExamSessionId const& session, JurorId const& juror) {
  static std::string const sql = store::selected<GridDraft>(drafts_by_juror_in);
  std::map<GridId, GridDraft> drafts;
  for (GridDraft& one : store::records<GridDraft>(tx.rows(sql, {session.to_string(), juror.to_string()}))) drafts.emplace(one.id, std::move(one));
  return drafts;
}

void put(store::Transaction& tx, GridDraft const& draft) { put_row(tx, "judge_draft", draft); }

std::optional<GridDraft> find_draft(store::Transaction& tx, GridId const& grid) {
  static std::string const sql = store::selected<GridDraft>(draft_by_grid);
  return store::one<GridDraft>(tx.first(sql, {grid.to_string()}));
}

void remove_draft(store::Transaction& tx, GridId const& grid) { tx.run(delete_draft, {grid.to_string()}); }

void put(store::Transaction& tx, Phrase const& phrase) { put_row(tx, "judge_phrase", phrase); }

std::vector<Phrase> phrase_rows(store::Transaction& tx, JurorId const& juror) {
  static std::string const sql = store::selected<Phrase>(phrases_by_juror);
  return store::records<Phrase>(tx.rows(sql, {juror.to_string()}));
}

std::int64_t remove_phrase(store::Transaction& tx, JurorId const& juror, PhraseId const& id) {
  return tx.run(delete_phrase, {juror.to_string(), id.to_string()});
}

void put(store::Transaction& tx, OralSlot const& slot) { put_row(tx, "judge_oral_slot", slot); }

std::optional<OralSlot> find_oral(store::Transaction& tx, WorkspaceId const& workspace, OralId const& id) {
  static std::string const sql = store::selected<OralSlot>(oral_by_id);
  return store::one<OralSlot>(tx.first(sql, {workspace.to_string(), id.to_string()}));
}

std::vector<OralSlot> orals_between(store::Transaction& tx, WorkspaceId const& workspace, std::pair<Instant, Instant> const& from_to) {
  static std::string const sql = store::selected<OralSlot>(orals_at);
  return store::records<OralSlot>(tx.rows(sql, {workspace.to_string(), from_to.second.milliseconds(), from_to.first.milliseconds()}));
}

std::vector<OralSlot> oral_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<OralSlot>(orals_in);
  return store::records<OralSlot>(tx.rows(sql, {session.to_string()}));
}

void put(store::Transaction& tx, OralNote const& note) {
  static std::string const sql = store::insert_into<OralNote>("judge_oral_note") + over_note;
  tx.run(sql, store::fields(note));
}

std::vector<OralNote> oral_notes(store::Transaction& tx, OralId const& oral) {
  static std::string const sql = store::selected<OralNote>(notes_in);
  return store::records<OralNote>(tx.rows(sql, {oral.to_string()}));
}

std::vector<OralNote> oral_notes_in(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<OralNote>(notes_in_session);
  return store::records<OralNote>(tx.rows(sql, {session.to_string()}));
}

void put(store::Transaction& tx, OralMaterial const& material) { put_row(tx, "judge_oral_material", material); }

std::vector<OralMaterial> oral_materials(store::Transaction& tx, OralId const& oral) {
  static std::string const sql = store::selected<OralMaterial>(materials_in);
  return store::records<OralMaterial>(tx.rows(sql, {oral.to_string()}));
}

std::vector<OralMaterial> oral_materials_in(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<OralMaterial>(materials_in_session);
  return store::records<OralMaterial>(tx.rows(sql, {session.to_string()}));
}

}  // namespace parvis::judge
