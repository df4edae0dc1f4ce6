// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The oral part: a slot a candidate, attendance, the jury's questions and notes (each juror's own until the grids are
// revealed), and what the presenter shows.
// Problem codes: judge.oral_not_found, judge.oral_overlap (a slot of that place already holds the time), judge.oral_exists,
// judge.oral_candidate_busy and judge.oral_juror_busy (oral_hours.h), judge.oral_not_held (the rules hold no oral there),
// judge.written_not_locked, judge.minutes_range (5 to 480).

#include "judge/grid.h"

namespace parvis::judge {

using OralId = Id<struct OralTag>;

enum class Attendance { expected, present, absent };
BOOST_DESCRIBE_ENUM(Attendance, expected, present, absent)

struct OralSlot {
  OralId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  EnrolmentId enrolment_id;
  Instant starts_at;
  std::int64_t minutes = 30;
  Text<0, 200> place;  // a room, or a link
  Attendance attendance = Attendance::expected;
  Text<0, 500> note;
  std::int64_t revision = 1;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(OralSlot, (), (id, workspace_id, session_id, enrolment_id, starts_at, minutes, place, attendance, note, revision, created_at))
inline Instant end_of(OralSlot const& slot) { return slot.starts_at + std::chrono::minutes(slot.minutes); }

struct OralNote {
  OralId oral_id;
  JurorId juror_id;
  Text<0, 4000> questions;
  Text<0, 4000> notes;
  std::int64_t revision = 0;
  Instant saved_at;
};
BOOST_DESCRIBE_STRUCT(OralNote, (), (oral_id, juror_id, questions, notes, revision, saved_at))

using OralMaterialId = Id<struct OralMaterialTag>;
struct OralMaterial {
  OralMaterialId id;
  OralId oral_id;
  Text<1, 200> name;
  std::string sha256;
  std::int64_t bytes = 0;
  PersonId added_by;
  Instant added_at;
};
BOOST_DESCRIBE_STRUCT(OralMaterial, (), (id, oral_id, name, sha256, bytes, added_by, added_at))

}  // namespace parvis::judge
