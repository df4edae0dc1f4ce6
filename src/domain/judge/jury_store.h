// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over jurors, seats, declarations and incidents.

#include "judge/juror.h"

namespace parvis::judge {

void put(store::Transaction& tx, Juror const& juror);
std::optional<Juror> find_juror(store::Transaction& tx, WorkspaceId const& workspace, JurorId const& id);
std::optional<Juror> find_juror_of(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& person);
std::vector<Juror> juror_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<Juror> jurors_of_person(store::Transaction& tx, PersonId const& person);

void put(store::Transaction& tx, Seat const& seat);
/// Oldest first, those who left too.
std::vector<Seat> seat_rows(store::Transaction& tx, ExamSessionId const& session);
std::vector<Seat> seats_of_juror(store::Transaction& tx, JurorId const& juror);

void put(store::Transaction& tx, Declaration const& declaration);
/// Oldest first: the last of a juror on a candidate counts.
std::vector<Declaration> declaration_rows(store::Transaction& tx, ExamSessionId const& session);
/// What the juror last declared on the candidate.
std::optional<Declaration> last_declaration(store::Transaction& tx, ExamSessionId const& session, std::pair<JurorId, EnrolmentId> const& of);
std::vector<Declaration> declarations_by(store::Transaction& tx, JurorId const& juror);

void put(store::Transaction& tx, Incident const& incident);
std::vector<Incident> incident_rows(store::Transaction& tx, ExamSessionId const& session);

}  // namespace parvis::judge
