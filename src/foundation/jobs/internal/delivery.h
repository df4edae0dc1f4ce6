// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The job that tells the waiting events of one name to their listeners.

#include "jobs/runner.h"

namespace parvis::jobs {

inline constexpr char const* deliver_events_kind = "jobs.deliver_events";

/// How that job is done. `listeners` and `database` outlive it.
JobRow delivery_row(store::Database& database, std::vector<Listener> const& listeners);

}  // namespace parvis::jobs
