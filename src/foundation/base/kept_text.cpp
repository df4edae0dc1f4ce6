// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/kept_text.h"

#include <algorithm>

#include "base/encoding.h"

namespace parvis {
namespace {

constexpr std::string_view no_character = "\xEF\xBF\xBD";
constexpr std::size_t longest_character = 4;

/// "" when the bytes begin with none.
std::string_view first_character(std::string_view bytes) {
  if (bytes.front() == '\0') return {};
  for (std::size_t length = 1; length <= std::min(longest_character, bytes.size()); ++length) {
    if (is_utf8(bytes.substr(0, length))) return bytes.substr(0, length);
  }
  return {};
}

}  // namespace

std::string kept_text(std::string_view text, std::size_t most_bytes) {
  std::string kept;
  while (!text.empty()) {
    std::string_view const character = first_character(text);
    std::string_view const shown = character.empty() ? no_character : character;
    if (kept.size() + shown.size() > most_bytes) break;
    kept += shown;
    text.remove_prefix(std::max<std::size_t>(1, character.size()));
  }
  return kept;
}

}  // namespace parvis
