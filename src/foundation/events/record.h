// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Tables, rows and batches, and their bytes in the journal.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace parvis::events {

/// monostate is null. Texts are UTF-8 without NUL.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Value>;

enum class ColumnType { text, integer, real, uuid };  // a uuid is given and asked as its 36 characters

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
};

/// Rows that agree on `columns` (none null) are one: the first that came is kept, whatever their other columns say.
/// With a `window`, only when their times (an integer column, ms) stand no farther apart; without one, for ever, even
/// after the row was erased: the columns of such a rule must tell nothing of a person.
struct OnceRule {
  std::vector<std::string> columns;
  std::string time;
  Milliseconds window{};
};

/// Columns filled from the table's own rows, within the load that brings more: an UPDATE run once the new rows stand in
/// the table, while `temp.<table>_incoming` holds them too; `{since}` in it stands for the least `time` (an integer
/// column) among them. Over all rows when one of the table's columns is new to rows that stand. What it fills must depend
/// on the rows alone, not on the order of loads.
struct Derivation {
  std::string time;
  std::string sql;  // of the engine (DuckDB's, with `rowid`)
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<OnceRule> once;
  std::vector<Derivation> derived = {};  // only of a table with once rules (asserted)
};

/// `table` is the index in StoreOptions::tables. A row may be shorter than the table: what lacks is null.
struct Record {
  std::uint16_t table = 0;
  Row row;
};

using Batch = std::vector<Record>;

std::string encoded(Batch const& batch);
/// Problem "events.malformed_batch": never from what encoded() gave.
Result<Batch> decoded(std::string_view bytes);

/// Reading an answer; null gives "" or 0.
std::string text_at(Row const& row, std::size_t column);
std::int64_t integer_at(Row const& row, std::size_t column);
double real_at(Row const& row, std::size_t column);
inline bool null_at(Row const& row, std::size_t column) { return row.at(column).index() == 0; }

}  // namespace parvis::events
