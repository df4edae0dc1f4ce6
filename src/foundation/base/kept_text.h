// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What records can keep of a text that others wrote: a network's answer, a library's complaint, bytes that did not read.

#include <string>
#include <string_view>

namespace parvis {

/// Well-formed UTF-8 without NUL, of at most `most_bytes`, cut before a character; what is no character becomes U+FFFD.
std::string kept_text(std::string_view text, std::size_t most_bytes = 1000);

}  // namespace parvis
