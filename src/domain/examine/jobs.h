// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "examine/examine.h"
#include "jobs/runner.h"

namespace parvis::examine {

/// Sandboxes to furnish, deposits to seal at their deadline, copies to clean.
std::vector<jobs::JobRow> exam_jobs(Desk const& desk);
/// Sets the room's schedule; at each start.
void schedule_exams(store::Transaction& tx, Instant now);

}  // namespace parvis::examine
