// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/internal/sqlite_session.h"

namespace parvis::store {

namespace {

constexpr std::size_t most_statements = 512;

/// Sets the connection for a small process: 8 MiB of pages for the writer, 2 MiB for each reader, the rest left to the
/// system's own cache. LIKE minds case, as on PostgreSQL.
std::string pragmas(SqliteOptions const& options, SqliteSession::Role role) {
  bool const writes = role == SqliteSession::Role::writer;
  std::string text = "PRAGMA busy_timeout = " + std::to_string(options.patience.count()) + ";";
  text += "PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON; PRAGMA temp_store = MEMORY;";
  text += "PRAGMA mmap_size = 67108864; PRAGMA journal_size_limit = 33554432;";
  text += writes ? "PRAGMA cache_size = -8192; PRAGMA journal_mode = WAL;" : "PRAGMA cache_size = -2048; PRAGMA query_only = ON;";
  text += options.durability == Durability::full ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = OFF;";
  return text;
}

std::shared_ptr<Columns const> columns_of(sqlite3_stmt* handle) {
  std::vector<std::string> names;
  int const count = sqlite3_column_count(handle);
  names.reserve(static_cast<std::size_t>(count));
  for (int at = 0; at < count; ++at) names.emplace_back(sqlite3_column_name(handle, at));
  return std::make_shared<Columns const>(std::move(names));
}

Parameter cell_of(sqlite3_stmt* handle, int at) {
  switch (sqlite3_column_type(handle, at)) {
    case SQLITE_INTEGER: return static_cast<std::int64_t>(sqlite3_column_int64(handle, at));
    case SQLITE_FLOAT: return sqlite3_column_double(handle, at);
    case SQLITE_NULL: return nullptr;
    case SQLITE_TEXT: {
      auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(handle, at));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(handle, at)));
    }
    default: throw Failure(std::string("column ") + sqlite3_column_name(handle, at) + " holds a blob");
  }
}

int bind_one(sqlite3_stmt* handle, int at, Parameter const& value) {
  if (auto const* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(handle, at, *number);
  if (auto const* number = std::get_if<double>(&value)) return sqlite3_bind_double(handle, at, *number);
  if (auto const* text = std::get_if<std::string>(&value)) {
    // Static: the caller keeps the parameters until the statement has run.
    return sqlite3_bind_text64(handle, at, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  return sqlite3_bind_null(handle, at);
}

/// Leaves the statement ready for the next use, whatever happened.
class Rewind {
 public:
  explicit Rewind(sqlite3_stmt* handle) : handle_(handle) {}
  Rewind(Rewind const&) = delete;
  Rewind& operator=(Rewind const&) = delete;
  ~Rewind() {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
  }

 private:
  sqlite3_stmt* handle_;
};

}  // namespace

void throw_sqlite(sqlite3* connection, std::string_view doing) {
  throw Failure(std::string("SQLite: ") + sqlite3_errmsg(connection) + " (" + std::to_string(sqlite3_extended_errcode(connection)) +
                ") in: " + std::string(doing));
}

SqliteStatement::SqliteStatement(sqlite3* connection, std::string_view sql) {
  char const* tail = nullptr;
  int const code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle, &tail);
  if (code != SQLITE_OK) throw_sqlite(connection, sql);
  if (handle == nullptr) throw Failure("an empty statement");
  int const count = sqlite3_bind_parameter_count(handle);
  for (int number = 1; number <= count; ++number) {
    int const at = sqlite3_bind_parameter_index(handle, ("$" + std::to_string(number)).c_str());
    if (at == 0) {
      sqlite3_finalize(handle);
      throw Failure("the statement's parameters are not $1 to $" + std::to_string(count) + ": " + std::string(sql));
    }
    positions.push_back(at);
  }
  columns = columns_of(handle);
}

void SqliteStatement::bind(Parameters const& parameters) {
  if (parameters.size() != positions.size()) {
    throw Failure(std::to_string(parameters.size()) + " values for " + std::to_string(positions.size()) + " parameters in: " +
                  sqlite3_sql(handle));
  }
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    if (bind_one(handle, positions[at], parameters[at]) != SQLITE_OK) throw_sqlite(sqlite3_db_handle(handle), sqlite3_sql(handle));
  }
}

Row SqliteStatement::row() {
  int const count = sqlite3_column_count(handle);
  // A change of schema can make SQLite prepare a statement anew beneath us.
  if (columns->names().size() != static_cast<std::size_t>(count)) columns = columns_of(handle);
  std::vector<Parameter> cells;
  cells.reserve(static_cast<std::size_t>(count));
  for (int at = 0; at < count; ++at) cells.push_back(cell_of(handle, at));
  return Row(columns, std::move(cells));
}

SqliteSession::SqliteSession(SqliteOptions const& options, Role role) { open(options.file, pragmas(options, role)); }

void SqliteSession::open(std::filesystem::path const& file, std::string const& settings) {
  int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  std::string const name = file.string();
  int code = sqlite3_open_v2(name.c_str(), &connection_, flags, nullptr);
  if (code == SQLITE_OK) code = sqlite3_exec(connection_, settings.c_str(), nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return;
  std::string const message = "SQLite: cannot open " + name + ": " + sqlite3_errmsg(connection_);
  sqlite3_close_v2(connection_);
  throw Failure(message);
}

SqliteSession::~SqliteSession() {
  statements_.clear();
  sqlite3_close_v2(connection_);
}

std::shared_ptr<SqliteStatement> SqliteSession::statement(std::string_view sql) {
  auto const found = statements_.find(sql);
  if (found != statements_.end()) {
    // Still walked by a caller further up (each() within each()): it keeps its own.
    bool const busy = sqlite3_stmt_busy(found->second->handle) != 0;
    return busy ? std::make_shared<SqliteStatement>(connection_, sql) : found->second;
  }
  if (statements_.size() >= most_statements) statements_.clear();
  auto made = std::make_shared<SqliteStatement>(connection_, sql);
  statements_.emplace(std::string(sql), made);
  return made;
}

std::int64_t SqliteSession::execute(std::string_view sql, Parameters const& parameters, OnRow const& on_row) {
  auto const prepared = statement(sql);
  Rewind const rewind(prepared->handle);
  prepared->bind(parameters);
  // RETURNING gives rows of a statement that writes; SQLite has changed all of them at the first step.
  int const before = sqlite3_total_changes(connection_);
  int code = SQLITE_OK;
  while ((code = sqlite3_step(prepared->handle)) == SQLITE_ROW) {
    if (on_row) on_row(prepared->row());
  }
  if (code != SQLITE_DONE) throw_sqlite(connection_, sql);
  return sqlite3_total_changes(connection_) == before ? 0 : sqlite3_changes64(connection_);
}

void SqliteSession::roll_back() noexcept {
  if (sqlite3_get_autocommit(connection_) == 0) sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace parvis::store
