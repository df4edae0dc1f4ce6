// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "text/plain.h"
#include "text/internal/documents.h"
#include "text/internal/unicode.h"

namespace parvis::text::internal {
namespace {

// Windows-1252, 0x80 to 0x9F; 0 where the code page has a hole.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                   0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  for (char const byte : bytes) {
    auto const c = static_cast<unsigned char>(byte);
    char32_t const code = c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c;
    unicode::append(out, code == 0 ? 0xFFFD : code);
  }
  return out;
}

enum class Order { little, big };

std::string from_utf16(std::string_view bytes, Order order) {
  std::string out;
  char32_t high = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    auto const first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    char32_t const unit = order == Order::little ? second * 256u + first : first * 256u + second;
    bool const is_high = unit >= 0xD800 && unit < 0xDC00, is_low = unit >= 0xDC00 && unit < 0xE000;
    if (high != 0 && !is_low) unicode::append(out, 0xFFFD);
    if (is_low) unicode::append(out, high == 0 ? 0xFFFD : 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
    else if (!is_high) unicode::append(out, unit);
    high = is_high ? unit : 0;
  }
  return out;
}

/// Text in UTF-16 without a mark: in Latin scripts, nearly every other byte is zero.
bool zeros_at(std::string_view bytes, std::size_t parity) {
  std::size_t zeros = 0;
  std::size_t const seen = std::min<std::size_t>(bytes.size(), 2'000);
  for (std::size_t at = parity; at < seen; at += 2) zeros += bytes[at] == 0;
  return seen >= 4 && zeros * 10 >= (seen / 2) * 7;
}

}  // namespace
}  // namespace parvis::text::internal

namespace parvis::text {

using namespace internal;

Result<std::string> plain_text(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  if (bytes.substr(0, 2) == "\xFF\xFE") return from_utf16(bytes.substr(2), Order::little);
  if (bytes.substr(0, 2) == "\xFE\xFF") return from_utf16(bytes.substr(2), Order::big);
  if (zeros_at(bytes, 1)) return from_utf16(bytes, Order::little);
  if (zeros_at(bytes, 0)) return from_utf16(bytes, Order::big);
  if (bytes.find('\0') != std::string_view::npos) return unreadable("zero bytes in a text file");
  return is_utf8(bytes) ? std::string(bytes) : from_windows_1252(bytes);
}

}  // namespace parvis::text

namespace parvis::text::internal {

Result<Extracted> read_plain(std::string_view bytes, ExtractLimits const& limits) {
  TRY(std::string const text, plain_text(bytes));
  Paragraphs paragraphs(limits);
  for (std::size_t start = 0; start < text.size();) {
    std::size_t const end = std::min(text.find_first_of("\n\r\f", start), text.size());
    TRY_DONE(paragraphs.add(1, std::string_view(text).substr(start, end - start)));
    start = end + 1;
  }
  return Extracted{DocumentFormat::txt, 1, paragraphs.take()};
}

}  // namespace parvis::text::internal
