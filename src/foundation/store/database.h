// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The records of Parvis: SQLite in a file by default, PostgreSQL when several machines share them. One SQL text serves
// both (README.md lists the common subset).
//
//   Result<Brief> outcome = database.write([&](store::Transaction& tx) -> Result<Brief> {
//     TRY(Brief brief, load_brief(tx, id));
//     tx.run("UPDATE strategy_brief SET title = $2 WHERE id = $1", {id.to_string(), title.to_string()});
//     return brief;
//   });
//
// Thread-safe: any number of threads may read and write; on SQLite writes queue behind one another, reads do not wait.

#include <filesystem>
#include <type_traits>

#include "base/result.h"
#include "store/transaction.h"

namespace parvis::store {

enum class Engine { sqlite, postgresql };

class Database {
 public:
  Database() = default;
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;
  virtual ~Database() = default;

  /// Runs `f(Transaction&)` alone of its kind (serializable). Commits when it returns, unless what it returns is a
  /// Result holding a Problem; rolls back then, and when it throws. What f returns is returned. PostgreSQL may run f
  /// again after a clash with another writer, so f must act on the transaction and on its own result only.
  /// A transaction within a transaction of one thread is a programmer's error (asserted): pass `tx` down instead.
  template <class F>
  std::invoke_result_t<F&, Transaction&> write(F&& f) {
    return within(Mode::write, f);
  }

  /// The same on a snapshot that no writer disturbs; statements that write throw Failure.
  template <class F>
  std::invoke_result_t<F&, Transaction&> read(F&& f) {
    return within(Mode::read, f);
  }

  virtual Engine engine() const = 0;

  /// Copies all records to `file` while others read and write: an SQLite database from SQLite, a dump (dump.h) from
  /// PostgreSQL. The file appears only once whole; one that stands there is replaced.
  virtual void backup_to(std::filesystem::path const& file) = 0;

  /// For tests only, and before other threads use the database: called before each statement of a write and its COMMIT.
  void set_fault(Fault fault) { fault_ = std::move(fault); }

 protected:
  enum class Mode { read, write };
  enum class Outcome { commit, roll_back };
  using Body = std::function<Outcome(Transaction&)>;

  virtual void perform(Mode mode, Body const& body) = 0;
  Fault const* fault(Mode mode) const { return mode == Mode::write && fault_ ? &fault_ : nullptr; }

 private:
  void transact(Mode mode, Body const& body);

  template <class T>
  static Outcome outcome_of(T const&) {
    return Outcome::commit;
  }
  template <class T>
  static Outcome outcome_of(Result<T> const& result) {
    return result ? Outcome::commit : Outcome::roll_back;
  }

  template <class F>
  std::invoke_result_t<F&, Transaction&> within(Mode mode, F& f) {
    using Answer = std::invoke_result_t<F&, Transaction&>;
    if constexpr (std::is_void_v<Answer>) {
      transact(mode, [&](Transaction& tx) { return f(tx), Outcome::commit; });
    } else {
      std::optional<Answer> answer;
      transact(mode, [&](Transaction& tx) { return outcome_of(answer.emplace(f(tx))); });
      return std::move(*answer);
    }
  }

  Fault fault_;
};

}  // namespace parvis::store
