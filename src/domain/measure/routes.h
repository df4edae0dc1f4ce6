// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "measure/measure.h"

namespace parvis::measure {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

}  // namespace parvis::measure
