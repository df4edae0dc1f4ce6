// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One table, three ways out: CSV, a sheet of an XLSX workbook, and (by hand of the template) a page. Cells are typed, so
// that a spreadsheet can add them up; what a person typed is text and never a formula.
//
//   Table table{"Publications", {"Date", "Channel", "Reach", "Revenue"}, {}};
//   table.rows.push_back({date, "Bluesky", std::int64_t{1200}, Money{125000, Currency::euro()}});
//   std::string csv = csv_of(table, CsvStyle::french_excel);
//   std::string xlsx = xlsx_of({table}, {.title = "Report"});

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/money.h"
#include "base/zoned_time.h"

namespace parvis::render {

/// numerator ÷ denominator, shown in per cent; an empty cell when the denominator is 0.
struct Share {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

/// Unknown (an empty cell, never 0), text, a count, an amount (its currency is the column's business), a share, a day, a
/// moment (UTC), a moment on the clock of a zone (which the column's title names).
using Cell = std::variant<std::monostate, std::string, std::int64_t, Money, Share, LocalDate, Instant, LocalMoment>;

struct Table {
  std::string name;
  std::vector<std::string> titles;
  std::vector<std::vector<Cell>> rows;  // each as long as titles (asserted)
};

/// `standard`: RFC 4180, comma, decimal point, UTF-8. `french_excel`: byte order mark, semicolon, decimal comma, so that
/// a double click in a French Excel opens it right.
enum class CsvStyle { standard, french_excel };

/// Lines end with CR LF. A text that a spreadsheet would run as a formula (first sign = + - @, tab, carriage return or
/// their full-width forms) is written with an apostrophe in front.
std::string csv_of(Table const& table, CsvStyle style);

struct Workbook {
  std::string title;
  std::string author;
};

/// An XLSX file: one sheet a table, bold frozen titles, filters, widths that fit, amounts and shares with their formats.
/// Texts beyond Excel's 32,767 characters are cut. Throws std::runtime_error when the temporary folder cannot be written.
std::string xlsx_of(std::vector<Table> const& tables, Workbook const& workbook);

}  // namespace parvis::render
