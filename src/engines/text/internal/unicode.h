// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What this module asks of ICU, and nothing more. All functions are pure and thread-safe: break iterators are one a
// thread. `utf8` must be well formed.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"

namespace parvis::text::unicode {

/// The code point at byte `at`, which moves past it. U+FFFD for a broken sequence.
char32_t next(std::string_view utf8, std::size_t& at);
/// The code point that ends just before byte `at`; 0 at the start.
char32_t before(std::string_view utf8, std::size_t at);
std::u32string code_points_of(std::string_view utf8);
void append(std::string& utf8, char32_t code_point);

bool is_space(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_mark(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);

/// True when one grapheme cluster is shown as an emoji: emoji presentation, VS16, keycap, skin tone, flag.
bool is_emoji(std::string_view cluster);

/// UTF-16 offset of each byte, and of the end. Continuation bytes carry the offset of their code point.
std::vector<std::uint32_t> utf16_offsets(std::string_view utf8);
std::size_t utf16_units(std::string_view utf8);

/// Borders of segments: called with start, end and ICU's rule status for each, in order.
using Segment = std::function<void(std::size_t start, std::size_t end, std::int32_t status)>;
enum class Break { grapheme, word, sentence };
void each_segment(Break kind, std::string_view utf8, Language language, Segment const& segment);

std::string nfc(std::string_view utf8);
std::string nfkc(std::string_view utf8);

}  // namespace parvis::text::unicode
