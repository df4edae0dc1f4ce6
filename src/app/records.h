// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Where an installation's records and events stand, for the server and for the commands.

#include "app/configuration.h"
#include "events/record.h"
#include "store/sqlite.h"

namespace parvis::app {

/// SQLite in the data folder, or the PostgreSQL that the configuration names. Throws store::Failure.
std::unique_ptr<store::Database> open_records(Configuration const& configuration, store::Durability durability);

/// Every room's tables of events.
std::vector<events::Table> event_tables();

}  // namespace parvis::app
