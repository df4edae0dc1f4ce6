// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/migrations.h"

#include <algorithm>
#include <charconv>

#include "base/digest.h"
#include "embedded/migrations.h"
#include "store/internal/patience.h"

namespace parvis::store {

namespace {

constexpr char const* create_table =
    "CREATE TABLE IF NOT EXISTS store_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
    "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";
constexpr char const* select_applied = "SELECT number, name, checksum FROM store_migration ORDER BY number";
constexpr char const* insert_applied = "INSERT INTO store_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";
constexpr char const* select_schema =
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
    "ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, tbl_name, name";

int number_of(std::string_view name) {
  int number = 0;
  auto const read = std::from_chars(name.data(), name.data() + name.size(), number);
  if (read.ec != std::errc() || number <= 0) throw Failure("a migration without its number: " + std::string(name));
  return number;
}

void check_order(std::vector<Migration>& migrations) {
  std::sort(migrations.begin(), migrations.end(), [](auto const& a, auto const& b) { return a.number < b.number; });
  for (std::size_t at = 1; at < migrations.size(); ++at) {
    if (migrations[at - 1].number != migrations[at].number) continue;
    throw Failure("two migrations of one number: " + migrations[at - 1].name + " and " + migrations[at].name);
  }
}

constexpr int numbers_of_a_room = 100;

Row const* applied_as(std::vector<Row> const& applied, int number) {
  auto const found = std::find_if(applied.begin(), applied.end(), [&](Row const& row) { return row.integer("number") == number; });
  return found == applied.end() ? nullptr : &*found;
}

void check_known(std::vector<Row> const& applied, std::vector<Migration> const& migrations) {
  for (Row const& row : applied) {
    bool const known = std::any_of(migrations.begin(), migrations.end(), [&](auto const& m) { return m.number == row.integer("number"); });
    if (!known) throw Failure("the database has migration " + row.text("name") + ", unknown to this program: run a newer one");
  }
}

/// Throws unless, room by room, what was applied is an unchanged beginning of what the program holds; gives the others.
std::vector<Migration> not_applied(std::vector<Row> const& applied, std::vector<Migration> const& migrations) {
  check_known(applied, migrations);
  std::vector<Migration> left;
  for (Migration const& migration : migrations) {
    Row const* const row = applied_as(applied, migration.number);
    if (row == nullptr) {
      left.push_back(migration);
    } else if (!left.empty() && left.back().number / numbers_of_a_room == migration.number / numbers_of_a_room) {
      throw Failure("migration " + left.back().name + " was never applied, though " + migration.name + " after it was");
    } else if (sha256_hex(migration.sql) != row->text("checksum")) {
      throw Failure("migration " + migration.name + " has changed since it was applied: write a new one instead");
    }
  }
  return left;
}

void apply(Database& database, Clock const& clock, Migration const& migration) {
  try {
    database.write([&](Transaction& tx) {
      let_statements_last(tx, database.engine());
      for (std::string const& statement : statements(migration.sql)) tx.run(statement);
      tx.run(insert_applied, {static_cast<std::int64_t>(migration.number), migration.name, sha256_hex(migration.sql),
                              clock.now().milliseconds()});
    });
  } catch (Failure const& failure) {
    throw Failure("migration " + migration.name + ": " + failure.what());
  }
}

/// Where the quoted text or comment that starts at `from` ends; `from` itself when nothing such starts there.
std::size_t end_of_opaque(std::string_view script, std::size_t from) {
  char const here = script[from];
  std::string_view const two = script.substr(from, 2);
  auto const past = [&](std::string_view close, std::size_t start) {
    std::size_t const found = script.find(close, start);
    return found == std::string_view::npos ? script.size() : found + close.size();
  };
  if (here == '\'' || here == '"') return past(std::string_view(&here, 1), from + 1);
  if (two == "--") return past("\n", from + 2);
  if (two == "/*") return past("*/", from + 2);
  return from;
}

std::string_view trimmed(std::string_view text) {
  std::size_t const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

std::vector<Migration> embedded_migrations() {
  std::vector<Migration> all;
  for (embedded::File const& file : embedded::migrations()) {
    std::string const name(file.name.substr(0, file.name.rfind(".sql")));
    all.push_back({number_of(name), name, std::string(file.bytes)});
  }
  return all;
}

std::vector<std::string> statements(std::string_view script) {
  std::vector<std::string> all;
  std::string present;
  auto const close = [&] {
    std::string_view const text = trimmed(present);
    if (!text.empty()) all.emplace_back(text);
    present.clear();
  };
  for (std::size_t at = 0; at < script.size();) {
    std::size_t const end = end_of_opaque(script, at);
    bool const comment = end > at && script[at] != '\'' && script[at] != '"';
    if (comment) {
      present += ' ';
    } else if (end > at) {
      present += script.substr(at, end - at);
    } else if (script[at] == ';') {
      close();
    } else {
      present += script[at];
    }
    at = std::max(end, at + 1);
  }
  close();
  return all;
}

int migrate(Database& database, Clock const& clock, std::vector<Migration> migrations) {
  check_order(migrations);
  database.write([](Transaction& tx) { tx.run(create_table); });
  auto const applied = database.read([](Transaction& tx) { return tx.rows(select_applied); });
  auto const left = not_applied(applied, migrations);
  for (Migration const& migration : left) apply(database, clock, migration);
  return static_cast<int>(left.size());
}

std::string present_schema(Database& database) {
  std::string schema = "-- Written by the store's schema test; do not edit. What all migrations together make, as SQLite tells it.\n";
  auto const rows = database.read([](Transaction& tx) { return tx.rows(select_schema); });
  for (Row const& row : rows) schema += "\n" + row.text("sql") + ";\n";
  return schema;
}

}  // namespace parvis::store
