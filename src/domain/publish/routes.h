// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "publish/day.h"
#include "publish/deliver.h"

namespace parvis::publish {

/// The desk, and the files' place, must outlive the router.
void register_routes(http::Router& router, Desk const& desk, studio::FileOf const& file_of);

/// Mail templates of this room, at start.
void register_mail_templates();

/// At start: publications from before the approval bound their title take it into their hashes. One that waits to be sent is
/// asked for again, for nobody was shown its title; what is on its way or has failed keeps its approval.
void bind_titles(store::Transaction& tx, Desk const& desk);

/// Accounts, deliveries and the freeze. Both desks must outlive the router.
void register_delivery_routes(http::Router& router, Desk const& calendar, DeliveryDesk const& desk);

/// For app, whose acts span rooms: the same use case within the caller's transaction.
Result<Scheduled> schedule_publication(store::Transaction& tx, Desk const& desk, Actor const& actor, SchedulePublication const& request);

}  // namespace parvis::publish
