// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How hard a text reads. French by Kandel and Moles (1958), 207 - 1.015 W/S - 73.6 Y/W; English by Flesch,
// 206.835 - 1.015 W/S - 84.6 Y/W; LIX, W/S + 100 L/W, for both. The counts stand beside the score so that it can be
// checked. Words: an elision belongs to its word ("l'eau" is one), a compound is one; links, tags and mentions are none.

#include <cstdint>
#include <optional>

#include <boost/describe.hpp>

#include "text/reading.h"

namespace parvis::text {

constexpr std::uint32_t fewest_words = 30;  // under which a score says nothing

struct ReadingCounts {
  std::uint32_t words = 0;       // W
  std::uint32_t sentences = 0;   // S, those with a word
  std::uint32_t syllables = 0;   // Y
  std::uint32_t long_words = 0;  // L, over six letters
};
BOOST_DESCRIBE_STRUCT(ReadingCounts, (), (words, sentences, syllables, long_words))

enum class Ease { very_easy, easy, standard, fairly_hard, hard, very_hard };
BOOST_DESCRIBE_ENUM(Ease, very_easy, easy, standard, fairly_hard, hard, very_hard)

struct Readability {
  ReadingCounts counts;
  std::optional<double> kandel_moles;  // French only
  std::optional<double> flesch;        // English only
  std::optional<double> lix;
  std::optional<Ease> ease;  // bands of the language's own formula: 80, 70, 60, 50, 30
};
BOOST_DESCRIBE_STRUCT(Readability, (), (counts, kandel_moles, flesch, lix, ease))

/// Scores are absent under `fewest_words`: "not enough text" is the answer.
Readability readability(Reading const& reading);

double kandel_moles(ReadingCounts const& counts);
double flesch(ReadingCounts const& counts);
double lix(ReadingCounts const& counts);

/// Syllables of one word by its vowel groups, mute endings and hiatus; at least 1. An estimate: written French does not
/// tell "ils couvent" from "le couvent".
std::uint32_t syllables(std::string_view word, Language language);

}  // namespace parvis::text
