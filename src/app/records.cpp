// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/records.h"

#include "store/postgresql.h"
#include "track/hit.h"

namespace parvis::app {

std::unique_ptr<store::Database> open_records(Configuration const& configuration, store::Durability durability) {
  if (!configuration.text("database").empty()) return store::open_postgresql({.connection = configuration.text("database")});
  return store::open_sqlite({.file = configuration.data() / "parvis.db", .durability = durability});
}

std::vector<events::Table> event_tables() { return track::tables(); }

}  // namespace parvis::app
