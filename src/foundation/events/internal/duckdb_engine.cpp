// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/internal/duckdb_engine.h"

#include <charconv>

#include "base/assertion.h"
#include "base/encoding.h"

namespace parvis::events::internal {

namespace {

class Prepared {
 public:
  Prepared(duckdb_connection connection, std::string const& sql) {
    if (duckdb_prepare(connection, sql.c_str(), &statement_) == DuckDBSuccess) return;
    std::string const why = duckdb_prepare_error(statement_);
    duckdb_destroy_prepare(&statement_);
    throw Failure("duckdb: " + why + " in: " + sql);
  }
  ~Prepared() { duckdb_destroy_prepare(&statement_); }
  Prepared(Prepared const&) = delete;
  Prepared& operator=(Prepared const&) = delete;

  void bind(std::vector<Value> const& values) {
    for (idx_t i = 0; i < values.size(); ++i) {
      if (bind_one(i + 1, values[i]) != DuckDBSuccess) throw Failure("duckdb: cannot bind $" + std::to_string(i + 1));
    }
  }
  duckdb_prepared_statement handle() const { return statement_; }

 private:
  duckdb_state bind_one(idx_t at, Value const& value) {
    if (auto const* integer = std::get_if<std::int64_t>(&value)) return duckdb_bind_int64(statement_, at, *integer);
    if (auto const* real = std::get_if<double>(&value)) return duckdb_bind_double(statement_, at, *real);
    auto const* text = std::get_if<std::string>(&value);
    return text ? duckdb_bind_varchar_length(statement_, at, text->data(), text->size()) : duckdb_bind_null(statement_, at);
  }

  duckdb_prepared_statement statement_ = nullptr;
};

class Outcome {
 public:
  explicit Outcome(Prepared const& statement) {
    if (duckdb_execute_prepared(statement.handle(), &result_) == DuckDBSuccess) return;
    char const* const why = duckdb_result_error(&result_);
    std::string const text = why == nullptr ? "unknown failure" : why;
    duckdb_destroy_result(&result_);
    throw Failure("duckdb: " + text);
  }
  ~Outcome() { duckdb_destroy_result(&result_); }
  Outcome(Outcome const&) = delete;
  Outcome& operator=(Outcome const&) = delete;
  duckdb_result& result() { return result_; }

 private:
  duckdb_result result_{};
};

std::string text_of(duckdb_string_t& text) {
  return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
}

std::int64_t narrowed(duckdb_hugeint number) {
  std::int64_t const low = static_cast<std::int64_t>(number.lower);
  if (number.upper != (low < 0 ? -1 : 0)) throw Failure("duckdb: a sum is out of range");
  return low;
}

// DuckDB keeps a UUID as a signed 128-bit number with its first bit turned over.
std::string uuid_text(duckdb_hugeint number) {
  std::uint64_t const high = static_cast<std::uint64_t>(number.upper) ^ (1ull << 63);
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(high >> shift);
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number.lower >> shift);
  std::string text = hex(bytes);
  for (std::size_t const at : {8u, 13u, 18u, 23u}) text.insert(at, "-");
  return text;
}

template <class T>
T& element(duckdb_vector vector, idx_t row) {
  return static_cast<T*>(duckdb_vector_get_data(vector))[row];
}

Value value_at(duckdb_vector vector, duckdb_type type, idx_t row) {
  std::uint64_t* const validity = duckdb_vector_get_validity(vector);
  if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) return {};
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN: return static_cast<std::int64_t>(element<bool>(vector, row));
    case DUCKDB_TYPE_INTEGER: return static_cast<std::int64_t>(element<std::int32_t>(vector, row));
    case DUCKDB_TYPE_BIGINT: return element<std::int64_t>(vector, row);
    case DUCKDB_TYPE_HUGEINT: return narrowed(element<duckdb_hugeint>(vector, row));
    case DUCKDB_TYPE_DOUBLE: return element<double>(vector, row);
    case DUCKDB_TYPE_VARCHAR: return text_of(element<duckdb_string_t>(vector, row));
    case DUCKDB_TYPE_UUID: return uuid_text(element<duckdb_hugeint>(vector, row));
    default: throw Failure("duckdb: a question answers with a type that is not read: " + std::to_string(type));
  }
}

void take_chunk(duckdb_data_chunk chunk, std::vector<duckdb_type> const& types, Answer& answer) {
  idx_t const count = duckdb_data_chunk_get_size(chunk);
  std::size_t const first = answer.rows.size();
  answer.rows.resize(first + count, Row(types.size()));
  for (idx_t column = 0; column < types.size(); ++column) {
    duckdb_vector const vector = duckdb_data_chunk_get_vector(chunk, column);
    for (idx_t row = 0; row < count; ++row) answer.rows[first + row][column] = value_at(vector, types[column], row);
  }
}

Answer read_answer(duckdb_result& result) {
  Answer answer;
  std::vector<duckdb_type> types;
  for (idx_t column = 0; column < duckdb_column_count(&result); ++column) {
    answer.columns.emplace_back(duckdb_column_name(&result, column));
    types.push_back(duckdb_column_type(&result, column));
  }
  auto const destroy = [](duckdb_data_chunk chunk) { duckdb_destroy_data_chunk(&chunk); };
  using Chunk = std::unique_ptr<std::remove_pointer_t<duckdb_data_chunk>, decltype(destroy)>;
  while (Chunk const chunk{duckdb_fetch_chunk(result), destroy}) take_chunk(chunk.get(), types, answer);
  return answer;
}

