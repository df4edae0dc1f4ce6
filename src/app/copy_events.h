// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How `parvis backup` copies the events of a Parvis that serves. One program at a time holds them, so the command leaves
// a job among the records, which the serving program does, and waits for its end.

#include "events/store.h"
#include "jobs/runner.h"

namespace parvis::app {

/// The serving program's part: "app.copy_events". `events` outlives the runner.
jobs::JobRow copy_events_job(events::Store& events);

/// The command's part: returns once the copy stands in `folder`. The serving program may be shut out of every folder but
/// its own, so it copies into `data`, from where the command fetches. Throws std::runtime_error with the reason when it
/// failed, or when nobody did it within ten minutes.
void have_events_copied(store::Database& records, std::filesystem::path const& data, std::filesystem::path const& folder);

}  // namespace parvis::app
