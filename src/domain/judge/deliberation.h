// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The jury together: what it agrees criterion by criterion, what it decides of each candidate, and the minutes it signs.
// A round is one deliberation with its minutes; a correction is another round, whose minutes supersede the former.
// Problem codes: judge.deliberation_not_found, judge.deliberation_state, judge.grids_open (with each candidate whose grids
// are not all locked), judge.paper_unchecked, judge.quorum_missing, judge.level_pending (a criterion is not agreed yet),
// judge.motive_missing, judge.verdict_not_computed, judge.exclusion_by_procedure, judge.verdict_of_another_jury,
// judge.undecided (with each candidate without decision), judge.vote_tied, judge.vote_unknown_juror, judge.vote_twice,
// judge.vote_missing (all who are present vote, but who has a tie with the candidate), judge.juror_conflict.

#include "judge/grid.h"

namespace parvis::judge {

using DeliberationId = Id<struct DeliberationTag>;
using AgreedId = Id<struct AgreedTag>;
using DecisionId = Id<struct DecisionTag>;
using MinutesId = Id<struct MinutesTag>;

struct Deliberation {
  DeliberationId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  std::int64_t round = 1;
  DeliberationState state = DeliberationState::convened;
  std::optional<Instant> starts_at;
  Text<0, 200> place;
  std::vector<JurorId> present;
  Text<0, 120> representative;  // of the certifier, who attends
  Text<0, 4000> incidents;
  std::optional<MinutesId> supersedes;
  Text<0, 2000> motive;  // of a correction
  std::int64_t revision = 1;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Deliberation, (), (id, workspace_id, session_id, round, state, starts_at, place, present, representative, incidents, supersedes,
                                         motive, revision, created_at))

/// Where an agreed level comes from: all jurors gave it, the rule settled it, the jury agreed or voted.
enum class AgreedFrom { identical, rule, jury };
BOOST_DESCRIBE_ENUM(AgreedFrom, identical, rule, jury)
struct LevelVote {
  JurorId juror;
  Text<1, 12> level;
};
BOOST_DESCRIBE_STRUCT(LevelVote, (), (juror, level))
struct Agreed {
  AgreedId id;
  WorkspaceId workspace_id;
  DeliberationId deliberation_id;
  EnrolmentId enrolment_id;
  Text<1, 20> criterion;
  Rational points;
  AgreedFrom origin = AgreedFrom::jury;
  Voice voice = Voice::plain;
  Text<0, 2000> motive;
  std::vector<LevelVote> votes;
  Instant agreed_at;
  std::optional<Instant> dropped_at;  // to be agreed anew
};
BOOST_DESCRIBE_STRUCT(Agreed, (), (id, workspace_id, deliberation_id, enrolment_id, criterion, points, origin, voice, motive, votes, agreed_at,
                                 dropped_at))

struct VerdictVote {
  JurorId juror;
  Opinion opinion = Opinion::favourable;
};
BOOST_DESCRIBE_STRUCT(VerdictVote, (), (juror, opinion))

struct JuryDecision {
  DecisionId id;
  WorkspaceId workspace_id;
  DeliberationId deliberation_id;
  ExamSessionId session_id;
  EnrolmentId enrolment_id;
  std::string block;  // "B1" … or "final"
  JuryVerdict verdict = JuryVerdict::AJOURNE;
  std::optional<Rational> ratio;        // of a block that was marked
  std::vector<Shortfall> shortfalls;    // why the arithmetic does not pass
  Text<0, 4000> motive;
  Voice casting_vote = Voice::plain;    // casting: here, or on a criterion
  std::vector<VerdictVote> votes;
  std::vector<std::string> blocks;      // of a final decision: those that stand
  std::optional<MinutesId> minutes_id;  // once closed
  Instant decided_at;
  std::optional<Instant> dropped_at;  // to be decided anew
};
BOOST_DESCRIBE_STRUCT(JuryDecision, (), (id, workspace_id, deliberation_id, session_id, enrolment_id, block, verdict, ratio, shortfalls, motive, casting_vote,
                                     votes, blocks, minutes_id, decided_at, dropped_at))

}  // namespace parvis::judge
