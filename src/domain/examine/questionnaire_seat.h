// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What questionnaires ask of exam sessions and enrolments: the one place where they meet.

#include "examine/questionnaire_sitting.h"

namespace parvis::examine {

/// planned: the questionnaire may still be set; open: candidates may sit; closed: marking and after; released: results are out.
enum class SessionMoment { planned, open, closed, released };

struct SessionPlace {
  std::string block;
  SessionMoment moment = SessionMoment::planned;
  Instant opens_at;
  Instant closes_at;
  enrol::QuestionnaireRule rule;
};
/// Problem examine.session_not_found.
Result<SessionPlace> session_place(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);

/// A candidate's place in a session, with what was granted to them.
struct Seat {
  enrol::EnrolmentId enrolment;
  Rational factor{1};
  std::int64_t pause_minutes = 0;
};
/// The seat of that person. Problem examine.sitting_without_seat (not found).
Result<Seat> seat_of(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session, PersonId const& person);
/// Does that enrolment belong to that person?
bool is_own(store::Transaction& tx, WorkspaceId const& workspace, enrol::EnrolmentId const& enrolment, PersonId const& person);
/// What jurors and certifiers are shown instead of names.
std::map<enrol::EnrolmentId, std::string> pseudonyms_in(store::Transaction& tx, ExamSessionId const& session);

}  // namespace parvis::examine
