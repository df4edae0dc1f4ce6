// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "enrol/enrol.h"
#include "jobs/runner.h"

namespace parvis::enrol {

/// The law's silence on VAE files.
std::vector<jobs::JobRow> enrolment_jobs(Desk const& desk);
/// Ties a candidate to the person who accepted their invitation.
std::vector<jobs::Listener> listeners(Desk const& desk);
/// Sets the room's schedule; at each start.
void schedule_silence(store::Transaction& tx, Instant now);
/// Both references outlive what is returned.
identity::PersonalRecords personal_records(Clock const& clock, SecretBox const& secrets);

}  // namespace parvis::enrol
