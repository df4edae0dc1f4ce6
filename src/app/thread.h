// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// GET /api/brands/{brand}/thread: the thread of one object, objective › pillar › content › publications › visits ›
// conversions › ROI, for the bar above every page. All seven links are always there; what is missing has a null title.
// Figures are for who may see them.

#include "app/reading_desk.h"

namespace parvis::app {

/// The desk outlives the router.
void register_thread_routes(http::Router& router, ReadingDesk const& desk);

}  // namespace parvis::app
