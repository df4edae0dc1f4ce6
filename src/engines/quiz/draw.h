// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Draws that anyone can do again with a seed and sha256sum: the draw's order is that of SHA-256("<seed>:<name>") in hex,
// each name counted once. Nothing else is random here.

#include <cstdint>
#include <string>
#include <vector>

namespace parvis::quiz {

/// The names in the order that the seed gives them, whatever order they come in. Twins are one.
std::vector<std::string> in_drawn_order(std::string const& seed, std::vector<std::string> names);

/// 0 … count-1 in the order of SHA-256("<seed>:<place>").
std::vector<std::int64_t> shuffled(std::string const& seed, std::size_t count);

}  // namespace parvis::quiz
