// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a use case holds while it reads or writes: statements on one snapshot of the records.

#include <functional>

#include "store/row.h"

namespace parvis::store {

using Parameters = std::vector<Parameter>;

/// The seam under Transaction: one open connection of an engine. Use cases never see it.
class Session {
 public:
  using OnRow = std::function<void(Row)>;
  virtual ~Session() = default;
  /// Runs one statement to its end, each row given to `on_row` when it is set. Returns the count of rows changed.
  virtual std::int64_t execute(std::string_view sql, Parameters const& parameters, OnRow const& on_row) = 0;
};

/// Called before each statement of a write, COMMIT included; may throw to try what a failure there leaves behind.
using Fault = std::function<void(std::string_view sql)>;

/// Statements with `$1`, `$2`… bound by number, whatever the order they stand in; every one must be given a value, and
/// every value must be named. A prepared statement is kept for each SQL text, so keep texts constant and values in
/// parameters. All throw Failure. Belongs to one thread, and only within the function it was handed to.
class Transaction {
 public:
  Transaction(Session& session, Fault const* fault) : session_(session), fault_(fault) {}
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;

  /// Rows inserted, updated or deleted.
  std::int64_t run(std::string_view sql, Parameters const& parameters = {});
  std::vector<Row> rows(std::string_view sql, Parameters const& parameters = {});
  /// The first row, if any.
  std::optional<Row> first(std::string_view sql, Parameters const& parameters = {});
  /// Row by row, without holding them all: for results of unknown size.
  void each(std::string_view sql, Parameters const& parameters, Session::OnRow const& on_row);

 private:
  void announce(std::string_view sql) const;

  Session& session_;
  Fault const* fault_;
};

}  // namespace parvis::store
