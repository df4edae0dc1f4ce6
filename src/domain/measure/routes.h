// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "measure/reports.h"

namespace parvis::measure {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);
void register_report_routes(http::Router& router, ReportDesk const& desk);

}  // namespace parvis::measure
