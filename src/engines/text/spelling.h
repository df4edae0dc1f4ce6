// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Spelling by Hunspell, in process. A Speller holds one language's dictionary (about 15 MB) for the whole program.
//
//   Result<std::shared_ptr<Speller>> speller = Speller::of(Language::fr);   // "text.dictionary_unavailable"
//   PersonalWords const lexicon({"Parvis", "storytelling"});
//   for (Misspelling const& m : (*speller)->check(reading, lexicon)) ...
//   (*speller)->suggestions("recuperer")    // slow (about 0.1 s the first time): asked for one word at a time

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"
#include "text/reading.h"

namespace parvis::text {

struct Misspelling {
  Range range;
  std::string word;
  std::vector<std::string> suggestions;  // those already known; see Speller::suggestions
};
BOOST_DESCRIBE_STRUCT(Misspelling, (), (range, word, suggestions))

/// Words that the caller accepts, whatever their case and accents: a brand's lexicon, its channels' names.
class PersonalWords {
 public:
  PersonalWords() = default;
  explicit PersonalWords(std::vector<std::string> const& words);
  bool contains(Word const& word) const { return folded_.count(word.folded) != 0; }

 private:
  std::unordered_set<std::string> folded_;
};

/// Thread-safe: one lock around Hunspell, which is not; answers are kept, so that a text checked at each keystroke
/// asks Hunspell for its new words only.
class Speller {
 public:
  static constexpr std::size_t most_misspellings = 200;
  static constexpr std::size_t most_suggestions = 6;

  /// The speller of a language, opened on first use and kept by the program; a failure is not kept.
  /// Problems: "text.language_unknown", "text.dictionary_unavailable" (its detail names the file).
  static Result<std::shared_ptr<Speller>> of(Language language);
  /// A speller on other files, for tests.
  static Result<std::shared_ptr<Speller>> open(std::string const& aff, std::string const& dic);
  ~Speller();
  Speller(Speller const&) = delete;
  Speller& operator=(Speller const&) = delete;

  /// Unknown words in order, without links, hashtags, mentions, numbers, words in capitals with digits, and personal
  /// words. A compound is right whole ("peut-être") or piece by piece.
  std::vector<Misspelling> check(Reading const& reading, PersonalWords const& personal) const;
  /// Words to put in its place, best first: those that differ by accents alone, then Hunspell's. Kept for next time.
  std::vector<std::string> suggestions(std::string_view word) const;
  bool knows(std::string_view word) const;

 private:
  struct Dictionary;
  explicit Speller(std::unique_ptr<Dictionary> dictionary);
  std::unique_ptr<Dictionary> dictionary_;
};

}  // namespace parvis::text
