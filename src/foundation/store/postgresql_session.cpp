// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/internal/postgresql_session.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace parvis::store {

namespace {

constexpr std::size_t most_statements = 512;
constexpr int oldest_server = 150000;

// Types of the catalog, fixed by PostgreSQL for ever.
constexpr Oid type_bool = 16, type_int8 = 20, type_int2 = 21, type_int4 = 23, type_oid = 26, type_float4 = 700, type_float8 = 701,
              type_numeric = 1700;

using ResultPointer = std::unique_ptr<PGresult, decltype(&PQclear)>;

[[noreturn]] void throw_failed(PGconn* connection, PGresult const* result, std::string_view sql) {
  char const* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  char const* message = result == nullptr ? PQerrorMessage(connection) : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  std::string const text = std::string("PostgreSQL: ") + (message == nullptr ? PQerrorMessage(connection) : message) + " (" +
                           (state == nullptr ? "no state" : state) + ") in: " + std::string(sql);
  bool const clash = state != nullptr && (std::strcmp(state, "40001") == 0 || std::strcmp(state, "40P01") == 0);
  if (clash) throw Clash(text);
  throw Failure(text);
}

/// A parameter's type as told to the server, so that it guesses only for texts and nulls.
Oid type_of(Parameter const& value) {
  static constexpr Oid types[] = {0, type_int8, type_float8, 0};
  return types[value.index()];
}

std::string number_text(double number) {
  char text[32];
  auto const end = std::to_chars(text, text + sizeof text, number);
  return std::string(text, end.ptr);
}

/// A parameter in text form; null stays null.
std::string wire_text(Parameter const& value) {
  if (auto const* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (auto const* number = std::get_if<double>(&value)) return number_text(*number);
  return {};
}

template <class Number>
std::optional<Number> parsed(std::string_view text) {
  Number number{};
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

Parameter number_cell(std::string_view text) {
  if (auto const integer = parsed<std::int64_t>(text)) return *integer;
  if (auto const real = parsed<double>(text)) return *real;
  throw Failure("a number that does not read: " + std::string(text));
}

Parameter cell_of(PGresult const* result, int column) {
  if (PQgetisnull(result, 0, column) != 0) return nullptr;
  std::string_view const text(PQgetvalue(result, 0, column), static_cast<std::size_t>(PQgetlength(result, 0, column)));
  switch (PQftype(result, column)) {
    case type_bool: return static_cast<std::int64_t>(text == "t" ? 1 : 0);
    case type_int2:
    case type_int4:
    case type_int8:
    case type_oid:
    case type_numeric: return number_cell(text);
    case type_float4:
    case type_float8:
      if (auto const real = parsed<double>(text)) return *real;
      throw Failure("a real that does not read: " + std::string(text));
    default: return std::string(text);
  }
}

std::shared_ptr<Columns const> columns_of(PGresult const* result) {
  std::vector<std::string> names;
  for (int at = 0; at < PQnfields(result); ++at) names.emplace_back(PQfname(result, at));
  return std::make_shared<Columns const>(std::move(names));
}

Row row_of(PGresult const* result, std::shared_ptr<Columns const> columns) {
  int const count = PQnfields(result);
  std::vector<Parameter> cells;
  cells.reserve(static_cast<std::size_t>(count));
  for (int at = 0; at < count; ++at) cells.push_back(cell_of(result, at));
  return Row(std::move(columns), std::move(cells));
}

/// Reads what is left of an answer, so that the connection can be used again whatever was thrown.
class Drain {
 public:
  explicit Drain(PGconn* connection) : connection_(connection) {}
  Drain(Drain const&) = delete;
  Drain& operator=(Drain const&) = delete;
  ~Drain() {
    while (PGresult* left = PQgetResult(connection_)) PQclear(left);
  }

 private:
  PGconn* connection_;
};

bool names(std::string_view sql, std::size_t number) {
  std::string const place = "$" + std::to_string(number);
  for (std::size_t at = sql.find(place); at != std::string_view::npos; at = sql.find(place, at + 1)) {
    std::size_t const after = at + place.size();
    if (after == sql.size() || sql[after] < '0' || sql[after] > '9') return true;
  }
  return false;
}

/// PostgreSQL would take a value that no `$n` names, where SQLite refuses it.
void check_named(std::string_view sql, std::size_t count) {
  for (std::size_t number = 1; number <= count; ++number) {
    if (!names(sql, number)) throw Failure("no $" + std::to_string(number) + " in: " + std::string(sql));
  }
}

void ignore_notice(void*, PGresult const*) {}

std::string settings_of(PostgresqlOptions const& options) {
  return "SET statement_timeout = " + std::to_string(options.statement_timeout.count()) +
         "; SET idle_in_transaction_session_timeout = 60000; SET client_encoding = 'UTF8'; SET application_name = 'parvis'";
}

}  // namespace

PostgresqlSession::PostgresqlSession(PostgresqlOptions const& options)
    : connection_(PQconnectdb(options.connection.c_str())), settings_(settings_of(options)) {
  try {
    set_up();
  } catch (...) {
    PQfinish(connection_);
    throw;
  }
}

PostgresqlSession::~PostgresqlSession() { PQfinish(connection_); }

void PostgresqlSession::set_up() {
  if (lost()) throw Failure(std::string("PostgreSQL: ") + PQerrorMessage(connection_));
  if (PQserverVersion(connection_) < oldest_server) throw Failure("PostgreSQL 15 or later is needed");
  PQsetNoticeReceiver(connection_, ignore_notice, nullptr);
  ResultPointer const result(PQexec(connection_, settings_.c_str()), PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw_failed(connection_, result.get(), settings_);
}

void PostgresqlSession::reconnect() {
  names_.clear();
  PQreset(connection_);
  set_up();
}

void PostgresqlSession::roll_back() noexcept {
  if (PQtransactionStatus(connection_) != PQTRANS_IDLE) PQclear(PQexec(connection_, "ROLLBACK"));
}

std::string const& PostgresqlSession::prepared(std::string_view sql, Parameters const& parameters) {
  key_.clear();
  for (Parameter const& value : parameters) key_ += static_cast<char>('0' + value.index());
  key_.append(":").append(sql);
  auto const found = names_.find(key_);
  if (found != names_.end()) return found->second;
  if (names_.size() >= most_statements) {
    PQclear(PQexec(connection_, "DEALLOCATE ALL"));
    names_.clear();
  }
  check_named(sql, parameters.size());
  std::vector<Oid> types;
  for (Parameter const& value : parameters) types.push_back(type_of(value));
  std::string const name = "s" + std::to_string(names_.size());
  std::string const text(sql);
  ResultPointer const result(PQprepare(connection_, name.c_str(), text.c_str(), static_cast<int>(types.size()), types.data()), PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw_failed(connection_, result.get(), sql);
  return names_.emplace(key_, name).first->second;
}

void PostgresqlSession::send(std::string const& name, std::string_view sql, Parameters const& parameters) {
  std::vector<std::string> numbers(parameters.size());
  std::vector<char const*> values(parameters.size());
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    auto const* text = std::get_if<std::string>(&parameters[at]);
    if (text != nullptr && text->find('\0') != std::string::npos) throw Failure("a text with a NUL byte in: " + std::string(sql));
    numbers[at] = wire_text(parameters[at]);
    bool const null = parameters[at].index() == 0;
    values[at] = null ? nullptr : text != nullptr ? text->c_str() : numbers[at].c_str();
  }
  int const sent = PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0);
  if (sent == 0) throw_failed(connection_, nullptr, sql);
  PQsetSingleRowMode(connection_);
}

std::int64_t PostgresqlSession::receive(std::string_view sql, OnRow const& on_row) {
  Drain const drain(connection_);
  std::shared_ptr<Columns const> columns;
  std::int64_t changed = 0;
  while (PGresult* const received = PQgetResult(connection_)) {
    ResultPointer const result(received, PQclear);
    ExecStatusType const status = PQresultStatus(received);
    if (status == PGRES_SINGLE_TUPLE) {
      if (!columns) columns = columns_of(received);
      if (on_row) on_row(row_of(received, columns));
      continue;
    }
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw_failed(connection_, received, sql);
    std::string_view const tag = PQcmdStatus(received);
    // PostgreSQL answers so to a COMMIT whose transaction a failed statement has already ended.
    if (sql == "COMMIT" && tag == "ROLLBACK") throw Failure("PostgreSQL: a failed statement was overlooked; nothing was committed");
    if (!tag.starts_with("SELECT")) changed = parsed<std::int64_t>(PQcmdTuples(received)).value_or(0);
  }
  return changed;
}

std::int64_t PostgresqlSession::execute(std::string_view sql, Parameters const& parameters, OnRow const& on_row) {
  send(prepared(sql, parameters), sql, parameters);
  return receive(sql, on_row);
}

}  // namespace parvis::store