void set(duckdb_config config, char const* name, std::string const& value) {
  if (duckdb_set_config(config, name, value.c_str()) != DuckDBSuccess) {
    throw Failure(std::string("duckdb: refused the setting ") + name);
  }
}

}  // namespace

std::string spread(std::string_view sql, Parameters const& parameters, std::vector<Value>& flat) {
  std::vector<std::string> numbers;  // what stands for $1, $2…
  for (Parameter const& parameter : parameters) {
    auto const* list = std::get_if<std::vector<std::string>>(&parameter);
    std::string& shown = numbers.emplace_back();
    auto const add = [&](Value value) {
      flat.push_back(std::move(value));
      shown += (shown.empty() ? "$" : ", $") + std::to_string(flat.size());
    };
    if (list == nullptr) {
      std::visit([&](auto const& one) { if constexpr (std::is_constructible_v<Value, decltype(one)>) add(one); }, parameter);
      continue;
    }
    for (std::string const& item : *list) add(item);
    if (list->empty()) shown = "NULL";
  }
  std::string out;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    std::size_t number = 0;
    auto const* const end = sql.data() + sql.size();
    if (sql[i] != '$') { out += sql[i]; continue; }
    auto const [stop, error] = std::from_chars(sql.data() + i + 1, end, number);
    PARVIS_ASSERT(error == std::errc() && number >= 1 && number <= numbers.size(), "a question lacks a parameter");
    out += numbers[number - 1];
    i = static_cast<std::size_t>(stop - sql.data()) - 1;
  }
  return out;
}

Connection::Connection(duckdb_database database) {
  if (duckdb_connect(database, &connection_) != DuckDBSuccess) throw Failure("duckdb: cannot connect");
}

Connection::~Connection() { duckdb_disconnect(&connection_); }

void Connection::run(std::string const& sql) {
  duckdb_result result;
  bool const good = duckdb_query(connection_, sql.c_str(), &result) == DuckDBSuccess;
  std::string const why = good ? "" : duckdb_result_error(&result);
  duckdb_destroy_result(&result);
  if (!good) throw Failure("duckdb: " + why + " in: " + sql);
}

Answer Connection::ask(std::string_view sql, Parameters const& parameters) {
  std::vector<Value> flat;
  Prepared statement(connection_, spread(sql, parameters, flat));
  statement.bind(flat);
  Outcome outcome(statement);
  return read_answer(outcome.result());
}

std::int64_t Connection::change(std::string_view sql, Parameters const& parameters) {
  std::vector<Value> flat;
  Prepared statement(connection_, spread(sql, parameters, flat));
  statement.bind(flat);
  Outcome outcome(statement);
  return static_cast<std::int64_t>(duckdb_rows_changed(&outcome.result()));
}

Engine::Engine(std::filesystem::path const& file, Limits limits) {
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  set(config, "memory_limit", std::to_string(limits.memory_megabytes) + "MB");
  set(config, "threads", std::to_string(limits.threads));
  set(config, "autoinstall_known_extensions", "false");
  set(config, "autoload_known_extensions", "false");
  set(config, "temp_directory", file.string() + ".tmp");
  char* why = nullptr;
  duckdb_state const state = duckdb_open_ext(file.c_str(), &database_, config, &why);
  duckdb_destroy_config(&config);
  std::string const text = why == nullptr ? "" : why;
  duckdb_free(why);
  if (state != DuckDBSuccess) throw Failure("duckdb: cannot open " + file.string() + ": " + text);
}

Engine::~Engine() { duckdb_close(&database_); }

Appender::Appender(Connection& connection, char const* catalog, std::string const& table) {
  char const* const where = *catalog == '\0' ? nullptr : catalog;
  check(duckdb_appender_create_ext(connection.handle(), where, nullptr, table.c_str(), &appender_));
}

Appender::~Appender() { duckdb_appender_destroy(&appender_); }

void Appender::check(duckdb_state state) const {
  if (state == DuckDBSuccess) return;
  char const* const why = duckdb_appender_error(appender_);
  throw Failure(std::string("duckdb: append: ") + (why == nullptr ? "unknown failure" : why));
}

void Appender::add(Value const& value, ColumnType type) {
  auto const* text = std::get_if<std::string>(&value);
  auto const* integer = std::get_if<std::int64_t>(&value);
  auto const* real = std::get_if<double>(&value);
  if (type == ColumnType::integer && integer != nullptr) return check(duckdb_append_int64(appender_, *integer));
  if (type == ColumnType::real && real != nullptr) return check(duckdb_append_double(appender_, *real));
  bool const textual = type == ColumnType::text || type == ColumnType::uuid;
  if (textual && text != nullptr) return check(duckdb_append_varchar_length(appender_, text->data(), text->size()));
  check(duckdb_append_null(appender_));
}

void Appender::end_row() { check(duckdb_appender_end_row(appender_)); }
void Appender::finish() { check(duckdb_appender_close(appender_)); }

}  // namespace parvis::events::internal
