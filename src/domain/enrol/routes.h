// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "enrol/enrol.h"

namespace parvis::enrol {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

}  // namespace parvis::enrol
