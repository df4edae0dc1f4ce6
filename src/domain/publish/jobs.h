// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "jobs/runner.h"
#include "publish/deliver.h"

namespace parvis::publish {

/// What the calendar hears and does by itself: contents that change, reminders of approvals.
std::vector<jobs::Listener> calendar_listeners(Desk const& desk);
std::vector<jobs::JobRow> calendar_jobs(Desk const& desk);

/// The delivery's own: each due publication, a sweep of what a crash left, the reading of the networks.
std::vector<jobs::JobRow> delivery_jobs(Desk const& calendar, DeliveryDesk const& desk);
/// Sets the delivery's schedules; at each start.
void schedule_deliveries(store::Transaction& tx, Instant now);

}  // namespace parvis::publish
