// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "judge/judge.h"

namespace parvis::judge {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

// Its parts.
void register_jury_routes(http::Router& router, Desk const& desk);
void register_marking_routes(http::Router& router, Desk const& desk);
void register_deliberation_routes(http::Router& router, Desk const& desk);
void register_minutes_routes(http::Router& router, Desk const& desk);

/// What a jury lacks before an event of its session; for examine's desk.
std::vector<examine::Missing> missing_of_jury(store::Transaction& tx, ExamSession const& session, examine::SessionEvent event);

}  // namespace parvis::judge
