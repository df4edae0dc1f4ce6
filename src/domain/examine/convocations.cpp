// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "examine/calendar_entry.h"
#include "examine/own.h"

namespace parvis::examine {
namespace {

std::string shown(Instant at, ZoneName const& zone) {
  LocalMoment const local = local_moment(at, zone);
  return local.date.to_string() + " " + local.time.to_string();
}

std::string page_of(Desk const& desk, ExamSession const& session) { return desk.identity.public_address + "/certifier/mes-examens/" + session.id.to_string(); }
std::string entry_address(Desk const& desk, ExamSession const& session) {
  return desk.identity.public_address + "/api/my-exams/" + session.id.to_string() + "/convocation.ics";
}

enum class Outcome { sent, without_address };

Result<Outcome> convoke_one(store::Transaction& tx, Desk const& desk, Act const& act, ExamSession const& session, Sitter sitter) {
  TRY(enrol::Enrolment const enrolment, enrol::load_enrolment(tx, session.workspace_id, sitter.enrolment_id));
  auto const identity = enrol::load_identity(tx, enrolment.candidate_id);
  if (!identity || !identity->email) return Outcome::without_address;
  TRY(identity::Workspace const workspace, identity::load_workspace(tx, session.workspace_id));
  identity::queue_mail(tx, desk.clock,
                       {*identity->email, "examine_convocation", workspace.locale,
                        {{"name", enrol::shown_name(*identity)}, {"title", session.title.to_string()}, {"opens", shown(session.opens_at, sitter.zone)},
                         {"deadline", shown(sitter.deadline, sitter.zone)}, {"zone", sitter.zone.to_string()}, {"centre", session.centre.to_string()},
                         {"pseudonym", sitter.pseudonym}, {"link", page_of(desk, session)}, {"calendar", entry_address(desk, session)}},
                        session.workspace_id});
  sitter.convoked_at = desk.clock.now();
  ++sitter.revision;
  TRY_DONE(save(tx, act, sitter, Write::update));
  if (enrolment.state == enrol::EnrolmentState::admitted) {
    TRY_DONE(enrol::move_enrolment(tx, desk.clock, act.actor, enrolment.id, enrol::EnrolmentEvent::convoke));
  }
  return Outcome::sent;
}

}  // namespace

Result<Convoked> convoke(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Convoked> {
    TRY(ExamSession const session, load_session(tx, actor.workspace, id));
    if (session.state != SessionState::staffed) return conflict("examine.session_state", json::name_of(session.state));
    Act const act{desk.clock, actor, "examine.convoked"};
    Convoked told;
    for (Sitter const& sitter : sitters_of(tx, id)) {
      if (sitter.convoked_at) continue;
      TRY(Outcome const outcome, convoke_one(tx, desk, act, session, sitter));
      (outcome == Outcome::sent ? told.sent : told.without_address) += 1;
    }
    return told;
  });
}

Result<std::string> calendar_entry(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<std::string> {
    TRY(Own const own, load_own(tx, actor, id));
    return entry_of({own.sitter.id.to_string() + "@parvis", own.sitter.revision, own.session.opens_at, own.sitter.deadline, own.session.title.to_string(),
                     own.session.centre.to_string(), page_of(desk, own.session), desk.clock.now()});
  });
}

}  // namespace parvis::examine
