// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A text read once: its graphemes, words, sentences, links, hashtags and mentions, each with its place. Counting,
// spelling, readability and charter rules all work on one Reading, so that a keystroke costs one pass.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/entities.h"
#include "text/language.h"
#include "text/range.h"

namespace parvis::text {

constexpr std::size_t longest_reading = 200'000;  // bytes

/// What one grapheme cluster (UAX #29) is to the rules.
enum class Glyph : std::uint8_t { other, space, line_end, emoji };

struct Grapheme {
  std::uint32_t byte_start = 0;
  std::uint32_t byte_end = 0;
  Glyph glyph = Glyph::other;
};

/// A run of letters or digits. French elisions stand apart: "l'eau" is "l'" (elision) then "eau".
struct Word {
  Range range;
  std::string folded;          // see fold.h
  std::uint32_t sentence = 0;  // index in sentences()
  bool elision = false;        // an elided article or pronoun, its apostrophe included
  bool joined = false;         // stuck to the word before it by a hyphen: "peut-être" is two words, the second joined
  bool number = false;         // digits
  std::optional<EntityKind> entity;  // the link, hashtag or mention it is part of
};

/// Immutable once made; readable from any thread.
class Reading {
 public:
  /// Problems: "text.malformed" (not UTF-8), "text.too_long" (over `longest_reading` bytes).
  static Result<Reading> of(std::string text, Language language);

  std::string const& text() const { return text_; }
  Language language() const { return language_; }
  std::vector<Grapheme> const& graphemes() const { return graphemes_; }
  std::vector<Word> const& words() const { return words_; }
  /// Trimmed of outer white space, never empty.
  std::vector<Range> const& sentences() const { return sentences_; }
  std::vector<Entity> const& entities() const { return entities_; }

  /// The range of these bytes, which must lie on code point borders.
  Range range(std::size_t byte_start, std::size_t byte_end) const;
  std::string_view at(Range const& range) const { return slice(range.byte_start, range.byte_end); }
  std::string_view slice(std::size_t byte_start, std::size_t byte_end) const {
    return std::string_view(text_).substr(byte_start, byte_end - byte_start);
  }
  /// True when a byte belongs to a link, hashtag or mention.
  bool inside_entity(std::size_t byte) const { return entity_at(byte) != nullptr; }
  /// The link, hashtag or mention that holds a byte, or nullptr.
  Entity const* entity_at(std::size_t byte) const;

 private:
  Reading() = default;
  void read_graphemes();
  void read_sentences();
  void read_words();
  void add_words(std::size_t byte_start, std::size_t byte_end, std::int32_t status);
  void add_spaced_words(std::size_t byte_start, std::size_t byte_end);
  void add_word(std::size_t byte_start, std::size_t byte_end, bool number);

  std::string text_;
  Language language_ = Language::unknown;
  std::vector<std::uint32_t> utf16_;  // UTF-16 offset of every byte, one more for the end
  std::vector<Grapheme> graphemes_;
  std::vector<Word> words_;
  std::vector<Range> sentences_;
  std::vector<Entity> entities_;
};

}  // namespace parvis::text
