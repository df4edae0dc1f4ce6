// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// W3C Bitstring Status List 1.0: one bit a credential, so many that asking for the list says nothing of whose is looked up.
// Bit 0 is the leftmost of the first byte.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis::seal {

/// The least the standard allows: 16 KiB.
constexpr std::uint32_t status_entries = 131'072;

class StatusList {
 public:
  StatusList() : bits_(status_entries / 8, '\0') {}
  /// "u" and the base64url of the gzipped bits. Problem "seal.status_list_malformed" (also when over 1 MiB or under the least size).
  static Result<StatusList> decode(std::string_view encoded);
  std::string encode() const;

  /// Precondition: index < size().
  void set(std::uint32_t index);
  void clear(std::uint32_t index);
  bool is_set(std::uint32_t index) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(bits_.size() * 8); }

 private:
  std::string bits_;
};

}  // namespace parvis::seal
