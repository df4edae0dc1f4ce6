// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "jobs/outbox.h"
#include "jobs/runner.h"
#include "judge/judge.h"

namespace parvis::judge {

/// A session that comes to marking by whatever door has its grids made; minutes that close have the agreement reckoned.
std::vector<jobs::Listener> listeners(Desk const& desk);
/// The desk outlives them.
std::vector<jobs::JobRow> jury_jobs(Desk const& desk);

// For what runs over the records of every room, given to it by app.
/// Where the jurors of the session were apart, by enrolment; {} before its minutes are closed.
json::Value session_comparison(store::Transaction& tx, Desk const& desk, ExamSession const& session);
/// Its figures of agreement, without anyone's name.
json::Value session_agreement(Desk const& desk, Actor const& actor, ExamSessionId const& session);
/// A juror of whom something personal is kept, and the day the last session they sat in closed.
struct JurorKept {
  JurorId id;
  std::string name;
  std::optional<LocalDate> last_sat;
};
std::vector<JurorKept> jurors_kept(store::Transaction& tx, WorkspaceId const& workspace);
/// Employer, proof and phrases go; what they judged stays. Returns the digest of the proof's file, "" of none. Problem
/// judge.juror_not_found.
Result<std::string> purge_juror(store::Transaction& tx, Desk const& desk, Actor const& actor, JurorId const& id);

}  // namespace parvis::judge
