// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "identity/identity.h"

namespace parvis::identity {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

/// The gate of every route.
http::Gate gate(Desk const& desk);

}  // namespace parvis::identity
