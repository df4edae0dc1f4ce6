// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The part of a restore that makes a folder or a database an installation: its records.

#include <functional>

#include "app/configuration.h"
#include "base/clock.h"
#include "store/database.h"

namespace parvis::app {

/// What is restored, by whose clock. `on_opened` is for tests, which have the records fail: given them before anything is
/// written.
struct Restoring {
  std::filesystem::path from;
  Clock const& clock;
  std::function<void(store::Database&)> on_opened = {};
};

/// Brings the records of a backup into an empty data folder or an empty database. Whatever stops it, by an exception, a kill
/// or a full disk, leaves no records or frozen ones: nothing of a backup is ever sent before a person has lifted the freeze.
/// Throws, having changed nothing, when the database holds an installation or the backup is of a newer Parvis.
void restore_records(Configuration const& configuration, Restoring const& restoring);

}  // namespace parvis::app
