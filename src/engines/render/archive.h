// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One ZIP file, the same bytes for the same entries: in the order given, dated 1 January 1980, without owner or mode.
//
//   TRY_DONE(render::write_archive(folder / "session.zip", {{"index.json", text}, {"minutes/PV-1.pdf", path}}));

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace parvis::render {

struct ArchiveEntry {
  std::string path;  // within the archive, with "/"
  std::variant<std::string, std::filesystem::path> content;  // its bytes, or a file that is read while the archive is written
};

/// Whole under that name when it returns, or absent. A file as content is streamed. Problem render.archive_failed.
Done write_archive(std::filesystem::path const& to, std::vector<ArchiveEntry> const& entries);

}  // namespace parvis::render
