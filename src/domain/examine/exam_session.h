// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// An exam session: one block (or "final"), one rule set frozen whole, one window, and those who sit it.
//   planned -staff-> staffed -open-> open -close-> closed -begin_marking-> marking -deliberate-> deliberating
//   -close_minutes-> pv_closed -notify-> notified -archive-> archived; anything else is examine.session_state (conflict).
// Problem codes: examine.session_not_found, examine.session_state, examine.session_not_ready (its detail lists what is
// missing), examine.session_window, examine.session_centre, examine.session_final, examine.stale_revision.

#include "examine/exam_case.h"

namespace parvis::examine {

using ExamSessionId = Id<struct ExamSessionTag>;
using SitterId = Id<struct SitterTag>;

/// As the Caisse des Dépôts names them.
enum class ExamMode { A_DISTANCE, EN_PRESENTIEL, MIXTE };
BOOST_DESCRIBE_ENUM(ExamMode, A_DISTANCE, EN_PRESENTIEL, MIXTE)
/// Whether jurors see the measured indicators: for live work and uploads alike, or for neither.
enum class Measures { hidden, shown };
BOOST_DESCRIBE_ENUM(Measures, hidden, shown)

enum class SessionState { planned, staffed, open, closed, marking, deliberating, pv_closed, notified, archived };
BOOST_DESCRIBE_ENUM(SessionState, planned, staffed, open, closed, marking, deliberating, pv_closed, notified, archived)
enum class SessionEvent { staff, open, close, begin_marking, deliberate, close_minutes, notify, archive };
BOOST_DESCRIBE_ENUM(SessionEvent, staff, open, close, begin_marking, deliberate, close_minutes, notify, archive)
/// Problem examine.session_state.
Result<SessionState> moved(SessionState state, SessionEvent event);
/// The event that leads out of a state; absent for archived.
std::optional<SessionEvent> next_event(SessionState state);

struct SessionPlan {
  Text<1, 160> title;
  Text<1, 10> block;  // "B1" … "B5", or "final"
  ReferentialVersionId version_id;
  enrol::RuleSetId rule_set_id;
  Text<1, 120> centre;  // by its name on the certification's card
  ExamMode mode = ExamMode::A_DISTANCE;
  ZoneName zone;
  Instant opens_at;
  Instant closes_at;
  Measures measures = Measures::hidden;
  std::vector<ExamCaseId> pool;
};
BOOST_DESCRIBE_STRUCT(SessionPlan, (), (title, block, version_id, rule_set_id, centre, mode, zone, opens_at, closes_at, measures, pool))

struct ExamSession {
  ExamSessionId id;
  WorkspaceId workspace_id;
  Text<1, 160> title;
  Text<1, 10> block;
  ReferentialVersionId version_id;
  enrol::RuleSetId rule_set_id;
  std::optional<RuleSet> rules;  // frozen at `staff`; absent before
  Text<1, 120> centre;
  Text<0, 60> habilitation;  // of the centre, frozen at `staff`
  ExamMode mode = ExamMode::A_DISTANCE;
  ZoneName zone;
  Instant opens_at;
  Instant closes_at;
  SessionState state = SessionState::planned;
  Measures measures = Measures::hidden;
  std::vector<ExamCaseId> pool;
  std::string draw_seed;                  // "" until drawn
  std::optional<std::string> root;        // of the sealed evidence (RFC 6962), hexadecimal, from `close` on
  std::int64_t sealed_leaves = 0;
  std::int64_t revision = 1;
  Instant created_at;
  Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(ExamSession, (), (id, workspace_id, title, block, version_id, rule_set_id, rules, centre, habilitation, mode, zone, opens_at,
                                        closes_at, state, measures, pool, draw_seed, root, sealed_leaves, revision, created_at, changed_at))

enum class Presence { expected, present, absent };
BOOST_DESCRIBE_ENUM(Presence, expected, present, absent)

/// Someone who sits a session. Jurors know the pseudonym alone. The accommodation's effect is frozen in `deadline`.
struct Sitter {
  SitterId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  EnrolmentId enrolment_id;
  std::string pseudonym;  // "K7M-2PX"
  ZoneName zone;          // in which the candidate reads the deadline
  Presence presence = Presence::expected;
  std::optional<ExamCaseId> case_id;
  std::optional<identity::BrandId> brand_id;  // the sandbox
  Rational factor{1};
  std::int64_t pause_minutes = 0;
  Instant deadline;
  std::optional<Instant> late_until;  // of a recorded derogation
  std::optional<Instant> convoked_at;
  std::int64_t revision = 1;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Sitter, (), (id, workspace_id, session_id, enrolment_id, pseudonym, zone, presence, case_id, brand_id, factor, pause_minutes,
                                   deadline, late_until, convoked_at, revision, created_at))

/// opens_at + (closes_at - opens_at) × factor + pauses, rounded up to the millisecond. The factor is at least 1, asserted.
struct DeadlineTerms {
  Instant opens_at;
  Instant closes_at;
  Rational factor{1};
  std::int64_t pause_minutes = 0;
};
Instant deadline_of(DeadlineTerms const& terms);

/// A fresh pseudonym: two groups of three from an alphabet of 21 letters and digits without look-alikes or vowels.
std::string new_pseudonym();

/// Who can lift what is missing.
enum class Lifter { certifier, candidate, jury, time };
BOOST_DESCRIBE_ENUM(Lifter, certifier, candidate, jury, time)
enum class Weight { blocks, warns };
BOOST_DESCRIBE_ENUM(Weight, blocks, warns)
/// Something that stands before the next state: a code with words on the web side ("examine.missing.sitters"), how many
/// of them, and what names it (a code, a date).
struct Missing {
  std::string code;
  Lifter lifter = Lifter::certifier;
  Weight weight = Weight::blocks;
  std::int64_t count = 1;
  std::string subject;
};
BOOST_DESCRIBE_STRUCT(Missing, (), (code, lifter, weight, count, subject))

}  // namespace parvis::examine
