// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Which files of the shelf some row still names.

#include "app/file_shelf.h"
#include "store/database.h"

namespace parvis::app {

/// Whether any room's row still names the file: the same bytes may stand for a deposit and for a picture of the studio.
bool file_is_named(store::Transaction& tx, std::string const& sha256);

/// Takes the file from the shelf when none does.
void forget_unnamed(store::Database& database, FileShelf const& shelf, std::string const& sha256);

}  // namespace parvis::app
