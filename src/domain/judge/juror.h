// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who judges: people with the role juror or president, their proof of qualification, their seats in an exam session's
// jury, and what links them to each candidate.
// Problem codes: judge.juror_not_found, judge.juror_known (the person is one already), judge.juror_role (the person holds
// neither role), judge.seat_taken, judge.seat_not_found, judge.not_of_the_jury, judge.jury_fixed (the session is past the
// state in which seats change freely: replace instead), judge.proof_absent, judge.proof_type.

#include "examine/examine.h"
#include "judge/composition.h"

namespace parvis::judge {

using examine::ExamSession;
using examine::ExamSessionId;
using SeatId = Id<struct SeatTag>;
using DeclarationId = Id<struct DeclarationTag>;

struct Juror {
  JurorId id;
  WorkspaceId workspace_id;
  PersonId person_id;
  Text<1, 120> quality;  // as the minutes print it: "Directrice marketing"
  Text<0, 120> employer;
  Belongs belongs = Belongs::external;
  Gender gender = Gender::unsaid;
  Text<0, 300> qualification;               // what it rests on, in words
  std::optional<std::string> proof_sha256;  // a file of the shelf; without one the qualification is unproved
  Text<0, 200> proof_name;
  std::optional<LocalDate> qualified_until;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Juror, (), (id, workspace_id, person_id, quality, employer, belongs, gender, qualification, proof_sha256, proof_name,
                                  qualified_until, revision, created_at, archived_at))

struct SaveJuror {
  std::optional<PersonId> person_id;  // when made; later ignored
  Text<1, 120> quality;
  Text<0, 120> employer;
  Belongs belongs = Belongs::external;
  Gender gender = Gender::unsaid;
  Text<0, 300> qualification;
  std::optional<LocalDate> qualified_until;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveJuror, (), (person_id, quality, employer, belongs, gender, qualification, qualified_until, revision))

struct JurorView {
  Juror juror;
  std::string name;
  std::string email;
};
BOOST_DESCRIBE_STRUCT(JurorView, (), (juror, name, email))

/// left: replaced, or taken out before the session opened.
enum class SeatState { seated, left };
BOOST_DESCRIBE_ENUM(SeatState, seated, left)
struct Seat {
  SeatId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  JurorId juror_id;
  Position position = Position::member;
  SeatState state = SeatState::seated;
  std::optional<JurorId> replaces;
  Instant created_at;
  std::optional<Instant> left_at;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (id, workspace_id, session_id, juror_id, position, state, replaces, created_at, left_at))

struct Declaration {
  DeclarationId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  JurorId juror_id;
  EnrolmentId enrolment_id;
  Tie tie = Tie::none;
  Text<0, 500> note;
  Instant declared_at;
};
BOOST_DESCRIBE_STRUCT(Declaration, (), (id, workspace_id, session_id, juror_id, enrolment_id, tie, note, declared_at))

/// What happened that the minutes must tell. `code`: judge.juror_replaced, judge.grid_voided, judge.vote_voided, judge.noted.
using IncidentId = Id<struct IncidentTag>;
struct Incident {
  IncidentId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  std::string code;
  std::optional<JurorId> juror_id;
  std::optional<JurorId> by_juror_id;
  std::optional<EnrolmentId> enrolment_id;
  Text<0, 1000> note;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Incident, (), (id, workspace_id, session_id, code, juror_id, by_juror_id, enrolment_id, note, at))

Member member_of(Juror const& juror, Position position, LocalDate const& day);

}  // namespace parvis::judge
