// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Words of folded texts (text::fold), by which contents are found. Pure.

#include <set>
#include <string>
#include <string_view>

namespace parvis::studio {

using Words = std::set<std::string, std::less<>>;

/// The distinct words: letters and digits between anything else of ASCII, each cut at 32 bytes between two characters.
Words words_of(std::string_view folded);

/// What follows every word that begins with `beginning`, in the order of bytes.
std::string end_of_range(std::string_view beginning);

/// True when each of `asked` begins a word of `held`.
bool holds(Words const& held, Words const& asked);

}  // namespace parvis::studio
