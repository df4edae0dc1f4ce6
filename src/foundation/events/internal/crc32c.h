// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// CRC-32C (Castagnoli), as in RFC 3720 §B.4. With the processor's instruction where it has one.

#include <cstdint>
#include <string_view>

namespace parvis::events::internal {

std::uint32_t crc32c(std::string_view bytes);
/// The same by table, for processors without the instruction and for the test that compares the two.
std::uint32_t crc32c_by_table(std::string_view bytes);

}  // namespace parvis::events::internal
