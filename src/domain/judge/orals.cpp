// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/digest.h"
#include "judge/grid_store.h"
#include "judge/grids.h"
#include "judge/jury_store.h"
#include "judge/oral_hours.h"

namespace parvis::judge {
namespace {

constexpr std::int64_t least_minutes = 5, most_minutes = 480;

Result<OralSlot> load_oral(store::Transaction& tx, WorkspaceId const& workspace, OralId const& id) {
  auto slot = find_oral(tx, workspace, id);
  if (!slot) return not_found("judge.oral_not_found");
  return std::move(*slot);
}

/// The jury hears one candidate at a time in one place.
Done check_free(std::vector<OralSlot> const& slots, OralSlot const& slot) {
  for (OralSlot const& other : slots) {
    bool const apart = other.id == slot.id || other.place != slot.place || end_of(other) <= slot.starts_at || end_of(slot) <= other.starts_at;
    if (!apart) return invalid_field("starts_at", "judge.oral_overlap", other.starts_at.to_string(), slot.starts_at.to_string());
  }
  return {};
}

OralSlot slot_for(Desk const& desk, ExamSession const& session, std::vector<OralSlot> const& slots, EnrolmentId const& enrolment) {
  auto const found = std::find_if(slots.begin(), slots.end(), [&](OralSlot const& one) { return one.enrolment_id == enrolment; });
  if (found != slots.end()) {
    OralSlot slot = *found;
    ++slot.revision;
    return slot;
  }
  OralSlot slot;
  slot.id = OralId::make(desk.clock);
  slot.workspace_id = session.workspace_id;
  slot.session_id = session.id;
  slot.enrolment_id = enrolment;
  slot.created_at = desk.clock.now();
  return slot;
}

bool written_locked(std::vector<Grid> const& grids) {
  return std::all_of(grids.begin(), grids.end(), [](Grid const& one) { return one.part == Part::oral || !counts(one) || one.state == GridState::locked; });
}

/// A defence that was not held has nothing to mark; one that is held after all is marked.
Done follow_attendance(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<ExamSession, OralSlot> const& what) {
  auto const& [session, slot] = what;
  if (slot.attendance != Attendance::absent) return session.state == examine::SessionState::marking ? assign_jurors(tx, desk, actor, {session, {}}) : Done();
  for (Grid const& grid : grids_of_candidate(tx, session.id, slot.enrolment_id)) {
    if (counts(grid) && grid.state != GridState::locked) make_void(tx, desk, actor, grid, "judge.candidate_absent");
  }
  return {};
}

bool is_shown(std::string const& bytes) { return bytes.starts_with("%PDF-") || bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF"); }

}  // namespace

std::vector<OralLine> orals(store::Transaction& tx, ExamSession const& session) {
  std::map<EnrolmentId, std::string> names;
  for (examine::Sitter const& sitter : examine::sitters_of(tx, session.id)) names[sitter.enrolment_id] = sitter.pseudonym;
  std::map<OralId, std::vector<OralMaterial>> materials;
  for (OralMaterial& one : oral_materials_in(tx, session.id)) materials[one.oral_id].push_back(std::move(one));
  std::vector<OralLine> lines;
  for (OralSlot const& slot : oral_rows(tx, session.id)) lines.push_back({slot, names[slot.enrolment_id], std::move(materials[slot.id])});
  return lines;
}

Result<OralSlot> set_oral(Desk const& desk, Actor const& actor, ExamSessionId const& id, SaveOral const& request) {
  if (request.minutes < least_minutes || request.minutes > most_minutes) {
    return invalid_field("minutes", "judge.minutes_range", std::to_string(least_minutes) + ".." + std::to_string(most_minutes), std::to_string(request.minutes));
  }
  return desk.database.write([&](store::Transaction& tx) -> Result<OralSlot> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(RuleSet const rules, rules_of(tx, session));
    if (!holds_oral(enrol::part_of(rules, session.block.to_string()))) return conflict("judge.oral_not_held");
    auto const sitters = examine::sitters_of(tx, session.id);
    bool const sits = std::any_of(sitters.begin(), sitters.end(), [&](auto const& one) { return one.enrolment_id == request.enrolment_id; });
    if (!sits) return invalid_field("enrolment_id", "judge.candidate_unknown");
    auto const slots = oral_rows(tx, session.id);
    OralSlot slot = slot_for(desk, session, slots, request.enrolment_id);
    slot.starts_at = request.starts_at;
    slot.minutes = request.minutes;
    slot.place = request.place.value_or(slot.place);
    TRY_DONE(check_free(slots, slot));
    TRY_DONE(check_hour(tx, session, slot));
    keep(tx, desk, actor, {"judge.oral_set", oral_table}, slot);
    return slot;
  });
}

Result<OralSlot> record_attendance(Desk const& desk, Actor const& actor, OralId const& id, RecordAttendance const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<OralSlot> {
    TRY(OralSlot slot, load_oral(tx, actor.workspace, id));
    bool const begins = request.attendance == Attendance::present;
    if (begins && !written_locked(grids_of_candidate(tx, slot.session_id, slot.enrolment_id))) return conflict("judge.written_not_locked");
    slot.attendance = request.attendance;
    slot.note = request.note.value_or(slot.note);
    ++slot.revision;
    keep(tx, desk, actor, {"judge.attendance_recorded", oral_table}, slot);
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, slot.session_id));
    if (session.block.to_string() == final_block) TRY_DONE(follow_attendance(tx, desk, actor, {session, slot}));
    return slot;
  });
}

Result<OralNote> save_oral_note(Desk const& desk, Actor const& actor, OralId const& id, SaveOralNote const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<OralNote> {
    TRY(OralSlot const slot, load_oral(tx, actor.workspace, id));
    TRY(Juror const juror, own_juror(tx, actor));
    auto const grids = grids_of_candidate(tx, slot.session_id, slot.enrolment_id);
    bool const hears = std::any_of(grids.begin(), grids.end(), [&](Grid const& one) { return one.juror_id == juror.id && counts(one); });
    if (!hears) return not_found("judge.oral_not_found");
    OralNote note{id, juror.id, change.questions, change.notes, change.revision + 1, desk.clock.now()};
    for (OralNote const& before : oral_notes(tx, id)) {
      if (before.juror_id == juror.id && before.revision != change.revision) return conflict("judge.stale_revision");
    }
    put(tx, note);
    return note;
  });
}

Result<OralMaterial> add_oral_material(Desk const& desk, Actor const& actor, OralId const& id, NewFile const& file) {
  TRY(auto const name, (Text<1, 200>::parse(file.name)));
  if (!is_shown(file.bytes)) return unsupported("judge.proof_type", "PDF, PNG, JPEG");
  std::string const digest = sha256_hex(file.bytes);
  desk.keep_file(digest, file.bytes);
  return desk.database.write([&](store::Transaction& tx) -> Result<OralMaterial> {
    TRY(OralSlot const slot, load_oral(tx, actor.workspace, id));
    OralMaterial const material{OralMaterialId::make(desk.clock), slot.id, name, digest, static_cast<std::int64_t>(file.bytes.size()), actor.person, desk.clock.now()};
    put(tx, material);
    tell(tx, desk, actor, {"judge.oral_material_added", "oral_slot", id.to_string()});
    return material;
  });
}

}  // namespace parvis::judge
