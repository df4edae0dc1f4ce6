// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A school's list of candidates as a CSV file: read as people really have it (UTF-8, UTF-16 or Windows-1252; semicolon,
// comma or tab; French or English headings), every wrong field of every line told, nothing lost. Pure.
//
// Problem codes: enrol.roll_empty, enrol.roll_columns (no name or no first name), enrol.roll_too_long (2,000 lines),
// document.unreadable, text.csv_quote; of a field: enrol.roll_value, enrol.roll_date, and those of a candidate.

#include "enrol/candidates.h"

namespace parvis::enrol {

struct RollColumn {
  std::string heading;               // as in the file
  std::optional<std::string> field;  // "birth_name"; absent: not understood, left aside
};
BOOST_DESCRIBE_STRUCT(RollColumn, (), (heading, field))

struct RollLine {
  std::int64_t line = 0;  // in the file, the heading is 1
  std::optional<SaveCandidate> candidate;  // absent when a field is wrong
  std::vector<FieldError> wrong;
  std::vector<std::string> cells;
};

struct Roll {
  std::string separator;  // ";", "," or "tab"
  std::vector<RollColumn> columns;
  std::vector<RollLine> lines;
};

Result<Roll> read_roll(std::string_view bytes);

}  // namespace parvis::enrol
