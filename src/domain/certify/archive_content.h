// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What stands in the archive of a session.

#include "certify/archive.h"
#include "render/archive.h"

namespace parvis::certify {

inline constexpr std::int64_t archive_steps = 8;

/// Every file but the indexes, in a fixed order; `tell` hears of each step done. Problems of the rooms beneath.
Result<std::vector<render::ArchiveEntry>> archive_content(Desk const& desk, SessionArchive const& archive, std::function<void(std::int64_t)> const& tell);
/// index.json and index.html over those, to stand before them. Files given by path are read to be digested.
std::vector<render::ArchiveEntry> archive_indexes(Desk const& desk, SessionArchive const& archive, std::vector<render::ArchiveEntry> const& entries);

}  // namespace parvis::certify
