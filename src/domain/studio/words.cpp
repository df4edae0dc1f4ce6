// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/words.h"

#include <algorithm>

namespace parvis::studio {
namespace {

constexpr std::size_t longest_word = 32;

// Beyond ASCII every byte is of a word: folding has left letters there, and signs that are sought as they stand.
bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

std::string_view cut(std::string_view word) {
  std::size_t end = std::min(word.size(), longest_word);
  while (end > 0 && end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
  return word.substr(0, end);
}

}  // namespace

Words words_of(std::string_view folded) {
  Words words;
  for (auto at = std::find_if(folded.begin(), folded.end(), in_word); at != folded.end();) {
    auto const end = std::find_if_not(at, folded.end(), in_word);
    words.emplace(cut({at, end}));
    at = std::find_if(end, folded.end(), in_word);
  }
  return words;
}

std::string end_of_range(std::string_view beginning) { return std::string(beginning) + "\U0010FFFF"; }

bool holds(Words const& held, Words const& asked) {
  return std::ranges::all_of(asked, [&](std::string const& beginning) {
    auto const found = held.lower_bound(beginning);
    return found != held.end() && found->starts_with(beginning);
  });
}

}  // namespace parvis::studio
