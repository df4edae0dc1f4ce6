// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/internal/files.h"

#include "embedded/track_files.h"

namespace parvis::track::internal {

std::string_view track_file(std::string_view name) {
  for (auto const& file : embedded::track_files()) {
    if (file.name.substr(file.name.rfind('/') + 1) == name) return file.bytes;
  }
  throw LogicFailure("track carries no file " + std::string(name));
}

}  // namespace parvis::track::internal
