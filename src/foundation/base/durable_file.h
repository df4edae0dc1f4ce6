// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Files that outlive a power cut: a file's bytes and its name are two things, and each must be on the disk.
// Each throws std::system_error, naming the file, unless it says otherwise.

#include <filesystem>
#include <string_view>

namespace parvis {

/// The names in the folder are on the disk; false and errno when they may not be.
bool sync_folder(std::filesystem::path const& folder);
/// `from` takes the place of `to`, its bytes and its name on the disk. Both stand on one file system.
void move_durably(std::filesystem::path const& from, std::filesystem::path const& to);
/// A copy stands under that name, mode 0600, whole and on the disk, or not at all. Makes the folders that are missing.
void copy_durably(std::filesystem::path const& from, std::filesystem::path const& to);
/// Those bytes stand under that name, mode 0600, whole and on the disk, or not at all. Makes the folders that are missing.
void write_durably(std::filesystem::path const& file, std::string_view bytes);

}  // namespace parvis
