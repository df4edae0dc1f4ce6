// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/oral_hours.h"

#include <algorithm>
#include <set>

#include "judge/grid_store.h"
#include "judge/jury.h"

namespace parvis::judge {
namespace {

bool together(OralSlot const& one, OralSlot const& other) { return one.id != other.id && one.starts_at < end_of(other) && other.starts_at < end_of(one); }

/// Slots of the workspace, this session's too, that are held while this one is.
std::vector<OralSlot> beside(store::Transaction& tx, OralSlot const& slot) {
  auto slots = orals_between(tx, slot.workspace_id, {slot.starts_at, end_of(slot)});
  std::erase_if(slots, [&](OralSlot const& other) { return !together(slot, other) || other.attendance == Attendance::absent; });
  return slots;
}

std::set<JurorId> hearers(store::Transaction& tx, ExamSession const& session, OralSlot const& slot) {
  auto const seated = seated_in(tx, session);
  bool const everyone = session.block.to_string() == final_block || seated.size() <= jurors_a_candidate;
  std::set<JurorId> jurors;
  for (Grid const& grid : grids_of_candidate(tx, slot.session_id, slot.enrolment_id)) {
    if (counts(grid)) jurors.insert(grid.juror_id);
  }
  if (!jurors.empty() || !everyone) return jurors;
  for (Seated const& one : seated) jurors.insert(one.juror.id);
  return jurors;
}

/// "Bloc 2, novembre · K7M-2PX · 2026-11-24T09:00:00Z": which other slot.
std::string named(store::Transaction& tx, ExamSession const& session, OralSlot const& slot) {
  auto const sitter = examine::sitter_of_enrolment(tx, session.id, slot.enrolment_id);
  return session.title.to_string() + " · " + (sitter ? sitter->pseudonym : std::string()) + " · " + slot.starts_at.to_string();
}

std::string name_of(store::Transaction& tx, WorkspaceId const& workspace, JurorId const& id) {
  auto const juror = load_juror(tx, workspace, id);
  return juror ? identity::person_name(tx, juror->person_id) : std::string();
}

std::optional<enrol::CandidateId> candidate_of(store::Transaction& tx, OralSlot const& slot) {
  auto const enrolment = enrol::load_enrolment(tx, slot.workspace_id, slot.enrolment_id);
  return enrolment ? std::optional(enrolment->candidate_id) : std::nullopt;
}

std::string pseudonym_in(store::Transaction& tx, OralSlot const& slot) {
  auto const sitter = examine::sitter_of_enrolment(tx, slot.session_id, slot.enrolment_id);
  return sitter ? sitter->pseudonym : std::string();
}

}  // namespace

Done OralHours::check(JurorId const& juror, EnrolmentId const& enrolment) const {
  auto const slot = slots_.find(enrolment);
  if (slot == slots_.end()) return {};
  for (Heard const& one : heard_) {
    if (one.juror != juror || !together(slot->second, one.slot)) continue;
    auto const name = names_.find(juror);
    Problem problem{Kind::conflict, "judge.oral_juror_busy", {}, {}, {}};
    problem.fields.push_back({"jurors", "judge.oral_juror_busy", one.place, name == names_.end() ? std::string() : name->second});
    return fail(std::move(problem));
  }
  return {};
}

void OralHours::hears(JurorId const& juror, EnrolmentId const& enrolment) {
  auto const slot = slots_.find(enrolment);
  if (slot != slots_.end()) heard_.push_back({juror, slot->second, slot->second.place.to_string() + " · " + slot->second.starts_at.to_string()});
}

OralHours oral_hours(store::Transaction& tx, ExamSession const& session) {
  std::map<EnrolmentId, OralSlot> slots;
  std::vector<OralHours::Heard> elsewhere;
  std::map<JurorId, std::string> names;
  for (Seated const& one : seated_in(tx, session)) names[one.juror.id] = identity::person_name(tx, one.juror.person_id);
  for (OralSlot const& slot : oral_rows(tx, session.id)) {
    if (slot.attendance == Attendance::absent) continue;
    slots.emplace(slot.enrolment_id, slot);
    for (OralSlot const& other : beside(tx, slot)) {
      if (other.session_id == session.id) continue;
      auto const its = examine::load_session(tx, session.workspace_id, other.session_id);
      if (!its) continue;
      std::string const place = named(tx, *its, other);
      for (JurorId const& juror : hearers(tx, *its, other)) elsewhere.push_back({juror, other, place});
    }
  }
  return {std::move(slots), std::move(elsewhere), std::move(names)};
}

Done check_hour(store::Transaction& tx, ExamSession const& session, OralSlot const& slot) {
  auto const candidate = candidate_of(tx, slot);
  auto const jurors = hearers(tx, session, slot);
  for (OralSlot const& other : beside(tx, slot)) {
    auto const its = examine::load_session(tx, slot.workspace_id, other.session_id);
    if (!its) continue;
    if (candidate && candidate_of(tx, other) == candidate) return invalid_field("starts_at", "judge.oral_candidate_busy", named(tx, *its, other), pseudonym_in(tx, slot));
    for (JurorId const& juror : hearers(tx, *its, other)) {
      if (jurors.contains(juror)) return invalid_field("starts_at", "judge.oral_juror_busy", named(tx, *its, other), name_of(tx, slot.workspace_id, juror));
    }
  }
  return {};
}

Done check_hours(store::Transaction& tx, ExamSession const& session) {
  for (OralSlot const& slot : oral_rows(tx, session.id)) {
    if (slot.attendance != Attendance::absent) TRY_DONE(check_hour(tx, session, slot));
  }
  return {};
}

}  // namespace parvis::judge
