// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <climits>
#include <cmath>
#include <memory>

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include "text/internal/documents.h"
#include "text/internal/unicode.h"

namespace parvis::text::internal {
namespace {

constexpr double paragraph_gap = 1.7;   // of a line's height, from top to top
constexpr double same_height = 1.25;    // a taller line is a heading

std::string utf8_of(poppler::ustring const& text) {
  poppler::byte_array const bytes = text.to_utf8();
  return std::string(bytes.begin(), bytes.end());
}

struct Line {
  double top = 0;
  double height = 0;
  double right = 0;
  std::string text;
};

bool same_line(Line const& line, poppler::rectf const& box) {
  double const middle = box.y() + box.height() / 2;
  return middle > line.top && middle < line.top + line.height && box.x() >= line.right - line.height;
}

std::vector<Line> lines_of(poppler::page const& page) {
  std::vector<Line> lines;
  for (poppler::text_box const& word : page.text_list()) {
    poppler::rectf const box = word.bbox();
    if (lines.empty() || !same_line(lines.back(), box)) lines.push_back({box.y(), box.height(), box.x(), {}});
    Line& line = lines.back();
    line.text += utf8_of(word.text());
    if (word.has_space_after()) line.text += ' ';
    line.right = box.x() + box.width();
    line.height = std::max(line.height, box.height());
  }
  return lines;
}

bool opens_paragraph(Line const& previous, Line const& line) {
  double const step = line.top - previous.top;
  double const low = std::min(previous.height, line.height), high = std::max(previous.height, line.height);
  return step <= 0 || step > paragraph_gap * high || high > same_height * low;
}

bool starts_lower(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && unicode::is_lower(unicode::next(text, at));
}

/// A word cut at the end of a line is one word again.
void append_line(std::string& paragraph, std::string_view line) {
  while (!paragraph.empty() && paragraph.back() == ' ') paragraph.pop_back();
  bool const cut = !paragraph.empty() && paragraph.back() == '-' && starts_lower(line);
  if (cut) paragraph.pop_back();
  else if (!paragraph.empty()) paragraph += ' ';
  paragraph += line;
}

Done add_page(poppler::page const& page, std::uint32_t number, Paragraphs& paragraphs) {
  std::string paragraph;
  Line const* previous = nullptr;
  std::vector<Line> const lines = lines_of(page);
  for (Line const& line : lines) {
    if (previous != nullptr && opens_paragraph(*previous, line)) {
      TRY_DONE(paragraphs.add(number, paragraph));
      paragraph.clear();
    }
    append_line(paragraph, line.text);
    previous = &line;
  }
  return paragraphs.add(number, paragraph);
}

}  // namespace

Result<Extracted> read_pdf(std::string_view bytes, ExtractLimits const& limits) {
  poppler::set_debug_error_function([](std::string const&, void*) {}, nullptr);
  if (bytes.size() > INT_MAX) return too_large("document.too_large", std::to_string(INT_MAX), std::to_string(bytes.size()));
  std::unique_ptr<poppler::document> const document(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return unreadable("not a PDF that poppler opens");
  if (document->is_locked()) return unsupported("document.encrypted");
  int const pages = document->pages();
  if (pages < 1) return unreadable("a PDF without pages");
  if (static_cast<std::uint32_t>(pages) > limits.pages) return too_large("document.too_many_pages", std::to_string(limits.pages), std::to_string(pages));
  Paragraphs paragraphs(limits);
  for (int i = 0; i < pages; ++i) {
    std::unique_ptr<poppler::page> const page(document->create_page(i));
    if (page) TRY_DONE(add_page(*page, static_cast<std::uint32_t>(i + 1), paragraphs));
  }
  return Extracted{DocumentFormat::pdf, static_cast<std::uint32_t>(pages), paragraphs.take()};
}

}  // namespace parvis::text::internal
