// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A half-open place in a text, in the two units that matter: UTF-8 bytes here, UTF-16 code units in a browser.

#include <cstdint>

#include <boost/describe.hpp>

namespace parvis::text {

struct Range {
  std::uint32_t start = 0;  // UTF-16 code units
  std::uint32_t end = 0;
  std::uint32_t byte_start = 0;
  std::uint32_t byte_end = 0;
  friend bool operator==(Range const&, Range const&) = default;
};
BOOST_DESCRIBE_STRUCT(Range, (), (start, end, byte_start, byte_end))

}  // namespace parvis::text
