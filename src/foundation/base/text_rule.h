// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// TextLike: a type whose only form outside the program is a short text (an id, a date, a bounded title).
// JSON decode, SQL columns, query strings and the OpenAPI schema all go through parse(), to_string() and rule().

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis {

/// What the JSON schema says of a TextLike type; lengths count code points, both bounds included.
struct TextRule {
  std::string format;
  std::optional<std::size_t> min_length;
  std::optional<std::size_t> max_length;
};

template <class T>
concept TextLike = requires(T const& value, std::string_view text) {
  { T::parse(text) } -> std::same_as<Result<T>>;
  { value.to_string() } -> std::convertible_to<std::string>;
  { T::rule() } -> std::same_as<TextRule>;
};

}  // namespace parvis
