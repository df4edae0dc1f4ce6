// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The data files carried inside the program.

#include <string_view>

namespace parvis::track::internal {

/// The bytes of a file of track/data or track/script. Asserts that it is there.
std::string_view track_file(std::string_view name);

}  // namespace parvis::track::internal
