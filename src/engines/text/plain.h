// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A text file that a stranger sent, whatever its encoding.

#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis::text {

/// UTF-8 out of UTF-8 (with or without a mark), UTF-16 (either order, with or without a mark) or, what is none of these,
/// Windows-1252. Problem document.unreadable for bytes that are no text.
Result<std::string> plain_text(std::string_view bytes);

}  // namespace parvis::text
