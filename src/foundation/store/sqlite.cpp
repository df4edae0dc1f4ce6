// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite.h"

#include <fcntl.h>
#include <unistd.h>

#include "store/internal/pool.h"
#include "store/internal/sqlite_session.h"
#include "store/internal/whole_file.h"

namespace parvis::store {

namespace {

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(SqliteOptions const& options)
      : writer_(options, SqliteSession::Role::writer), readers_(options.readers, [options] {
          return std::make_unique<SqliteSession>(options, SqliteSession::Role::reader);
        }) {}

  Engine engine() const override { return Engine::sqlite; }
  void backup_to(std::filesystem::path const& file) override;

 protected:
  void perform(Mode mode, Body const& body) override {
    if (mode == Mode::write) {
      std::lock_guard const lock(writing_);
      return in_transaction(writer_, mode, body);
    }
    Lent const reader(readers_);
    in_transaction(*reader, mode, body);
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
  Pool<SqliteSession> readers_;
};

/// A log that a crash left beside the former file would be played into the new one.
void remove_logs(std::filesystem::path const& file) {
  for (char const* end : {"-wal", "-shm"}) std::filesystem::remove(file.string() + end);
}

void SqliteDatabase::backup_to(std::filesystem::path const& file) {
  WholeFile whole(file);
  {
    Lent const reader(readers_);
    SqliteSession target(whole.partial());
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", reader->handle(), "main");
    if (backup == nullptr) throw_sqlite(target.handle(), "backup");
    // All in one step: in WAL the copy reads one snapshot and holds no writer up, while step by step it would start
    // over at each write.
    int const code = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) throw_sqlite(target.handle(), "backup");
  }
  remove_logs(file);
  whole.put_in_place();
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
