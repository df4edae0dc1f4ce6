// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "strategy/across.h"

namespace parvis::strategy {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

/// For app, whose acts span rooms: the same use cases within the caller's transaction.
Result<Objective> create_objective(store::Transaction& tx, Desk const& desk, Actor const& actor, SaveObjective const& request);
Result<Channel> create_channel(store::Transaction& tx, Desk const& desk, Actor const& actor, SaveChannel const& request);

}  // namespace parvis::strategy
