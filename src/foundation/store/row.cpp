// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/row.h"

namespace parvis::store {

namespace {

char const* type_name(Parameter const& cell) {
  static constexpr char const* names[] = {"null", "an integer", "a real", "a text"};
  return names[cell.index()];
}

[[noreturn]] void wrong_type(Parameter const& cell, std::string_view name, char const* wanted) {
  throw Failure("column " + std::string(name) + " holds " + type_name(cell) + " where " + wanted + " was read");
}

}  // namespace

std::size_t Columns::position(std::string_view name, std::size_t hint) const {
  for (std::size_t at = hint; at < names_.size(); ++at) {
    if (names_[at] == name) return at;
  }
  for (std::size_t at = 0; at < hint && at < names_.size(); ++at) {
    if (names_[at] == name) return at;
  }
  throw Failure("the statement selects no column " + std::string(name));
}

Parameter const& Row::cell(std::size_t position) const {
  if (position >= cells_.size()) throw Failure("the row has no column " + std::to_string(position));
  return cells_[position];
}

std::int64_t Row::as_integer(Parameter const& cell, std::string_view name) {
  if (auto const* number = std::get_if<std::int64_t>(&cell)) return *number;
  wrong_type(cell, name, "an integer");
}

double Row::as_real(Parameter const& cell, std::string_view name) {
  if (auto const* number = std::get_if<double>(&cell)) return *number;
  if (auto const* number = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*number);
  wrong_type(cell, name, "a real");
}

std::string const& Row::as_text(Parameter const& cell, std::string_view name) {
  if (auto const* text = std::get_if<std::string>(&cell)) return *text;
  wrong_type(cell, name, "a text");
}

}  // namespace parvis::store
