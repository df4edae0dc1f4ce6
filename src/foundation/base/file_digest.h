// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The digest of a file, read piece by piece: whatever its size, a hundred kilobytes of memory.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace parvis {

struct FileDigest {
  std::int64_t bytes = 0;
  std::string sha256;  // hexadecimal
};

/// Nothing when the file does not open or does not read to its end.
std::optional<FileDigest> digest_of_file(std::filesystem::path const& path);

}  // namespace parvis
