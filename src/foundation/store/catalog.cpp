// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/internal/catalog.h"

#include <algorithm>
#include <set>

namespace parvis::store {

namespace {

struct Words {
  char const* tables;   // name
  char const* columns;  // name, of table $1
  char const* keys;     // target, column_name, target_column, of table $1
};

constexpr Words sqlite_words = {
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    "SELECT name FROM pragma_table_info($1) ORDER BY cid",
    "SELECT \"table\" AS target, \"from\" AS column_name, coalesce(\"to\", 'id') AS target_column FROM pragma_foreign_key_list($1)"};

constexpr Words postgresql_words = {
    "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.relname",
    "SELECT a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relname = $1 AND n.nspname = current_schema() AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
    "SELECT target.relname AS target, own.attname AS column_name, other.attname AS target_column FROM pg_constraint k "
    "JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class target ON target.oid = k.confrelid "
    "JOIN pg_attribute own ON own.attrelid = k.conrelid AND own.attnum = k.conkey[1] "
    "JOIN pg_attribute other ON other.attrelid = k.confrelid AND other.attnum = k.confkey[1] "
    "WHERE k.contype = 'f' AND c.relname = $1 AND n.nspname = current_schema()"};

Table described(Transaction& tx, Words const& words, std::string const& name) {
  Table table{.name = name, .columns = {}, .refers_to = {}, .parent_column = {}, .parent_key = {}};
  for (Row const& row : tx.rows(words.columns, {name})) table.columns.push_back(row.text("name"));
  for (Row const& row : tx.rows(words.keys, {name})) {
    if (row.text("target") != name) {
      table.refers_to.push_back(row.text("target"));
    } else {
      table.parent_column = row.text("column_name");
      table.parent_key = row.text("target_column");
    }
  }
  return table;
}

}  // namespace

std::vector<Table> tables(Transaction& tx, Engine engine) {
  Words const& words = engine == Engine::sqlite ? sqlite_words : postgresql_words;
  std::vector<Table> left;
  for (Row const& row : tx.rows(words.tables)) {
    if (row.text("name") != "store_migration") left.push_back(described(tx, words, row.text("name")));
  }
  std::vector<Table> ordered;
  std::set<std::string> placed;
  while (!left.empty()) {
    auto const ready = std::find_if(left.begin(), left.end(), [&](Table const& table) {
      return std::all_of(table.refers_to.begin(), table.refers_to.end(), [&](auto const& other) { return placed.contains(other); });
    });
    if (ready == left.end()) throw Failure("tables refer to one another in a circle, " + left.front().name + " among them");
    placed.insert(ready->name);
    ordered.push_back(std::move(*ready));
    left.erase(ready);
  }
  return ordered;
}

}  // namespace parvis::store
