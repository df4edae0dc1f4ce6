// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite.h"

#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "store/internal/sqlite_session.h"

namespace parvis::store {

namespace {

/// Readers lent to one thread at a time; waits when all are out.
class ReaderPool {
 public:
  explicit ReaderPool(SqliteOptions options) : options_(std::move(options)) {}

  std::unique_ptr<SqliteSession> take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || open_ < options_.readers; });
    if (!idle_.empty()) {
      auto session = std::move(idle_.back());
      idle_.pop_back();
      return session;
    }
    auto session = std::make_unique<SqliteSession>(options_, SqliteSession::Role::reader);
    ++open_;
    return session;
  }

  void give_back(std::unique_ptr<SqliteSession> session) {
    {
      std::lock_guard const lock(mutex_);
      idle_.push_back(std::move(session));
    }
    returned_.notify_one();
  }

 private:
  SqliteOptions options_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<SqliteSession>> idle_;
  std::size_t open_ = 0;
};

class Lent {
 public:
  explicit Lent(ReaderPool& pool) : pool_(pool), session_(pool.take()) {}
  Lent(Lent const&) = delete;
  Lent& operator=(Lent const&) = delete;
  ~Lent() { pool_.give_back(std::move(session_)); }
  SqliteSession& session() { return *session_; }

 private:
  ReaderPool& pool_;
  std::unique_ptr<SqliteSession> session_;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(SqliteOptions const& options)
      : writer_(options, SqliteSession::Role::writer), readers_(options) {}

  Engine engine() const override { return Engine::sqlite; }
  void backup_to(std::filesystem::path const& file) override;

 protected:
  void perform(Mode mode, Body const& body) override {
    if (mode == Mode::write) {
      std::lock_guard const lock(writing_);
      return in_transaction(writer_, mode, body);
    }
    Lent reader(readers_);
    in_transaction(reader.session(), mode, body);
  }

 private:
  void in_transaction(SqliteSession& session, Mode mode, Body const& body) {
    session.execute(mode == Mode::write ? "BEGIN IMMEDIATE" : "BEGIN", {}, nullptr);
    try {
      Transaction tx(session, fault(mode));
      if (body(tx) == Outcome::roll_back) return session.roll_back();
      if (mode == Mode::write) tx.run("COMMIT");
      session.roll_back();
    } catch (...) {
      session.roll_back();
      throw;
    }
  }

  std::mutex writing_;
  SqliteSession writer_;
  ReaderPool readers_;
};

void SqliteDatabase::backup_to(std::filesystem::path const& file) {
  std::filesystem::path const partial = file.string() + ".partial";
  std::filesystem::remove(partial);
  {
    Lent reader(readers_);
    SqliteSession target({partial, Durability::full, 1, std::chrono::seconds(10)}, SqliteSession::Role::writer);
    sqlite3_exec(target.handle(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", reader.session().handle(), "main");
    if (backup == nullptr) throw_sqlite(target.handle(), "backup");
    // All in one step: in WAL the copy reads one snapshot and holds no writer up, while step by step it would start
    // over at each write.
    int const code = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) throw_sqlite(target.handle(), "backup");
  }
  std::filesystem::rename(partial, file);
}

/// SQLite would create the file readable by all.
void create_private(std::filesystem::path const& file) {
  int const descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) throw Failure("cannot open or create " + file.string());
  ::close(descriptor);
}

}  // namespace

std::unique_ptr<Database> open_sqlite(SqliteOptions options) {
  create_private(options.file);
  return std::make_unique<SqliteDatabase>(options);
}

}  // namespace parvis::store
