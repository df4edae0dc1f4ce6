// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/database.h"

#include <algorithm>

#include "base/assertion.h"
#include "store/statements.h"

namespace parvis::store {

namespace {

/// Databases that the present thread has a transaction open on.
thread_local std::vector<Database const*> open_here;

thread_local std::int64_t run_here = 0;

class Entry {
 public:
  explicit Entry(Database const* database) {
    PARVIS_ASSERT(std::find(open_here.begin(), open_here.end(), database) == open_here.end(),
                  "a transaction within a transaction: pass the Transaction down");
    open_here.push_back(database);
  }
  Entry(Entry const&) = delete;
  Entry& operator=(Entry const&) = delete;
  ~Entry() { open_here.pop_back(); }
};

}  // namespace

void Database::transact(Mode mode, Body const& body) {
  Entry const entry(this);
  perform(mode, body);
}

std::int64_t statements_of_this_thread() { return run_here; }

void Transaction::announce(std::string_view sql) const {
  if (sql != "COMMIT") ++run_here;
  if (fault_ != nullptr) (*fault_)(sql);
}

std::int64_t Transaction::run(std::string_view sql, Parameters const& parameters) {
  announce(sql);
  return session_.execute(sql, parameters, nullptr);
}

std::vector<Row> Transaction::rows(std::string_view sql, Parameters const& parameters) {
  std::vector<Row> rows;
  each(sql, parameters, [&](Row row) { rows.push_back(std::move(row)); });
  return rows;
}

std::optional<Row> Transaction::first(std::string_view sql, Parameters const& parameters) {
  std::optional<Row> first;
  each(sql, parameters, [&](Row row) {
    if (!first) first = std::move(row);
  });
  return first;
}

void Transaction::each(std::string_view sql, Parameters const& parameters, Session::OnRow const& on_row) {
  announce(sql);
  session_.execute(sql, parameters, on_row);
}

}  // namespace parvis::store
