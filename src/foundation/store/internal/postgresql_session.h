// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One PostgreSQL connection with its prepared statements. Belongs to one thread at a time.

#include <unordered_map>

#include <libpq-fe.h>

#include "store/postgresql.h"

namespace parvis::store {

/// Another writer was in the way: the transaction may be run again from its start.
struct Clash : Failure {
  using Failure::Failure;
};

class PostgresqlSession final : public Session {
 public:
  explicit PostgresqlSession(PostgresqlOptions const& options);
  ~PostgresqlSession() override;

  /// Throws Clash on SQLSTATE 40001 and 40P01.
  std::int64_t execute(std::string_view sql, Parameters const& parameters, OnRow const& on_row) override;
  bool lost() const { return PQstatus(connection_) != CONNECTION_OK; }
  /// Opens the connection anew. Throws Failure.
  void reconnect();
  /// Ends a transaction that failed; quiet.
  void roll_back() noexcept;

 private:
  void set_up();
  std::string const& prepared(std::string_view sql, Parameters const& parameters);
  void send(std::string const& name, std::string_view sql, Parameters const& parameters);
  std::int64_t receive(std::string_view sql, OnRow const& on_row);

  PGconn* connection_;
  std::string const settings_;
  std::unordered_map<std::string, std::string> names_;  // of prepared statements, by types and SQL text
  std::string key_;                                     // reused by prepared()
};

}  // namespace parvis::store
