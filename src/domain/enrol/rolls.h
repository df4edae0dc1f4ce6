// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on a school's list of candidates: look first, then enter; and the list back as a CSV file.

#include "enrol/candidates.h"
#include "enrol/roll.h"

namespace parvis::enrol {

struct RollFault {
  std::string field;
  std::string code;
  std::string limit;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(RollFault, (), (field, code, limit, value))
struct RollRefusal {
  std::int64_t line = 0;
  std::vector<RollFault> faults;
};
BOOST_DESCRIBE_STRUCT(RollRefusal, (), (line, faults))
/// The same names and birth as a candidate that stands, or as an earlier line of the file.
struct RollDuplicate {
  std::int64_t line = 0;
  std::optional<std::string> candidate_number;
  std::optional<std::int64_t> earlier_line;
};
BOOST_DESCRIBE_STRUCT(RollDuplicate, (), (line, candidate_number, earlier_line))
struct RollAnswer {
  std::string separator;
  std::vector<RollColumn> columns;
  std::int64_t lines = 0;
  std::int64_t good = 0;     // that are, or would be, entered
  std::int64_t entered = 0;  // 0 of a preview
  std::vector<RollRefusal> refused;
  std::vector<RollDuplicate> duplicates;
  std::string left_csv;  // the lines not entered, as they came, with why in a last column
};
BOOST_DESCRIBE_STRUCT(RollAnswer, (), (separator, columns, lines, good, entered, refused, duplicates, left_csv))

enum class Duplicates { skip, enter };
BOOST_DESCRIBE_ENUM(Duplicates, skip, enter)

/// Nothing is written. Problems: those of roll.h.
Result<RollAnswer> preview_roll(Desk const& desk, Actor const& actor, std::string const& bytes, Duplicates duplicates);
/// Good lines are entered together or not at all; the others are told and given back.
Result<RollAnswer> import_roll(Desk const& desk, Actor const& actor, std::string const& bytes, Duplicates duplicates);

/// Headings that read_roll() understands; without the NIR.
std::string candidates_csv(Desk const& desk, Actor const& actor, CandidateQuestion const& question);

}  // namespace parvis::enrol
