// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/internal/crc32c.h"

#include <array>
#include <cstring>

namespace parvis::events::internal {

namespace {

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t remainder = byte;
    for (int bit = 0; bit < 8; ++bit) remainder = (remainder >> 1) ^ ((remainder & 1) ? 0x82F63B78u : 0u);
    table[byte] = remainder;
  }
  return table;
}

constexpr auto table = make_table();

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t by_instruction(std::string_view bytes) {
  std::uint64_t crc = 0xFFFFFFFFu;
  while (bytes.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data(), 8);
    crc = __builtin_ia32_crc32di(crc, word);
    bytes.remove_prefix(8);
  }
  auto rest = static_cast<std::uint32_t>(crc);
  for (char const byte : bytes) rest = __builtin_ia32_crc32qi(rest, static_cast<unsigned char>(byte));
  return ~rest;
}
#endif

}  // namespace

std::uint32_t crc32c_by_table(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (char const byte : bytes) crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(byte)) & 0xFF];
  return ~crc;
}

std::uint32_t crc32c(std::string_view bytes) {
#if defined(__x86_64__)
  static bool const has_instruction = __builtin_cpu_supports("sse4.2");
  if (has_instruction) return by_instruction(bytes);
#endif
  return crc32c_by_table(bytes);
}

}  // namespace parvis::events::internal
