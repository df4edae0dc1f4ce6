// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/internal/unicode.h"

#include <array>
#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

namespace parvis::text::unicode {
namespace {

void require(UErrorCode status, char const* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

std::unique_ptr<icu::BreakIterator> open_breaker(Break kind, icu::Locale const& locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> breaker(
      kind == Break::grapheme ? icu::BreakIterator::createCharacterInstance(locale, status)
      : kind == Break::word   ? icu::BreakIterator::createWordInstance(locale, status)
                              : icu::BreakIterator::createSentenceInstance(locale, status));
  require(status, "break iterator");
  return breaker;
}

icu::BreakIterator& breaker(Break kind, Language language) {
  // Opening one costs more than reading a post, and one must not be shared between threads.
  thread_local std::array<std::array<std::unique_ptr<icu::BreakIterator>, 2>, 3> breakers;
  std::size_t const locale = language == Language::en ? 1 : 0;
  auto& slot = breakers[static_cast<std::size_t>(kind)][locale];
  if (!slot) slot = open_breaker(kind, locale == 1 ? icu::Locale::getEnglish() : icu::Locale::getFrench());
  return *slot;
}

struct OpenText {
  explicit OpenText(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
    require(status, "text");
  }
  ~OpenText() { utext_close(&text); }
  OpenText(OpenText const&) = delete;
  OpenText& operator=(OpenText const&) = delete;
  UText text = UTEXT_INITIALIZER;
};

std::string normalized(icu::Normalizer2 const* form, UErrorCode status, std::string_view utf8) {
  require(status, "normalizer");
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  form->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())), sink, nullptr, status);
  require(status, "normalization");
  return out;
}

bool regional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

}  // namespace

char32_t next(std::string_view utf8, std::size_t& at) {
  UChar32 c = 0;
  auto const* bytes = reinterpret_cast<std::uint8_t const*>(utf8.data());
  auto index = static_cast<std::int32_t>(at);
  U8_NEXT_OR_FFFD(bytes, index, static_cast<std::int32_t>(utf8.size()), c);
  at = static_cast<std::size_t>(index);
  return static_cast<char32_t>(c);
}

char32_t before(std::string_view utf8, std::size_t at) {
  if (at == 0) return 0;
  UChar32 c = 0;
  auto const* bytes = reinterpret_cast<std::uint8_t const*>(utf8.data());
  auto index = static_cast<std::int32_t>(at);
  U8_PREV_OR_FFFD(bytes, 0, index, c);
  return static_cast<char32_t>(c);
}

std::u32string code_points_of(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) out += next(utf8, at);
  return out;
}

void append(std::string& utf8, char32_t code_point) {
  std::array<std::uint8_t, 4> bytes{};
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(code_point));
  utf8.append(reinterpret_cast<char const*>(bytes.data()), static_cast<std::size_t>(length));
}

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool is_emoji(std::string_view cluster) {
  if (cluster.size() < 3) return false;
  std::size_t at = 0;
  char32_t const first = next(cluster, at);
  if (regional(first)) return at < cluster.size();
  if (u_hasBinaryProperty(static_cast<UChar32>(first), UCHAR_EMOJI_PRESENTATION)) return true;
  if (!u_hasBinaryProperty(static_cast<UChar32>(first), UCHAR_EMOJI)) return false;
  bool const takes_tone = u_hasBinaryProperty(static_cast<UChar32>(first), UCHAR_EMOJI_MODIFIER_BASE);
  while (at < cluster.size()) {
    char32_t const c = next(cluster, at);
    if (c == 0xFE0F || c == 0x20E3 || (takes_tone && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_MODIFIER))) return true;
  }
  return false;
}

std::vector<std::uint32_t> utf16_offsets(std::string_view utf8) {
  std::vector<std::uint32_t> offsets(utf8.size() + 1);
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t const start = at;
    char32_t const c = next(utf8, at);
    std::fill(offsets.begin() + static_cast<std::ptrdiff_t>(start), offsets.begin() + static_cast<std::ptrdiff_t>(at), units);
    units += c > 0xFFFF ? 2 : 1;
  }
  offsets.back() = units;
  return offsets;
}

std::size_t utf16_units(std::string_view utf8) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < utf8.size();) units += next(utf8, at) > 0xFFFF ? 2 : 1;
  return units;
}

void each_segment(Break kind, std::string_view utf8, Language language, Segment const& segment) {
  OpenText open(utf8);
  icu::BreakIterator& iterator = breaker(kind, language);
  UErrorCode status = U_ZERO_ERROR;
  iterator.setText(&open.text, status);
  require(status, "break iteration");
  std::int32_t start = iterator.first();
  for (std::int32_t end = iterator.next(); end != icu::BreakIterator::DONE; start = end, end = iterator.next()) {
    segment(static_cast<std::size_t>(start), static_cast<std::size_t>(end), iterator.getRuleStatus());
  }
}

std::string nfc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* form = icu::Normalizer2::getNFCInstance(status);
  return normalized(form, status, utf8);
}

std::string nfkc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* form = icu::Normalizer2::getNFKCInstance(status);
  return normalized(form, status, utf8);
}

}  // namespace parvis::text::unicode
