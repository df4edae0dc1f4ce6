// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The data files carried inside the program.

#include <string>
#include <string_view>

#include "base/assertion.h"
#include "base/json.h"

namespace parvis::track::internal {

/// The bytes of a file of track/data or track/script. Asserts that it is there.
std::string_view track_file(std::string_view name);

/// A JSON file of track/data as the struct that describes it. Asserts that it reads.
template <class File>
File track_data(std::string_view name) {
  auto read = json::decode<File>(track_file(name));
  PARVIS_ASSERT(read.has_value(), std::string(name) + " does not read");
  return std::move(*read);
}

}  // namespace parvis::track::internal
