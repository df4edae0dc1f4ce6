// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the certifier's pages show of cases and sessions.

#include "examine/acts.h"

namespace parvis::examine {

struct SessionSummary {
  ExamSessionId id;
  Text<1, 160> title;
  Text<1, 10> block;
  Text<1, 120> centre;
  ExamMode mode = ExamMode::A_DISTANCE;
  ZoneName zone;
  Instant opens_at;
  Instant closes_at;
  SessionState state = SessionState::planned;
  std::optional<SessionEvent> next;
  std::int64_t sitters = 0;
  std::int64_t deposited = 0;
  std::vector<Missing> missing;  // before the next state: what, and who must act
};
BOOST_DESCRIBE_STRUCT(SessionSummary, (), (id, title, block, centre, mode, zone, opens_at, closes_at, state, next, sitters, deposited, missing))

/// A sitter with the name that only the certifier sees.
struct SitterLine {
  Sitter sitter;
  std::string name;
  std::optional<Text<1, 160>> case_title;
  std::optional<SubmissionState> submission_state;
  std::optional<SubmissionId> submission_id;
  std::int64_t attempts = 0;
  std::optional<Instant> deposited_at;
  std::vector<Derogation> derogations;
};
BOOST_DESCRIBE_STRUCT(SitterLine, (), (sitter, name, case_title, submission_state, submission_id, attempts, deposited_at, derogations))

struct SessionSheet {
  SessionSummary summary;
  SessionPlan plan;
  Text<0, 60> habilitation;
  std::string draw_seed;
  std::optional<std::string> root;
  std::int64_t sealed_leaves = 0;
  bool rules_frozen = false;
  std::int64_t revision = 1;
  std::vector<SitterLine> sitters;
};
BOOST_DESCRIBE_STRUCT(SessionSheet, (), (summary, plan, habilitation, draw_seed, root, sealed_leaves, rules_frozen, revision, sitters))

std::vector<SessionSummary> session_board(Desk const& desk, WorkspaceId const& workspace);
Result<SessionSheet> session_sheet(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id);

/// An enrolment that may yet be seated, by name.
struct Seatable {
  EnrolmentId enrolment_id;
  std::string name;
  enrol::Route route = enrol::Route::continuing;
  std::vector<std::string> blocks;
};
BOOST_DESCRIBE_STRUCT(Seatable, (), (enrolment_id, name, route, blocks))
Result<std::vector<Seatable>> seatable(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id);

/// What was sealed, leaf by leaf: anyone recomputes the root from it.
struct SealedLeaf {
  std::int64_t index = 0;
  std::string pseudonym;
  std::int64_t attempt = 1;
  SubmissionState state = SubmissionState::sealed;
  Instant deposited_at;
  std::string leaf;
  std::string manifest;
};
BOOST_DESCRIBE_STRUCT(SealedLeaf, (), (index, pseudonym, attempt, state, deposited_at, leaf, manifest))
struct SealSheet {
  std::optional<std::string> root;
  std::vector<SealedLeaf> leaves;
};
BOOST_DESCRIBE_STRUCT(SealSheet, (), (root, leaves))
Result<SealSheet> seal_sheet(Desk const& desk, WorkspaceId const& workspace, ExamSessionId const& id);

}  // namespace parvis::examine
