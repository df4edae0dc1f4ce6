// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/record.h"

#include "base/kept_text.h"

namespace parvis::store::internal {

namespace {

/// Enough of a value to find it, not so much that a log holds a document.
constexpr std::size_t shown_bytes = 120;

std::string wrong_fields(Problem const& problem) {
  std::string text = problem.code;
  for (FieldError const& field : problem.fields) text += " " + field.path + " " + field.code;
  return text;
}

}  // namespace

void unreadable(std::string_view column, std::string_view value, Problem const& problem) {
  throw Failure("column " + std::string(column) + " holds a value that no longer reads: '" +
                kept_text(value, shown_bytes) + "' " + wrong_fields(problem));
}

std::int64_t checked_integer(Row const& row, std::size_t at, std::int64_t least, std::int64_t most) {
  std::int64_t const value = row.integer(at);
  if (value < least || value > most) unreadable(row.columns().names()[at], std::to_string(value), {});
  return value;
}

std::vector<std::string> column_names(std::span<ColumnMember const> members) {
  std::vector<std::string> names;
  for (ColumnMember const& member : members) {
    if (member.money) {
      names.insert(names.end(), {std::string(member.name) + "_minor", std::string(member.name) + "_currency"});
    } else {
      names.emplace_back(member.name);
    }
  }
  return names;
}

void read_columns(Row const& row, std::span<ReadColumn const> members) {
  std::size_t next = 0;
  for (ReadColumn const& member : members) member.read(row, member.name, next, member.member);
}

Parameters write_columns(std::span<WriteColumn const> members) {
  Parameters values;
  values.reserve(members.size());
  for (WriteColumn const& member : members) member.write(values, member.member);
  return values;
}

void write_money(Parameters& values, Money const* money) {
  values.push_back(money != nullptr ? Parameter(money->minor) : Parameter(nullptr));
  values.push_back(money != nullptr ? Parameter(money->currency.to_string()) : Parameter(nullptr));
}

std::string column_list(std::vector<std::string> const& names, std::string_view prefix) {
  std::string list;
  for (std::string const& name : names) {
    list += list.empty() ? "" : ", ";
    list.append(prefix).append(name);
  }
  return list;
}

std::string insert_text(std::string_view table, std::vector<std::string> const& names) {
  std::string places;
  for (std::size_t number = 1; number <= names.size(); ++number) {
    places += (number == 1 ? "$" : ", $") + std::to_string(number);
  }
  return "INSERT INTO " + std::string(table) + " (" + column_list(names, "") + ") VALUES (" + places + ")";
}

std::string update_text(std::string_view table, std::vector<std::string> const& names, std::string_view key) {
  std::string sets;
  std::string where;
  for (std::size_t number = 1; number <= names.size(); ++number) {
    std::string const& name = names[number - 1];
    std::string const part = name + " = $" + std::to_string(number);
    if (name == key) {
      where = part;
    } else {
      sets += (sets.empty() ? "" : ", ") + part;
    }
  }
  PARVIS_ASSERT(!where.empty(), "the key is not a column of the struct");
  return "UPDATE " + std::string(table) + " SET " + sets + " WHERE " + where;
}

}  // namespace parvis::store::internal
