// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/fold.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <libstemmer.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "text/internal/unicode.h"

namespace parvis::text {
namespace {

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

icu::UnicodeString utf16(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

std::string utf8_of(icu::UnicodeString const& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Letters that NFKD leaves whole though readers type them otherwise.
void append_open(std::string& out, char32_t c) {
  switch (c) {
    case U'œ': out += "oe"; return;
    case U'æ': out += "ae"; return;
    case U'ø': out += 'o'; return;
    case U'ł': out += 'l'; return;
    case U'đ': out += 'd'; return;
    case U'\u2019': case U'\u02BC': out += '\''; return;
    case U'\u2010': case U'\u2011': out += '-'; return;
    default: unicode::append(out, c);
  }
}

struct Stemmer {
  explicit Stemmer(char const* language) : stemmer(sb_stemmer_new(language, "UTF_8")) {
    if (stemmer == nullptr) throw std::runtime_error("Snowball lacks a language");
  }
  ~Stemmer() { sb_stemmer_delete(stemmer); }
  Stemmer(Stemmer const&) = delete;
  Stemmer& operator=(Stemmer const&) = delete;
  sb_stemmer* stemmer;
};

sb_stemmer* stemmer_of(Language language) {
  thread_local Stemmer const french("french");
  thread_local Stemmer const english("english");
  return language == Language::fr ? french.stemmer : english.stemmer;
}

}  // namespace

std::string fold(std::string_view utf8) {
  if (ascii(utf8)) return ascii_lower(utf8);
  UErrorCode status = U_ZERO_ERROR;
  auto const* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString text = nfkd->normalize(utf16(utf8), status);
  text.foldCase();
  text = nfkd->normalize(text, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU: folding failed");
  std::string out;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UChar32 const c = text.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) append_open(out, static_cast<char32_t>(c));
  }
  return out;
}

std::string folded_stem(std::string_view word, Language language) {
  std::string const lower = lower_case(word);
  if (language == Language::unknown || lower.size() < 4) return fold(lower);
  sb_stemmer* const stemmer = stemmer_of(language);
  auto const* stem = sb_stemmer_stem(stemmer, reinterpret_cast<sb_symbol const*>(lower.data()), static_cast<int>(lower.size()));
  if (stem == nullptr) return fold(lower);
  return fold({reinterpret_cast<char const*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))});
}

std::string with_capital(std::string_view utf8) {
  std::size_t at = 0;
  if (utf8.empty()) return {};
  char32_t const first = unicode::next(utf8, at);
  std::string out;
  unicode::append(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(first))));
  return out.append(utf8.substr(at));
}

std::string lower_case(std::string_view utf8) {
  return ascii(utf8) ? ascii_lower(utf8) : utf8_of(utf16(utf8).toLower(icu::Locale::getRoot()));
}

std::string upper_case(std::string_view utf8) { return utf8_of(utf16(utf8).toUpper(icu::Locale::getRoot())); }

}  // namespace parvis::text
