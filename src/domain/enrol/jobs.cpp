// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/jobs.h"

#include "enrol/candidates.h"
#include "enrol/enrolments.h"
#include "enrol/ledger_check.h"

namespace parvis::enrol {

std::vector<jobs::JobRow> enrolment_jobs(Desk const& desk) {
  std::vector<jobs::JobRow> rows = ledger_jobs(desk);
  rows.push_back({"enrol.admit_silent", [&desk](jobs::Task&) { return admit_silent(desk); }});
  return rows;
}

std::vector<jobs::Listener> listeners(Desk const& desk) {
  return {{"enrol.link_candidate", "identity.invitation_accepted", [&desk](store::Transaction& tx, jobs::Event const& event) -> Done {
             TRY(auto const accepted, json::decode<identity::InvitationAccepted>(event.payload));
             return hear_accepted(tx, desk.clock, accepted);
           }}};
}

void schedule_enrolment(store::Transaction& tx, Instant now) {
  jobs::schedule(tx, {.name = "enrol.admit_silent", .kind = "enrol.admit_silent", .recurrence = jobs::Every{std::chrono::hours(1)}}, now);
  jobs::schedule(tx, {.name = "enrol.verify_ledgers", .kind = "enrol.verify_ledgers", .recurrence = jobs::Every{std::chrono::hours(24)}}, now);
}

}  // namespace parvis::enrol
