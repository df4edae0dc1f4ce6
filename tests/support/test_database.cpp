// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/test_database.h"

#include <cstdlib>
#include <stdexcept>

#include "store/migrations.h"
#include "store/postgresql.h"
#include "store/sqlite.h"
#include "support/private_postgres.h"

namespace parvis::test {

namespace {

using store::Engine;

ManualClock const at_epoch(Instant::at_milliseconds(0));

std::unique_ptr<store::Database> open_file(std::filesystem::path const& file) {
  return store::open_sqlite({.file = file, .durability = store::Durability::none});
}

// A migrated database is made once for each engine: copying it is far quicker than applying every migration again.

class SqliteTemplate {
 public:
  SqliteTemplate() {
    auto const database = open_file(folder_ / "working.db");
    store::migrate(*database, at_epoch);
    database->backup_to(file());
  }
  std::filesystem::path file() const { return folder_ / "template.db"; }

 private:
  TemporaryFolder folder_;
};

PrivatePostgres& server() {
  PrivatePostgres* const found = PrivatePostgres::instance();
  if (found == nullptr) throw std::runtime_error("PostgreSQL is not installed");
  return *found;
}

std::string const& postgresql_template() {
  static std::string const name = [] {
    std::string made = server().create_database();
    store::migrate(*store::open_postgresql({.connection = server().connection(made)}), at_epoch);
    return made;
  }();
  return name;
}

Engine engine_asked_for() {
  char const* const asked = std::getenv("PARVIS_TEST_ENGINE");
  return asked != nullptr && std::string_view(asked) == "postgresql" ? Engine::postgresql : Engine::sqlite;
}

}  // namespace

TestDatabase::TestDatabase() : TestDatabase(engine_asked_for()) {}

TestDatabase::TestDatabase(Engine engine, Content content) {
  if (engine == Engine::postgresql) {
    name_ = server().create_database(content == Content::migrated ? postgresql_template() : "");
    database_ = store::open_postgresql({.connection = server().connection(name_)});
    return;
  }
  if (content == Content::migrated) {
    static SqliteTemplate const made;
    std::filesystem::copy_file(made.file(), folder_ / "test.db");
  }
  database_ = open_file(folder_ / "test.db");
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (!name_.empty()) server().drop_database(name_);
}

}  // namespace parvis::test
