// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The text of a document that a stranger sent: PDF, DOCX, ODT, plain text (UTF-8, UTF-16, Windows-1252).
//
// Archives and PDF are parsed by a child process, `parvis-extract`, which stands beside the running program. It has no
// file, no network and little memory, so that a document made to crash or hang a parser costs one Problem.
//
//   Result<Extracted> read = extract_document(bytes, "brief.pdf");
//
// Not read: scanned pages (no OCR), headers, footers and notes of DOCX and ODT, comments, deleted text, RTF, DOC.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

namespace parvis::text {

enum class DocumentFormat { pdf, docx, odt, txt };
BOOST_DESCRIBE_ENUM(DocumentFormat, pdf, docx, odt, txt)

/// Clean UTF-8 in NFC, trimmed, never empty. Pages start at 1; those of DOCX and ODT are as last laid out by the
/// program that wrote them; plain text has one.
struct Paragraph {
  std::uint32_t page = 1;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Paragraph, (), (page, text))

struct Extracted {
  DocumentFormat format = DocumentFormat::txt;
  std::uint32_t pages = 1;
  std::vector<Paragraph> paragraphs;
};
BOOST_DESCRIBE_STRUCT(Extracted, (), (format, pages, paragraphs))

struct ExtractLimits {
  std::uint64_t bytes = 25'000'000;           // of the file
  std::uint32_t pages = 500;
  std::uint64_t text_bytes = 2'000'000;       // of all paragraphs
  std::uint32_t entries = 2'000;              // of an archive
  std::uint64_t unpacked_bytes = 50'000'000;  // of one part
  std::uint32_t ratio = 300;                  // unpacked to packed, for parts over 1 MB
  std::uint32_t depth = 200;                  // of nested XML elements
  std::uint32_t cpu_seconds = 10;
  std::uint64_t memory_bytes = 768'000'000;
  std::uint32_t deadline_ms = 20'000;
};
BOOST_DESCRIBE_STRUCT(ExtractLimits, (), (bytes, pages, text_bytes, entries, unpacked_bytes, ratio, depth, cpu_seconds, memory_bytes, deadline_ms))

/// Thread-safe; blocks up to the deadline. Problems, each with the limit and the value where there is one:
/// "document.empty", "document.too_large" (file), "document.too_many_pages", "document.too_much_text",
/// "document.overinflated" (archive bomb), "document.unsupported" (extension), "document.wrong_extension" (the bytes are
/// another format), "document.encrypted", "document.unreadable" (truncated, malformed, crashed, out of time or memory),
/// "document.no_text" (a scan), "document.reader_missing" (the child program is not installed).
Result<Extracted> extract_document(std::string_view bytes, std::string_view file_name, ExtractLimits const& limits = {});

/// The format that the name announces, or "document.unsupported".
Result<DocumentFormat> format_of_name(std::string_view file_name);

/// The body of the child program: a document on standard input, an answer in JSON on standard output.
int run_extractor(int argument_count, char** arguments);

}  // namespace parvis::text
