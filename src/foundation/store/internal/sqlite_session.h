// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One SQLite connection with its prepared statements. Belongs to one thread at a time.

#include <unordered_map>

#include <sqlite3.h>

#include "store/sqlite.h"

namespace parvis::store {

/// A prepared statement, where each `$n` stands in it, and the names of its columns.
struct SqliteStatement {
  SqliteStatement(sqlite3* connection, std::string_view sql);
  SqliteStatement(SqliteStatement const&) = delete;
  SqliteStatement& operator=(SqliteStatement const&) = delete;
  ~SqliteStatement() { sqlite3_finalize(handle); }

  void bind(Parameters const& parameters);
  /// Reads the present row.
  Row row();

  sqlite3_stmt* handle = nullptr;
  std::vector<int> positions;  // of $1, $2…, as SQLite numbers names by first appearance
  std::shared_ptr<Columns const> columns;
};

class SqliteSession final : public Session {
 public:
  enum class Role { writer, reader };
  SqliteSession(SqliteOptions const& options, Role role);
  /// A plain file, as a backup is written.
  explicit SqliteSession(std::filesystem::path const& file) { open(file, ""); }
  ~SqliteSession() override;

  std::int64_t execute(std::string_view sql, Parameters const& parameters, OnRow const& on_row) override;
  /// Ends a transaction that failed; quiet, since SQLite may have ended it already.
  void roll_back() noexcept;
  sqlite3* handle() const { return connection_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  void open(std::filesystem::path const& file, std::string const& settings);
  std::shared_ptr<SqliteStatement> statement(std::string_view sql);

  sqlite3* connection_ = nullptr;
  std::unordered_map<std::string, std::shared_ptr<SqliteStatement>, Hash, std::equal_to<>> statements_;
};

[[noreturn]] void throw_sqlite(sqlite3* connection, std::string_view doing);

}  // namespace parvis::store
