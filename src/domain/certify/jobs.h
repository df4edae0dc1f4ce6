// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "certify/certify.h"
#include "jobs/runner.h"

namespace parvis::certify {

/// Issuing credentials; telling results on their last day.
std::vector<jobs::JobRow> certify_jobs(Desk const& desk);
/// Hears judge.minutes_closed: outcomes, awards and certificates follow, once.
std::vector<jobs::Listener> certify_listeners(Desk const& desk);
/// Sets the room's schedule; at each start.
void schedule_notices(store::Transaction& tx, Instant now);

}  // namespace parvis::certify
