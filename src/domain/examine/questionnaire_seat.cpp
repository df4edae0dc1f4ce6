// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_seat.h"

#include "examine/examine.h"

namespace parvis::examine {
namespace {

SessionMoment moment_of(SessionState state) {
  switch (state) {
    case SessionState::planned:
    case SessionState::staffed: return SessionMoment::planned;
    case SessionState::open: return SessionMoment::open;
    case SessionState::notified:
    case SessionState::archived: return SessionMoment::released;
    default: return SessionMoment::closed;
  }
}

}  // namespace

Result<SessionPlace> session_place(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session) {
  TRY(ExamSession const found, load_session(tx, workspace, session));
  SessionPlace place{found.block.to_string(), moment_of(found.state), found.opens_at, found.closes_at, {}};
  if (found.rules) place.rule = found.rules->questionnaire;
  return place;
}

Result<Seat> seat_of(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session, PersonId const& person) {
  TRY_DONE(load_session(tx, workspace, session));
  auto const candidate = enrol::candidate_of_person(tx, workspace, person);
  if (!candidate) return not_found("examine.sitting_without_seat");
  for (enrol::Enrolment const& enrolment : enrol::enrolments_of(tx, workspace, candidate->id)) {
    if (auto const sitter = sitter_of_enrolment(tx, session, enrolment.id)) return Seat{enrolment.id, sitter->factor, sitter->pause_minutes};
  }
  return not_found("examine.sitting_without_seat");
}

bool is_own(store::Transaction& tx, WorkspaceId const& workspace, enrol::EnrolmentId const& enrolment, PersonId const& person) {
  auto const candidate = enrol::candidate_of_person(tx, workspace, person);
  if (!candidate) return false;
  auto const found = enrol::load_enrolment(tx, workspace, enrolment);
  return found && found->candidate_id == candidate->id;
}

std::map<enrol::EnrolmentId, std::string> pseudonyms_in(store::Transaction& tx, ExamSessionId const& session) {
  std::map<enrol::EnrolmentId, std::string> pseudonyms;
  for (Sitter& sitter : sitters_of(tx, session)) pseudonyms.emplace(sitter.enrolment_id, std::move(sitter.pseudonym));
  return pseudonyms;
}

}  // namespace parvis::examine
