// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/reading.h"

#include <algorithm>
#include <array>

#include <unicode/ubrk.h>

#include "base/encoding.h"
#include "text/fold.h"
#include "text/internal/unicode.h"

namespace parvis::text {
namespace {

constexpr std::string_view narrow_no_break_space = "\u202F";
constexpr std::array<std::string_view, 13> elisions = {"l'", "d'", "j'", "m'", "t'", "s'", "c'", "n'", "qu'", "jusqu'", "lorsqu'", "puisqu'", "quoiqu'"};
// "M. Durand", "p. ex.": the full stop of an abbreviation ends no sentence.
constexpr std::array<std::string_view, 20> abbreviations = {"m",  "mm", "mme", "mlle", "dr",  "pr",  "st", "ste", "av", "bd",
                                                            "p",  "ex", "cf",  "art",  "vol", "fig", "mr", "mrs", "ms", "vs"};

template <std::size_t N>
bool among(std::array<std::string_view, N> const& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Bytes of the elided article that opens the word, its apostrophe included; 0 when there is none.
std::size_t elision_length(std::string_view word) {
  for (std::size_t at = 0; at < word.size() && at < 12;) {
    char32_t const c = unicode::next(word, at);
    if (c != '\'' && c != 0x2019) continue;
    return at < word.size() && among(elisions, fold(word.substr(0, at))) ? at : 0;
  }
  return 0;
}

bool ends_with_abbreviation(std::string_view sentence) {
  while (!sentence.empty() && unicode::is_space(unicode::before(sentence, sentence.size()))) sentence.remove_suffix(1);
  if (sentence.empty() || sentence.back() != '.') return false;
  sentence.remove_suffix(1);
  std::size_t const space = sentence.find_last_of(" \n(");
  std::string_view const word = sentence.substr(space == std::string_view::npos ? 0 : space + 1);
  return word.size() <= 5 && among(abbreviations, fold(word));
}

Glyph glyph_of(std::string_view cluster) {
  if (cluster == "\n") return Glyph::line_end;
  std::size_t at = 0;
  if (unicode::is_space(unicode::next(cluster, at))) return Glyph::space;
  return unicode::is_emoji(cluster) ? Glyph::emoji : Glyph::other;
}

}  // namespace

Result<Reading> Reading::of(std::string text, Language language) {
  if (text.size() > longest_reading) return too_large("text.too_long", std::to_string(longest_reading), std::to_string(text.size()));
  if (!is_utf8(text)) return invalid("text.malformed");
  Reading out;
  out.text_ = std::move(text);
  out.language_ = language;
  out.utf16_ = unicode::utf16_offsets(out.text_);
  out.entities_ = find_entities(out.text_);
  out.read_graphemes();
  out.read_sentences();
  out.read_words();
  return out;
}

Range Reading::range(std::size_t byte_start, std::size_t byte_end) const {
  return {utf16_[byte_start], utf16_[byte_end], static_cast<std::uint32_t>(byte_start), static_cast<std::uint32_t>(byte_end)};
}

Entity const* Reading::entity_at(std::size_t byte) const {
  auto const after = std::upper_bound(entities_.begin(), entities_.end(), byte, [](std::size_t at, Entity const& e) { return at < e.range.byte_end; });
  return after != entities_.end() && after->range.byte_start <= byte ? &*after : nullptr;
}

void Reading::read_graphemes() {
  graphemes_.reserve(text_.size());
  unicode::each_segment(unicode::Break::grapheme, text_, language_, [&](std::size_t start, std::size_t end, std::int32_t) {
    graphemes_.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end), glyph_of(slice(start, end))});
  });
  auto const index_of = [&](std::uint32_t byte) {
    auto const at = std::lower_bound(graphemes_.begin(), graphemes_.end(), byte, [](Grapheme const& g, std::uint32_t b) { return g.byte_start < b; });
    return static_cast<std::uint32_t>(at - graphemes_.begin());
  };
  for (Entity& entity : entities_) {
    entity.range = range(entity.range.byte_start, entity.range.byte_end);
    entity.grapheme_start = index_of(entity.range.byte_start);
    entity.grapheme_end = index_of(entity.range.byte_end);
  }
}

void Reading::read_sentences() {
  std::size_t open = std::string::npos;
  unicode::each_segment(unicode::Break::sentence, text_, language_, [&](std::size_t start, std::size_t end, std::int32_t) {
    std::size_t const from = open == std::string::npos ? start : open;
    bool const goes_on = end < text_.size() && (inside_entity(end) && inside_entity(end - 1));
    if (goes_on || (text_[end - 1] != '\n' && ends_with_abbreviation(slice(from, end)))) return void(open = from);
    open = std::string::npos;
    std::size_t first = from, last = end;
    for (std::size_t at = first; at < last && unicode::is_space(unicode::next(text_, at)); first = at) {}
    while (last > first && unicode::is_space(unicode::before(text_, last))) {
      do --last; while ((static_cast<unsigned char>(text_[last]) & 0xC0) == 0x80);
    }
    if (last > first) sentences_.push_back(range(first, last));
  });
  if (open != std::string::npos && open < text_.size()) sentences_.push_back(range(open, text_.size()));
}

void Reading::read_words() {
  unicode::each_segment(unicode::Break::word, text_, language_,
                        [&](std::size_t start, std::size_t end, std::int32_t status) { add_words(start, end, status); });
}

void Reading::add_words(std::size_t byte_start, std::size_t byte_end, std::int32_t status) {
  if (status < UBRK_WORD_NUMBER) return;
  if (status < UBRK_WORD_NUMBER_LIMIT) return add_word(byte_start, byte_end, true);
  // UAX #29 holds the narrow no-break space (ExtendNumLet) for a part of the word beside it; French sets it before "!".
  for (std::size_t start = byte_start; start < byte_end;) {
    std::size_t const space = std::min(text_.find(narrow_no_break_space, start), byte_end);
    if (space > start) add_spaced_words(start, space);
    start = space + narrow_no_break_space.size();
  }
}

void Reading::add_spaced_words(std::size_t byte_start, std::size_t byte_end) {
  std::size_t const elided = language_ == Language::en ? 0 : elision_length(slice(byte_start, byte_end));
  if (elided > 0) {
    add_word(byte_start, byte_start + elided, false);
    words_.back().elision = true;
  }
  add_word(byte_start + elided, byte_end, false);
}

void Reading::add_word(std::size_t byte_start, std::size_t byte_end, bool number) {
  Word word;
  word.range = range(byte_start, byte_end);
  word.folded = fold(slice(byte_start, byte_end));
  word.number = number;
  if (Entity const* entity = entity_at(byte_start)) word.entity = entity->kind;
  word.joined = !words_.empty() && words_.back().range.byte_end + 1 == byte_start && text_[byte_start - 1] == '-';
  std::uint32_t sentence = words_.empty() ? 0 : words_.back().sentence;
  while (sentence + 1 < sentences_.size() && sentences_[sentence].byte_end <= byte_start) ++sentence;
  word.sentence = sentence;
  words_.push_back(std::move(word));
}

}  // namespace parvis::text
