// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The parsers themselves, one a format. They run in the child process (and in tests and fuzzing, in this one).

#include "text/extract.h"

namespace parvis::text::internal {

/// Gathers paragraphs under the text cap.
class Paragraphs {
 public:
  explicit Paragraphs(ExtractLimits const& limits) : limits_(limits) {}
  /// Cleans and keeps; empty ones are dropped. Problem "document.too_much_text".
  Done add(std::uint32_t page, std::string_view utf8);
  std::vector<Paragraph> take() { return std::move(kept_); }

 private:
  ExtractLimits const& limits_;
  std::vector<Paragraph> kept_;
  std::uint64_t bytes_ = 0;
};

Failure unreadable(std::string why);

/// Well-formed UTF-8 in NFC, control characters gone, white space runs made one space, trimmed.
std::string clean(std::string_view utf8);

Result<Extracted> read_plain(std::string_view bytes, ExtractLimits const& limits);
Result<Extracted> read_pdf(std::string_view bytes, ExtractLimits const& limits);
Result<Extracted> read_docx(std::string_view bytes, ExtractLimits const& limits);
Result<Extracted> read_odt(std::string_view bytes, ExtractLimits const& limits);
Result<Extracted> read_document(DocumentFormat format, std::string_view bytes, ExtractLimits const& limits);

}  // namespace parvis::text::internal
