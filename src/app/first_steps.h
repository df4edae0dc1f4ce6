// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From nothing to a first scheduled post.
//
//   POST /api/brands/{brand}/start         an objective, a channel, a content and a moment, all or nothing; what is wrong is
//                                          told by its path ("objective/target", "content/body", "moment")
//   GET  /api/brands/{brand}/first-steps   the thread as a checklist, with honest minutes
//
// Problem codes: app.channel_required (neither channel nor channel_id), and those of the rooms it calls.

#include "app/reading_desk.h"
#include "convert/convert.h"

namespace parvis::app {

/// The rooms that a start writes to.
struct StartDesk {
  strategy::Desk const& strategy;
  studio::Desk const& studio;
  publish::Desk const& publish;
};

/// The desks outlive the router.
void register_first_steps_routes(http::Router& router, StartDesk const& start, ReadingDesk const& reading);

}  // namespace parvis::app
