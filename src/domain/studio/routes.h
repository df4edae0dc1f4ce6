// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "studio/studio.h"

namespace parvis::studio {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

/// For app, whose acts span rooms: the same use case within the caller's transaction.
Result<Content> create_content(store::Transaction& tx, Desk const& desk, Actor const& actor, Draft const& draft);

}  // namespace parvis::studio
