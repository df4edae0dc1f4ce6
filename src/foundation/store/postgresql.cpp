// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/postgresql.h"

#include <random>
#include <thread>

#include "store/dump.h"
#include "store/internal/pool.h"
#include "store/internal/postgresql_session.h"

namespace parvis::store {

namespace {

constexpr int most_runs = 12;

/// Clashing writers part when each waits a different, growing time: 1 to 2, 2 to 4, … 64 to 128 ms.
void wait_after_clash(int run) {
  thread_local std::minstd_rand random(std::random_device{}());
  int const least = 1 << std::min(run, 6);
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<int>(least, 2 * least)(random)));
}

class PostgresqlDatabase final : public Database {
 public:
  explicit PostgresqlDatabase(PostgresqlOptions const& options)
      : sessions_(options.connections, [options] { return std::make_unique<PostgresqlSession>(options); }) {
    Lent const reachable(sessions_);
  }

  Engine engine() const override { return Engine::postgresql; }
  void backup_to(std::filesystem::path const& file) override { dump(*this, file); }

 protected:
  void perform(Mode mode, Body const& body) override {
    Lent session(sessions_);
    for (int run = 0;; ++run) {
      try {
        return in_transaction(*session, mode, body);
      } catch (Clash const&) {
        session->roll_back();
        if (run + 1 == most_runs) throw;
        wait_after_clash(run);
      } catch (...) {
        session->roll_back();
        if (session->lost()) session.discard();
        throw;
      }
    }
  }

 private:
  void in_transaction(PostgresqlSession& session, Mode mode, Body const& body) {
    begin(session, mode);
    Transaction tx(session, fault(mode));
    if (body(tx) == Outcome::roll_back) return session.roll_back();
    tx.run("COMMIT");
  }

  static void begin(PostgresqlSession& session, Mode mode) {
    char const* const text = mode == Mode::write ? "BEGIN ISOLATION LEVEL SERIALIZABLE" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    try {
      session.execute(text, {}, nullptr);
    } catch (Failure const&) {
      if (!session.lost()) throw;
      session.reconnect();
      session.execute(text, {}, nullptr);
    }
  }

  Pool<PostgresqlSession> sessions_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(PostgresqlOptions options) { return std::make_unique<PostgresqlDatabase>(options); }

}  // namespace parvis::store
