// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a backup holds, told by itself: manifest.sha256, written last, names every file with its SHA-256 in the form that
// `sha256sum --check` reads. A backup without it was stopped before its end.

#include <filesystem>

namespace parvis::app {

/// Names every file of the folder. Throws std::system_error when one does not read, or the manifest cannot be written.
void write_manifest(std::filesystem::path const& folder);

/// Throws std::runtime_error, naming the file, unless the folder has a manifest and holds all that it names, byte for byte.
void check_manifest(std::filesystem::path const& folder);

}  // namespace parvis::app
