// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdlib>

#include "base/assertion.h"
#include "render/table.h"

namespace parvis::render {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// The signs a spreadsheet takes for the start of a formula; the full-width forms count in Excel too.
bool would_run(std::string_view text) {
  for (std::string_view const sign : {"=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"}) {
    if (text.starts_with(sign)) return true;
  }
  return false;
}

std::string decimal(std::int64_t scaled, int places, char mark) {
  std::string digits = std::to_string(scaled < 0 ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled));
  auto const wanted = static_cast<std::size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), 1, mark);
  return (scaled < 0 ? "-" : "") + digits;
}

struct CellText {
  CsvStyle style;
  char mark() const { return style == CsvStyle::french_excel ? ',' : '.'; }

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::string const& text) const { return would_run(text) ? "'" + text : text; }
  std::string operator()(std::int64_t count) const { return std::to_string(count); }
  std::string operator()(Money const& money) const { return decimal(money.minor, money.currency.exponent(), mark()); }
  /// In per cent, to the hundredth.
  std::string operator()(Share const& share) const {
    if (share.denominator == 0) return {};
    return decimal(scaled({share.numerator, Currency::euro()}, 10'000, share.denominator).minor, 2, mark()) + "%";
  }
  std::string operator()(LocalDate date) const { return date.to_string(); }
  std::string operator()(Instant at) const { return at.to_string(); }
  std::string operator()(LocalMoment const& at) const { return at.date.to_string() + " " + at.time.to_string(); }
};

std::string quoted(std::string const& text, char separator) {
  if (text.find_first_of("\"\r\n") == std::string::npos && text.find(separator) == std::string::npos) return text;
  std::string out = "\"";
  for (char const sign : text) out += sign == '"' ? std::string("\"\"") : std::string(1, sign);
  return out + "\"";
}

void append_line(std::string& csv, std::vector<Cell> const& cells, CsvStyle style) {
  char const separator = style == CsvStyle::french_excel ? ';' : ',';
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) csv += separator;
    csv += quoted(std::visit(CellText{style}, cells[i]), separator);
  }
  csv += "\r\n";
}

}  // namespace

std::string csv_of(Table const& table, CsvStyle style) {
  std::string csv(style == CsvStyle::french_excel ? byte_order_mark : "");
  append_line(csv, {table.titles.begin(), table.titles.end()}, style);
  for (std::vector<Cell> const& row : table.rows) {
    PARVIS_ASSERT(row.size() == table.titles.size(), "a row has one cell for each title");
    append_line(csv, row, style);
  }
  return csv;
}

}  // namespace parvis::render
