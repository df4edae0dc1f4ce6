// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// DuckDB's C interface as values that close themselves. Every failure is thrown as events::Failure.

#include <duckdb.h>

#include <span>

#include "events/store.h"

namespace parvis::events::internal {

class Connection {
 public:
  explicit Connection(duckdb_database database);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  /// One or more statements without parameters.
  void run(std::string const& sql);
  Answer ask(std::string_view sql, Parameters const& parameters);
  /// Rows a statement changed.
  std::int64_t change(std::string_view sql, Parameters const& parameters);
  duckdb_connection handle() const { return connection_; }

 private:
  duckdb_connection connection_ = nullptr;
};

class Engine {
 public:
  struct Limits {
    std::size_t memory_megabytes;
    unsigned threads;
  };
  Engine(std::filesystem::path const& file, Limits limits);
  ~Engine();
  Engine(Engine const&) = delete;
  Engine& operator=(Engine const&) = delete;
  duckdb_database handle() const { return database_; }

 private:
  duckdb_database database_ = nullptr;
};

/// Adds rows to a table of `catalog` ("" for the main one), by the thousands a second.
class Appender {
 public:
  Appender(Connection& connection, char const* catalog, std::string const& table);
  ~Appender();
  Appender(Appender const&) = delete;
  Appender& operator=(Appender const&) = delete;

  void add(Value const& value, ColumnType type);
  void end_row();
  /// The rows are in the transaction; nothing may follow.
  void finish();

 private:
  void check(duckdb_state state) const;
  duckdb_appender appender_ = nullptr;
};

/// `$1` of a list becomes `$1, $2, …`; the numbers that follow move up. `flat` receives the parameters so numbered.
std::string spread(std::string_view sql, Parameters const& parameters, std::vector<Value>& flat);

}  // namespace parvis::events::internal
