// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// GET /api/fil: today, across all the brands of the person signed in: what to do, what goes out within seven days, how the
// objectives stand, what is abnormal. Each list holds the first hundred by time; rooms are asked once for all the brands.

#include "app/reading_desk.h"

namespace parvis::app {

/// The desk outlives the router.
void register_today_routes(http::Router& router, ReadingDesk const& desk);

}  // namespace parvis::app
