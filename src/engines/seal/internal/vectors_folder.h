// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Where the published vectors stand, for the tests of this folder alone.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "source_folder.h"

namespace parvis::seal {

/// The folder of that name beside the checkout, or an empty path when it is absent.
inline std::filesystem::path vectors_folder(std::string const& name) {
  auto const folder = std::filesystem::path(PARVIS_SOURCE_FOLDER) / "../shared/data" / name;
  return std::filesystem::exists(folder) ? folder : std::filesystem::path();
}

inline std::string whole_text(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace parvis::seal
