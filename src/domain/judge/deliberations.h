// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases of the jury together, led by its president.

#include "judge/grids.h"

namespace parvis::judge {

// What the president sees.
struct JurorLevel {
  JurorId juror;
  std::string name;
  std::int64_t place = 1;
  std::string level;
  Text<0, 2000> remark;
};
BOOST_DESCRIBE_STRUCT(JurorLevel, (), (juror, name, place, level, remark))
/// One criterion on which the jurors are apart: their levels and remarks together, what was measured, what was agreed.
struct Discrepancy {
  std::string criterion;
  std::string text;
  Part part = Part::written;
  std::vector<JurorLevel> levels;
  CriterionStanding standing = CriterionStanding::to_deliberate;
  std::vector<WhyDeliberate> why;
  std::optional<std::string> counts;  // a level or mark, without deliberation
  std::vector<examine::Indicator> indicators;
  std::optional<Agreed> agreed;
  std::string answer;  // to a question of the questionnaire
};
BOOST_DESCRIBE_STRUCT(Discrepancy, (), (criterion, text, part, levels, standing, why, counts, indicators, agreed, answer))
struct JurorResult {
  JurorId juror;
  std::string name;
  BlockResult result;
  Text<0, 4000> remark;
};
BOOST_DESCRIBE_STRUCT(JurorResult, (), (juror, name, result, remark))
/// open: a grid is not locked yet (a third juror, a substitute): nothing of any is said.
enum class CandidateStanding { identical, settled, to_deliberate, open, nothing_marked };
BOOST_DESCRIBE_ENUM(CandidateStanding, identical, settled, to_deliberate, open, nothing_marked)
struct DeliberationLine {
  EnrolmentId enrolment_id;
  std::string pseudonym;
  examine::Presence presence = examine::Presence::expected;
  CandidateStanding standing = CandidateStanding::open;
  std::vector<Discrepancy> discrepancies;
  std::vector<JurorResult> jurors;
  std::optional<BlockResult> computed;  // from what counts and what was agreed; absent while a level is pending
  std::vector<BlockHeld> blocks;        // before the final jury: every one, held or lacking
  std::vector<GridId> papers;           // re-entered from paper, awaiting their check
  std::vector<JurorId> voters;          // those present whom no tie binds: each votes where it is put to the vote
  bool third_may_be_called = false;
  bool third_must_be_called = false;
  std::vector<OralNote> oral_notes;
  std::vector<examine::PieceCopy> pieces;
  std::optional<JuryDecision> decision;
};
BOOST_DESCRIBE_STRUCT(DeliberationLine, (), (enrolment_id, pseudonym, presence, standing, discrepancies, jurors, computed, blocks, papers,
                                          voters, third_may_be_called, third_must_be_called, oral_notes, pieces, decision))
struct DeliberationMember {
  JurorId juror;
  std::string name;
  Position position = Position::member;
};
BOOST_DESCRIBE_STRUCT(DeliberationMember, (), (juror, name, position))
struct DeliberationSheet {
  std::string session;
  std::string block;
  enrol::Scale scale;
  Deliberation deliberation;
  std::vector<DeliberationMember> members;
  std::vector<DeliberationLine> candidates;
  std::int64_t undecided = 0;
  std::optional<MinutesId> minutes_id;
};
BOOST_DESCRIBE_STRUCT(DeliberationSheet, (), (session, block, scale, deliberation, members, candidates, undecided, minutes_id))

/// For a member of the jury. Problems judge.not_of_the_jury, judge.deliberation_not_found.
Result<DeliberationSheet> deliberation_sheet(Desk const& desk, Actor const& actor, ExamSessionId const& session);

/// marking -> deliberating, once every grid is locked. Problem judge.grids_open.
Result<Deliberation> convene(Desk const& desk, Actor const& actor, ExamSessionId const& session);
struct EstablishQuorum {
  std::vector<JurorId> present;
  Instant starts_at;
  Text<1, 200> place;
  Text<0, 120> representative;
  std::optional<Text<0, 4000>> incidents;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(EstablishQuorum, (), (present, starts_at, place, representative, incidents, revision))
/// Those present satisfy the composition by themselves, president included. What was put to the vote before others is dropped,
/// to be voted again. Problem judge.quorum_missing.
Result<Deliberation> establish_quorum(Desk const& desk, Actor const& actor, ExamSessionId const& session, EstablishQuorum const& request);

/// What a bulk confirmation takes: identical grids alone, or those that the rule settles as well.
enum class Bulk { identical, settled_too };
BOOST_DESCRIBE_ENUM(Bulk, identical, settled_too)
struct Confirmed {
  std::int64_t decided = 0;
  std::int64_t left = 0;  // to be looked at one by one: unfavourable ones need their motive
};
BOOST_DESCRIBE_STRUCT(Confirmed, (), (decided, left))
Result<Confirmed> confirm_in_bulk(Desk const& desk, Actor const& actor, ExamSessionId const& session, Bulk bulk);

struct AgreeLevel {
  EnrolmentId enrolment_id;
  Text<1, 20> criterion;
  std::optional<Text<1, 12>> level;  // what was agreed; or else
  std::vector<LevelVote> votes;      // of all who are present, tied ones aside, counted by the rule
  Text<1, 2000> motive;
};
BOOST_DESCRIBE_STRUCT(AgreeLevel, (), (enrolment_id, criterion, level, votes, motive))
Result<Agreed> agree_level(Desk const& desk, Actor const& actor, ExamSessionId const& session, AgreeLevel const& request);

struct DecideCandidate {
  EnrolmentId enrolment_id;
  std::optional<JuryVerdict> verdict;   // of a block: absent takes what was computed
  std::vector<VerdictVote> votes;   // of the final jury
  std::optional<Text<0, 4000>> motive;
};
BOOST_DESCRIBE_STRUCT(DecideCandidate, (), (enrolment_id, verdict, votes, motive))
/// Problems of deliberation.h.
Result<JuryDecision> decide(Desk const& desk, Actor const& actor, ExamSessionId const& session, DecideCandidate const& request);

}  // namespace parvis::judge
