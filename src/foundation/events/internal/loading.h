// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From entries of the journal to rows of the engine, and the tables they go to.

#include <map>

#include "events/internal/duckdb_engine.h"

namespace parvis::events::internal {

/// Creates the tables that lack, and the columns that lack in those that stand.
void prepare_tables(Connection& connection, std::vector<Table> const& tables);

/// How far each segment is loaded, in bytes.
std::map<std::string, std::uint64_t> positions(Connection& connection);
void forget_position(Connection& connection, std::string const& segment);
void keep_position(Connection& connection, std::string const& segment, std::uint64_t loaded_to);

/// One load within one transaction of `connection`. Tables with once rules are filled by way of a temporary one.
class Loading {
 public:
  Loading(Connection& connection, std::vector<Table> const& tables);
  void add(Batch const& batch);
  /// Rows are in their tables, doubles left out.
  void finish();

 private:
  Appender& appender_of(std::size_t table);
  void keep_once(Table const& table);

  Connection& connection_;
  std::vector<Table> const& tables_;
  std::map<std::size_t, Appender> appenders_;
  std::int64_t order_ = 0;
};

}  // namespace parvis::events::internal
