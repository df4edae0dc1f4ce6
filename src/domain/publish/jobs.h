// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "jobs/runner.h"
#include "publish/publish.h"

namespace parvis::publish {

/// What the calendar hears and does by itself: contents that change, reminders of approvals.
std::vector<jobs::Listener> calendar_listeners(Desk const& desk);
std::vector<jobs::JobRow> calendar_jobs(Desk const& desk);

}  // namespace parvis::publish
