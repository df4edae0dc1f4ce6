// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Described structs as rows, column by member name:
//
//   struct Brief { Id<struct BriefTag> id; Text<1, 120> title; std::optional<Money> budget; Stage stage; Instant made_at; };
//   BOOST_DESCRIBE_STRUCT(Brief, (), (id, title, budget, stage, made_at))
//
//   tx.run(store::insert_into<Brief>("strategy_brief"), store::fields(brief));
//   std::vector<Brief> all = store::records<Brief>(tx.rows("SELECT " + store::columns<Brief>() + " FROM strategy_brief"));
//
// A member becomes: bool INTEGER 0/1, integers BIGINT, double DOUBLE PRECISION, std::string and TextLike TEXT, Instant
// BIGINT (ms), a described enum TEXT (its name), Money two columns `x_minor` and `x_currency`, std::optional the same or
// NULL; a nested described struct, vector, map or json::Value one TEXT column of JSON (give structs kept so only
// optional new members, since older rows lack them). A stored value that no longer parses throws Failure with its
// column and value. Include this header in stores, not in headers: it costs compile time.

#include "base/assertion.h"
#include "base/json.h"
#include "base/money.h"
#include "base/time.h"
#include "store/transaction.h"

namespace parvis::store {
namespace internal {

template <class T> inline constexpr bool is_money = std::is_same_v<T, Money> || std::is_same_v<T, std::optional<Money>>;

[[noreturn]] void unreadable(std::string_view column, std::string_view value, Problem const& problem);
std::int64_t checked_integer(Row const& row, std::size_t at, std::int64_t least, std::int64_t most);

template <class T>
Parameter to_parameter(T const& value) {
  if constexpr (json::is_optional<T>) {
    return value ? to_parameter(*value) : Parameter(nullptr);
  } else if constexpr (std::is_same_v<T, Instant>) {
    return value.milliseconds();
  } else if constexpr (std::is_integral_v<T>) {
    static_assert(sizeof(T) < 8 || std::is_signed_v<T>, "a column holds signed 64-bit integers");
    return static_cast<std::int64_t>(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<double>(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (TextLike<T>) {
    if constexpr (requires { value.nil(); }) PARVIS_ASSERT(!value.nil(), "the nil id is never stored");
    return std::string(value.to_string());
  } else if constexpr (json::DescribedEnum<T>) {
    return json::name_of(value);
  } else {
    return json::encode(value);
  }
}

template <class T> T from_cell(Row const& row, std::size_t at);

template <class T>
T from_text(Row const& row, std::size_t at) {
  std::string const& text = row.text(at);
  if constexpr (json::DescribedEnum<T>) {
    if (auto value = json::named<T>(text)) return *value;
    unreadable(row.columns().names()[at], text, {});
  } else if constexpr (TextLike<T>) {
    auto parsed = T::parse(text);
    if (!parsed) unreadable(row.columns().names()[at], text, parsed.error());
    return std::move(*parsed);
  } else {
    auto decoded = json::decode<T>(text);
    if (!decoded) unreadable(row.columns().names()[at], text, decoded.error());
    return std::move(*decoded);
  }
}

template <class T>
T from_cell(Row const& row, std::size_t at) {
  if constexpr (json::is_optional<T>) {
    return row.is_null(at) ? T() : T(from_cell<typename T::value_type>(row, at));
  } else if constexpr (std::is_same_v<T, Instant>) {
    return Instant::at_milliseconds(row.integer(at));
  } else if constexpr (std::is_same_v<T, bool>) {
    return checked_integer(row, at, 0, 1) == 1;
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return row.integer(at);
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(checked_integer(row, at, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(row.real(at));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return row.text(at);
  } else {
    return from_text<T>(row, at);
  }
}

/// Reads `member` from the column of that name; `next` is where it is looked for first, and is moved past it.
template <class T>
void read_member(Row const& row, std::string const& name, std::size_t& next, T& member) {
  if constexpr (is_money<T>) {
    std::size_t const minor = row.columns().position(name + "_minor", next);
    std::size_t const currency = row.columns().position(name + "_currency", minor + 1);
    next = currency + 1;
    if (json::is_optional<T> && row.is_null(minor)) return;
    member = Money{row.integer(minor), from_cell<Currency>(row, currency)};
  } else {
    std::size_t const at = row.columns().position(name, next);
    next = at + 1;
    member = from_cell<T>(row, at);
  }
}

// As in json_members.h: a struct is a table of members whose types are forgotten.
struct ColumnMember {
  char const* name;
  bool money;  // two columns
};
std::vector<std::string> column_names(std::span<ColumnMember const> members);

/// In the order of T's members.
template <class T>
std::vector<std::string> column_names() {
  return []<template <class...> class List, class... M>(List<M...>) {
    static constexpr std::array<ColumnMember, sizeof...(M)> members{ColumnMember{M::name, is_money<json::TypeOf<T, M>>}...};
    return column_names(members);
  }(json::Members<T>());
}

struct ReadColumn {
  char const* name;
  void (*read)(Row const& row, std::string const& name, std::size_t& next, void* member);
  void* member;
};
void read_columns(Row const& row, std::span<ReadColumn const> members);

template <class T>
void read_forgotten(Row const& row, std::string const& name, std::size_t& next, void* member) {
  read_member(row, name, next, *static_cast<T*>(member));
}

struct WriteColumn {
  void (*write)(Parameters& values, void const* member);
  void const* member;
};
Parameters write_columns(std::span<WriteColumn const> members);
void write_money(Parameters& values, Money const* money);

template <class T>
void write_forgotten(Parameters& values, void const* member) {
  T const& value = *static_cast<T const*>(member);
  if constexpr (std::is_same_v<T, Money>) {
    write_money(values, &value);
  } else if constexpr (std::is_same_v<T, std::optional<Money>>) {
    write_money(values, value ? &*value : nullptr);
  } else {
    values.push_back(to_parameter(value));
  }
}

std::string column_list(std::vector<std::string> const& names, std::string_view prefix);
std::string insert_text(std::string_view table, std::vector<std::string> const& names);
std::string update_text(std::string_view table, std::vector<std::string> const& names, std::string_view key);

}  // namespace internal

/// One value as a column takes it: `tx.run(sql, {store::parameter(brief.id), store::parameter(now)})`.
template <class T>
Parameter parameter(T const& value) {
  static_assert(!internal::is_money<T>, "Money takes two columns: give its minor and its currency");
  return internal::to_parameter(value);
}

/// The values of a struct in the order of its members (and of columns<T>()).
template <json::DescribedStruct T>
Parameters fields(T const& in) {
  return [&]<template <class...> class List, class... M>(List<M...>) {
    std::array<internal::WriteColumn, sizeof...(M)> const members{internal::WriteColumn{&internal::write_forgotten<json::TypeOf<T, M>>, &(in.*M::pointer)}...};
    return internal::write_columns(members);
  }(json::Members<T>());
}

/// The struct that a row tells, by column names; other columns of the row are left alone.
template <json::DescribedStruct T>
T record(Row const& row) {
  T out{};
  [&]<template <class...> class List, class... M>(List<M...>) {
    std::array<internal::ReadColumn, sizeof...(M)> const members{
        internal::ReadColumn{M::name, &internal::read_forgotten<json::TypeOf<T, M>>, &(out.*M::pointer)}...};
    internal::read_columns(row, members);
  }(json::Members<T>());
  return out;
}

template <json::DescribedStruct T>
std::vector<T> records(std::vector<Row> const& rows) {
  std::vector<T> all;
  all.reserve(rows.size());
  for (Row const& row : rows) all.push_back(record<T>(row));
  return all;
}

/// "id, title, budget_minor, budget_currency"; with prefix "b." "b.id, b.title, …" for joins.
template <json::DescribedStruct T>
std::string columns(std::string_view prefix = {}) {
  return internal::column_list(internal::column_names<T>(), prefix);
}

/// "INSERT INTO t (id, title) VALUES ($1, $2)"; may be followed by " ON CONFLICT …". Made once for each T and table.
template <json::DescribedStruct T>
std::string insert_into(std::string_view table) {
  return internal::insert_text(table, internal::column_names<T>());
}

/// "UPDATE t SET title = $2 … WHERE id = $1", to run with fields(); `key` names one column of T. May be followed by
/// " AND revision = $n" with one more parameter.
template <json::DescribedStruct T>
std::string update_of(std::string_view table, std::string_view key = "id") {
  return internal::update_text(table, internal::column_names<T>(), key);
}

/// "SELECT id, title" and then `rest`, which begins with " FROM …".
template <json::DescribedStruct T>
std::string selected(std::string_view rest) {
  return "SELECT " + columns<T>() + std::string(rest);
}

/// What `Transaction::first` found, as a struct: `store::one<Brief>(tx.first(brief_sql, {id.to_string()}))`.
template <json::DescribedStruct T>
std::optional<T> one(std::optional<Row> const& row) {
  return row ? std::optional(record<T>(*row)) : std::nullopt;
}

template <json::DescribedStruct T>
void insert(Transaction& tx, std::string_view table, T const& noun) {
  tx.run(insert_into<T>(table), fields(noun));
}

/// Writes a noun that counts its revisions over the revision before its own; false when that one is no longer there.
template <json::DescribedStruct T>
[[nodiscard]] bool update(Transaction& tx, std::string_view table, T const& noun) {
  Parameters values = fields(noun);
  values.emplace_back(noun.revision - 1);
  return tx.run(update_of<T>(table) + " AND revision = $" + std::to_string(values.size()), values) == 1;
}

/// The text of a condition that may be absent, "" then: a parameter that is NULL has no type on PostgreSQL.
template <TextLike T>
std::string or_empty(std::optional<T> const& value) {
  return value ? std::string(value->to_string()) : std::string();
}

}  // namespace parvis::store
