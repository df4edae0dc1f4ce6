// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// GET /api/search?q=: brands, objectives, personas and competencies whose title holds what is asked, contents (with their
// publications) of which words begin with each word asked; compared folded, a few of each, within the brands of the person
// signed in.

#include "app/reading_desk.h"

namespace parvis::app {

/// The desk outlives the router.
void register_search_routes(http::Router& router, ReadingDesk const& desk);

}  // namespace parvis::app
