// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "convert/convert.h"

namespace parvis::convert {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

}  // namespace parvis::convert
