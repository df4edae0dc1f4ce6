// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/test_database.h"

#include "store/migrations.h"
#include "store/sqlite.h"

namespace parvis::test {

namespace {

std::unique_ptr<store::Database> open_at(std::filesystem::path const& file) {
  return store::open_sqlite({.file = file, .durability = store::Durability::none});
}

/// A migrated database made once, since copying its file is far quicker than applying every migration again.
class Template {
 public:
  Template() {
    ManualClock const clock(Instant::at_milliseconds(0));
    auto const database = open_at(folder_ / "working.db");
    store::migrate(*database, clock);
    database->backup_to(file());
  }
  std::filesystem::path file() const { return folder_ / "template.db"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TestDatabase::TestDatabase() {
  static Template const made;
  std::filesystem::copy_file(made.file(), folder_ / "test.db");
  database_ = open_at(folder_ / "test.db");
}

}  // namespace parvis::test
