// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What closed minutes decided, and what stands of it. An JuryOutcome is one decision of one candidate on one block or at the final
// jury; an Award is a block that was validated, and stands over the years and over versions of the referential, as far as
// the certifier's table of equivalences says so. Neither holds a name.

#include "certify/certify.h"

namespace parvis::certify {

using OutcomeId = Id<struct OutcomeTag>;
using AwardId = Id<struct AwardTag>;

inline constexpr char const* final_block = "final";

/// judge: minutes closed here; declared: minutes closed before or elsewhere, taken over by the certifier on paper.
enum class MinutesOrigin { judge, declared };
BOOST_DESCRIBE_ENUM(MinutesOrigin, judge, declared)

struct ClosedDecision {
  EnrolmentId enrolment_id;
  std::string block;
  JuryVerdict verdict = JuryVerdict::AJOURNE;
  Text<0, 4000> motive;
};
BOOST_DESCRIBE_STRUCT(ClosedDecision, (), (enrolment_id, block, verdict, motive))

/// What this room reads of minutes, whatever closed them.
struct ClosedMinutes {
  std::string id;          // "" of declared ones: their number tells them
  std::string number;
  std::string supersedes;  // number of the former; "" of none
  std::string session_id;  // "" of declared ones
  MinutesOrigin origin = MinutesOrigin::judge;
  LocalDate closed_on;
  std::int64_t notification_days = 0;  // of the rule set frozen into the session
  std::int64_t appeal_days = 0;
  std::optional<std::int64_t> award_months;
  std::vector<ClosedDecision> decisions;
};

enum class AwardStanding { standing, superseded, withdrawn };
BOOST_DESCRIBE_ENUM(AwardStanding, standing, superseded, withdrawn)

struct JuryOutcome {
  OutcomeId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  EnrolmentId enrolment_id;
  ReferentialVersionId version_id;
  std::string block;  // "B1" … or "final"
  JuryVerdict verdict = JuryVerdict::AJOURNE;
  Text<0, 4000> motive;
  std::string minutes_number;
  std::optional<std::string> supersedes;  // number of the minutes that these supersede, whether they told of this candidate or not
  std::string session_id;
  MinutesOrigin origin = MinutesOrigin::judge;
  LocalDate decided_on;
  LocalDate notify_by;  // the last day
  LocalDate appeal_by;  // the last day, counted from the notification once it is sent
  std::int64_t appeal_days = 0;
  std::optional<Instant> notified_at;
  AwardStanding state = AwardStanding::standing;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(JuryOutcome, (), (id, workspace_id, candidate_id, enrolment_id, version_id, block, verdict, motive, minutes_number, supersedes, session_id,
                                    origin, decided_on, notify_by, appeal_by, appeal_days, notified_at, state, revision))

struct Award {
  AwardId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  EnrolmentId enrolment_id;
  ReferentialVersionId version_id;
  std::string block;
  std::string minutes_number;
  LocalDate awarded_on;
  std::optional<LocalDate> until;  // the last day it stands; absent: for ever
  AwardStanding state = AwardStanding::standing;
  Text<0, 2000> motive;  // of a withdrawal
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Award, (), (id, workspace_id, candidate_id, enrolment_id, version_id, block, minutes_number, awarded_on, until, state, motive, revision))

/// Why an award does not count towards the certification.
enum class NotCounted { expired, no_equivalence };
BOOST_DESCRIBE_ENUM(NotCounted, expired, no_equivalence)
struct Uncounted {
  AwardId award;
  std::string block;
  NotCounted why = NotCounted::expired;
};
BOOST_DESCRIBE_STRUCT(Uncounted, (), (award, block, why))

/// Blocks of one candidate towards one version, on one day.
struct Capital {
  std::vector<Award> acquired;       // one a block, the earliest
  std::vector<std::string> missing;  // blocks
  std::vector<Uncounted> uncounted;
};
BOOST_DESCRIBE_STRUCT(Capital, (), (acquired, missing, uncounted))

using Counts = std::function<bool(Award const& award)>;
struct CapitalQuestion {
  std::vector<std::string> blocks;  // that the certification asks for
  std::vector<Award> awards;        // of the candidate, every version
  LocalDate day;
  Counts counts;  // whether the award's version counts in the one sought
};
Capital capital_of(CapitalQuestion const& question);

}  // namespace parvis::certify
