// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "enrol/enrol.h"
#include "jobs/runner.h"

namespace parvis::enrol {

/// The law's silence on VAE files, and the verification of the ledger.
std::vector<jobs::JobRow> enrolment_jobs(Desk const& desk);
/// Ties a candidate to the person who accepted their invitation.
std::vector<jobs::Listener> listeners(Desk const& desk);
/// Sets the room's schedule; at each start.
void schedule_enrolment(store::Transaction& tx, Instant now);
/// Both references outlive what is returned.
identity::PersonalRecords personal_records(Clock const& clock, SecretBox const& secrets);

// For what runs over the records of every room, given to it by app.
/// Reads the whole chain of the ledger, in order, page by page.
void read_ledger(store::Transaction& tx, identity::WorkspaceId const& workspace, std::function<void(LedgerLine const&)> const& see);
/// Whether the reason of an accommodation, and its proof, are still kept.
bool has_reason(store::Transaction& tx, EnrolmentId const& enrolment);
/// Purges them; the effect stays.
void purge_reason(store::Transaction& tx, Clock const& clock, Actor const& actor, EnrolmentId const& enrolment);

}  // namespace parvis::enrol
