// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over archives asked for audits.

#include "certify/archive.h"

namespace parvis::certify {

void put(store::Transaction& tx, SessionArchive const& archive);
std::optional<SessionArchive> find_archive(store::Transaction& tx, WorkspaceId const& workspace, ArchiveId const& id);
/// Latest asked first.
std::vector<SessionArchive> archive_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// Ready ones, of every workspace.
std::vector<SessionArchive> archives_made_before(store::Database& database, Instant before);

}  // namespace parvis::certify
