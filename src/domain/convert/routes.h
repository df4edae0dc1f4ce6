// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "convert/collection.h"
#include "jobs/runner.h"

namespace parvis::convert {

/// The desks must outlive the router.
void register_routes(http::Router& router, Desk const& desk);
void register_collection_routes(http::Router& router, CollectionDesk const& desk);
void register_privacy_routes(http::Router& router, CollectionDesk const& desk);

std::vector<jobs::JobRow> collection_jobs(CollectionDesk const& desk);

}  // namespace parvis::convert
