// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The parts of register_routes().

#include "enrol/enrol.h"

namespace parvis::enrol {

void register_version_routes(http::Router& router, Desk const& desk);
void register_case_routes(http::Router& router, Desk const& desk);
void register_roll_routes(http::Router& router, Desk const& desk);
void register_rule_set_routes(http::Router& router, Desk const& desk);
void register_candidate_routes(http::Router& router, Desk const& desk);
void register_enrolment_routes(http::Router& router, Desk const& desk);

}  // namespace parvis::enrol
