// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A CSV file that a stranger sent (RFC 4180, and what spreadsheets make of it): the one way in which every room reads one.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace parvis::text {

struct CsvLine {
  std::int64_t line = 0;  // where it begins in the file, from 1
  std::vector<std::string> cells;
};

/// The sign that the first line holds most of, outside quotes, of ; , and tab.
char csv_separator(std::string_view utf8);

/// Blank lines are left out, and so is a byte order mark. A cell that begins with a quote ends with one, and may hold
/// separators, line ends and doubled quotes; a quote further on in a cell is a sign like others: `Frame 24"`.
/// Problem text.csv_quote, its value the line: a quote opened there is never closed.
Result<std::vector<CsvLine>> csv_lines(std::string_view utf8, char separator);

/// What a column is called, for comparing: folded, without what is no letter or digit. "N° de commande" is "ndecommande".
std::string csv_heading(std::string_view utf8);

}  // namespace parvis::text
