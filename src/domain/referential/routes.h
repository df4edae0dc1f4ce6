// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "base/clock.h"
#include "http/router.h"
#include "store/database.h"

namespace parvis::referential {

struct Desk {
  store::Database& database;
  Clock const& clock;
};

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

}  // namespace parvis::referential
