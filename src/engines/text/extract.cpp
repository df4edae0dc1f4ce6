// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/extract.h"

#include <array>

#include "base/encoding.h"
#include "base/json.h"
#include "text/fold.h"
#include "text/internal/child.h"
#include "text/internal/documents.h"
#include "text/internal/unicode.h"

namespace parvis::text {
namespace internal {

Failure unreadable(std::string why) {
  Problem problem;
  problem.kind = Kind::unsupported;
  problem.code = "document.unreadable";
  problem.detail = std::move(why);
  return fail(std::move(problem));
}

std::string clean(std::string_view utf8) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < utf8.size();) {
    char32_t const c = unicode::next(utf8, at);
    if (unicode::is_space(c)) {
      space = !out.empty();
    } else if (c >= 0x20 && (c < 0x7F || c > 0x9F) && c != 0xFFFD && c != 0xFEFF && c != 0xAD) {
      if (space) out += ' ';
      space = false;
      unicode::append(out, c);
    }
  }
  return unicode::nfc(out);
}

Done Paragraphs::add(std::uint32_t page, std::string_view utf8) {
  if (utf8.size() > limits_.text_bytes) return too_large("document.too_much_text", std::to_string(limits_.text_bytes), std::to_string(utf8.size()));
  std::string text = clean(utf8);
  if (text.empty()) return {};
  bytes_ += text.size();
  if (bytes_ > limits_.text_bytes) return too_large("document.too_much_text", std::to_string(limits_.text_bytes), std::to_string(bytes_));
  kept_.push_back({page, std::move(text)});
  return {};
}

Result<Extracted> read_document(DocumentFormat format, std::string_view bytes, ExtractLimits const& limits) {
  switch (format) {
    case DocumentFormat::pdf: return read_pdf(bytes, limits);
    case DocumentFormat::docx: return read_docx(bytes, limits);
    case DocumentFormat::odt: return read_odt(bytes, limits);
    case DocumentFormat::txt: break;
  }
  return read_plain(bytes, limits);
}

}  // namespace internal

namespace {

std::string extension_of(std::string_view file_name) {
  std::size_t const dot = file_name.rfind('.');
  return dot == std::string_view::npos ? "" : fold(file_name.substr(dot + 1));
}

/// What the first bytes say; nullopt for archives (either kind) and for text.
std::string_view magic_of(std::string_view bytes) {
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return "pdf";
  if (bytes.substr(0, 4) == "PK\x03\x04") return "zip";
  if (bytes.substr(0, 4) == "\xD0\xCF\x11\xE0") return "ole";
  return "";
}

std::string_view wanted_magic(DocumentFormat format) {
  if (format == DocumentFormat::txt) return "";
  return format == DocumentFormat::pdf ? "pdf" : "zip";
}

Done check_magic(DocumentFormat format, std::string_view bytes) {
  std::string_view const magic = magic_of(bytes);
  if (magic == wanted_magic(format)) return {};
  // Office wraps a DOCX that has a password in its older container.
  if (magic == "ole" && format == DocumentFormat::docx) return unsupported("document.encrypted");
  if (magic.empty()) return internal::unreadable("the bytes of no known document");
  return unsupported("document.wrong_extension", std::string(magic));
}

}  // namespace

Result<DocumentFormat> format_of_name(std::string_view file_name) {
  std::string const extension = extension_of(file_name);
  for (DocumentFormat const format : {DocumentFormat::pdf, DocumentFormat::docx, DocumentFormat::odt, DocumentFormat::txt}) {
    if (json::name_of(format) == extension) return format;
  }
  if (extension == "md" || extension == "text") return DocumentFormat::txt;
  return unsupported("document.unsupported", extension.substr(0, 20));
}

Result<Extracted> extract_document(std::string_view bytes, std::string_view file_name, ExtractLimits const& limits) {
  if (bytes.empty()) return invalid("document.empty");
  if (bytes.size() > limits.bytes) return too_large("document.too_large", std::to_string(limits.bytes), std::to_string(bytes.size()));
  TRY(DocumentFormat const format, format_of_name(file_name));
  TRY_DONE(check_magic(format, bytes));
  TRY(Extracted extracted, format == DocumentFormat::txt ? internal::read_plain(bytes, limits) : internal::read_in_child(format, bytes, limits));
  if (extracted.paragraphs.empty()) return invalid("document.no_text");
  return extracted;
}

}  // namespace parvis::text
