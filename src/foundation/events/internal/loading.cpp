// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/internal/loading.h"

#include <set>

#include "base/assertion.h"

namespace parvis::events::internal {

namespace {

constexpr std::string_view create_positions = "CREATE TABLE IF NOT EXISTS journal_position (segment VARCHAR, loaded_to BIGINT)";
constexpr std::string_view columns_of = "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database() AND table_name = $1";

std::string_view name_of(ColumnType type) {
  switch (type) {
    case ColumnType::text: return "VARCHAR";
    case ColumnType::integer: return "BIGINT";
    case ColumnType::real: return "DOUBLE";
    case ColumnType::uuid: return "UUID";
  }
  return "VARCHAR";
}

std::string declared(std::vector<Column> const& columns) {
  std::string out;
  for (Column const& column : columns) {
    out += (out.empty() ? "" : ", ") + column.name + " " + std::string(name_of(column.type));
  }
  return out;
}

template <class Show>
std::string listed(std::vector<std::string> const& columns, std::string_view between, Show&& show) {
  std::string out;
  for (std::string const& column : columns) out += (out.empty() ? std::string() : std::string(between)) + show(column);
  return out;
}

std::string names_of(std::vector<Column> const& columns) {
  std::string out;
  for (Column const& column : columns) out += (out.empty() ? "" : ", ") + column.name;
  return out;
}

std::string same_name(std::string const& column) { return column; }
std::string equal(std::string const& column) { return "kept." + column + " = came." + column; }
std::string present(std::string const& column) { return column + " IS NOT NULL"; }

std::string staging(Table const& table) { return "temp." + table.name + "_incoming"; }
std::string memory_of(Table const& table, std::size_t rule) { return table.name + "_once_" + std::to_string(rule); }

void derive(Connection& connection, Table const& table) {
  for (Derivation const& derivation : table.derived) {
    Answer const least = connection.ask("SELECT min(" + derivation.time + ") FROM " + staging(table), {});
    if (null_at(least.rows.at(0), 0)) continue;
    constexpr std::string_view mark = "{since}";
    std::string const since = std::to_string(integer_at(least.rows[0], 0));  // as a constant the engine skips older rows by it
    std::string sql = derivation.sql;
    for (std::size_t at = sql.find(mark); at != std::string::npos; at = sql.find(mark, at)) sql.replace(at, mark.size(), since);
    connection.run(sql);
  }
}

void derive_over_all(Connection& connection, Table const& table) {
  connection.run("CREATE OR REPLACE TEMP TABLE " + table.name + "_incoming AS SELECT * FROM " + table.name);
  derive(connection, table);
  connection.run("DROP TABLE " + staging(table));
}

void prepare(Connection& connection, Table const& table) {
  PARVIS_ASSERT(table.derived.empty() || !table.once.empty(), "only a table with once rules is loaded by way of another");
  connection.run("CREATE TABLE IF NOT EXISTS " + table.name + " (" + declared(table.columns) + ")");
  std::set<std::string> there;
  for (Row const& row : connection.ask(columns_of, {table.name}).rows) there.insert(text_at(row, 0));
  bool grew = false;
  for (Column const& column : table.columns) {
    if (there.contains(column.name)) continue;
    connection.run("ALTER TABLE " + table.name + " ADD COLUMN " + declared({column}));
    grew = true;
  }
  if (grew && !table.derived.empty()) derive_over_all(connection, table);
}

void prepare_memory(Connection& connection, Table const& table, std::size_t rule) {
  std::vector<Column> keys;
  for (Column const& column : table.columns) {
    auto const& named = table.once[rule].columns;
    if (std::find(named.begin(), named.end(), column.name) != named.end()) keys.push_back(column);
  }
  connection.run("CREATE TABLE IF NOT EXISTS " + memory_of(table, rule) + " (" + declared(keys) + ")");
}

// Doubles among those that came: all but the first of each key (each window's first, when times count).
std::string doubles_within(Table const& table, OnceRule const& rule) {
  std::string const keys = listed(rule.columns, ", ", same_name);
  std::string const earlier = "SELECT 1 FROM " + staging(table) + " kept WHERE " + listed(rule.columns, " AND ", equal) +
                              " AND kept.incoming_order < came.incoming_order" +
                              (rule.time.empty() || rule.window.count() == 0
                                   ? ""
                                   : " AND abs(kept." + rule.time + " - came." + rule.time + ") <= " + std::to_string(rule.window.count()));
  return "DELETE FROM " + staging(table) + " came WHERE EXISTS (" + earlier + ")";
}

std::string doubles_of_kept(Table const& table, std::size_t number) {
  OnceRule const& rule = table.once[number];
  std::string const same = listed(rule.columns, " AND ", equal);
  if (rule.window.count() == 0) {
    return "DELETE FROM " + staging(table) + " came WHERE EXISTS (SELECT 1 FROM " + memory_of(table, number) + " kept WHERE " + same + ")";
  }
  std::string const window = std::to_string(rule.window.count());
  std::string const oldest = "(SELECT min(" + rule.time + ") - " + window + " FROM " + staging(table) + ")";
  std::string const recent = "(SELECT * FROM " + table.name + " WHERE " + rule.time + " >= " + oldest + ") kept";
  return "DELETE FROM " + staging(table) + " came WHERE EXISTS (SELECT 1 FROM " + recent + " WHERE " + same + " AND abs(kept." + rule.time +
         " - came." + rule.time + ") <= " + window + ")";
}

std::string remember(Table const& table, std::size_t number) {
  std::string const keys = listed(table.once[number].columns, ", ", same_name);
  return "INSERT INTO " + memory_of(table, number) + " (" + keys + ") SELECT " + keys + " FROM " + staging(table) + " WHERE " +
         listed(table.once[number].columns, " AND ", present);
}

}  // namespace

void prepare_tables(Connection& connection, std::vector<Table> const& tables) {
  connection.run(std::string(create_positions));
  for (Table const& table : tables) {
    prepare(connection, table);
    for (std::size_t rule = 0; rule < table.once.size(); ++rule) {
      if (table.once[rule].window.count() == 0) prepare_memory(connection, table, rule);
    }
  }
}

std::map<std::string, std::uint64_t> positions(Connection& connection) {
  std::map<std::string, std::uint64_t> found;
  for (Row const& row : connection.ask("SELECT segment, loaded_to FROM journal_position", {}).rows) {
    found[text_at(row, 0)] = static_cast<std::uint64_t>(integer_at(row, 1));
  }
  return found;
}

void forget_position(Connection& connection, std::string const& segment) {
  connection.change("DELETE FROM journal_position WHERE segment = $1", {segment});
}

void keep_position(Connection& connection, std::string const& segment, std::uint64_t loaded_to) {
  forget_position(connection, segment);
  connection.change("INSERT INTO journal_position VALUES ($1, $2)", {segment, static_cast<std::int64_t>(loaded_to)});
}

Loading::Loading(Connection& connection, std::vector<Table> const& tables) : connection_(connection), tables_(tables) {}

Appender& Loading::appender_of(std::size_t number) {
  auto const found = appenders_.find(number);
  if (found != appenders_.end()) return found->second;
  Table const& table = tables_[number];
  bool const direct = table.once.empty();
  if (!direct) {
    connection_.run("CREATE OR REPLACE TEMP TABLE " + table.name + "_incoming (" + declared(table.columns) + ", incoming_order BIGINT)");
  }
  std::string const name = direct ? table.name : table.name + "_incoming";
  return appenders_.try_emplace(number, connection_, direct ? "" : "temp", name).first->second;
}

void Loading::add(Batch const& batch) {
  for (Record const& record : batch) {
    if (record.table >= tables_.size()) continue;  // of a table this program no longer knows
    Table const& table = tables_[record.table];
    Appender& appender = appender_of(record.table);
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      appender.add(column < record.row.size() ? record.row[column] : Value(), table.columns[column].type);
    }
    if (!table.once.empty()) appender.add(order_++, ColumnType::integer);
    appender.end_row();
  }
}

void Loading::finish() {
  for (auto& [number, appender] : appenders_) appender.finish();
  for (auto const& [number, appender] : appenders_) {
    if (!tables_[number].once.empty()) keep_once(tables_[number]);
  }
}

void Loading::keep_once(Table const& table) {
  for (std::size_t rule = 0; rule < table.once.size(); ++rule) {
    connection_.run(doubles_within(table, table.once[rule]));
    connection_.run(doubles_of_kept(table, rule));
    if (table.once[rule].window.count() == 0) connection_.run(remember(table, rule));
  }
  std::string const names = names_of(table.columns);
  connection_.run("INSERT INTO " + table.name + " (" + names + ") SELECT " + names + " FROM " + staging(table) + " ORDER BY incoming_order");
  derive(connection_, table);
  connection_.run("DROP TABLE " + staging(table));
}

}  // namespace parvis::events::internal
