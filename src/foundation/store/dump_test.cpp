// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/dump.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include "store/sqlite.h"
#include "support/each_engine.h"
#include "support/failing_statements.h"

namespace parvis::store {
namespace {

namespace fs = std::filesystem;

std::string content(fs::path const& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

void prepare(Database& database) {
  database.write([](Transaction& tx) {
    tx.run("CREATE TABLE zz_team (id TEXT NOT NULL PRIMARY KEY, share DOUBLE PRECISION)");
    tx.run("CREATE TABLE aa_person (id TEXT NOT NULL PRIMARY KEY, team_id TEXT REFERENCES zz_team (id), chief_id TEXT REFERENCES aa_person (id), "
           "name TEXT, n BIGINT)");
  });
}

void fill(Database& database) {
  database.write([](Transaction& tx) {
    tx.run("INSERT INTO zz_team (id, share) VALUES ($1, $2)", {"t", 0.1});
    tx.run("INSERT INTO aa_person (id, name, n) VALUES ($1, $2, $3)", {"last", "l'été\n\"日本\"", std::numeric_limits<std::int64_t>::min()});
    tx.run("INSERT INTO aa_person (id, team_id, chief_id) VALUES ('first', 't', 'last')");
    tx.run("INSERT INTO aa_person (id, chief_id) VALUES ('self', 'self')");
    // A chief who comes after those he leads.
    tx.run("INSERT INTO aa_person (id) VALUES ('late')");
    tx.run("UPDATE aa_person SET chief_id = 'late' WHERE id = 'last'");
  });
}

std::string state_of(Database& database) {
  std::string all;
  database.read([&](Transaction& tx) {
    tx.each("SELECT p.id, p.team_id, p.chief_id, p.name, p.n, t.share FROM aa_person p LEFT JOIN zz_team t ON t.id = p.team_id ORDER BY p.id", {},
            [&](Row const& row) {
              all += row.text("id") + "|" + row.optional_text("team_id").value_or("-") + "|" + row.optional_text("chief_id").value_or("-") + "|" +
                     row.optional_text("name").value_or("-") + "|" + std::to_string(row.optional_integer("n").value_or(0)) + "|" +
                     (row.optional_real("share") == 0.1 ? "0.1" : "-") + "\n";
            });
  });
  return all;
}

struct Pair {
  Engine from;
  Engine to;
};

class Dumping : public testing::TestWithParam<Pair> {
 protected:
  void SetUp() override {
    bool const needs = GetParam().from == Engine::postgresql || GetParam().to == Engine::postgresql;
    if (needs && test::PrivatePostgres::instance() == nullptr) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
    for (auto* db : {&from_.emplace(GetParam().from), &to_.emplace(GetParam().to)}) prepare(db->database());
    fill(from());
    dump(from(), file_);
  }
  Database& from() { return from_->database(); }
  Database& to() { return to_->database(); }

  test::TemporaryFolder folder_;
  fs::path const file_ = folder_ / "dump.jsonl";

 private:
  std::optional<test::TestDatabase> from_;
  std::optional<test::TestDatabase> to_;
};

TEST_P(Dumping, brings_all_records_into_the_other_engine) {
  to().write([](Transaction& tx) { tx.run("INSERT INTO zz_team (id) VALUES ('to be replaced')"); });
  restore(to(), file_);
  EXPECT_EQ(state_of(to()), state_of(from()));
  EXPECT_NE(state_of(to()).find("last|-|late|l'été\n\"日本\"|-9223372036854775808|-"), std::string::npos);
  EXPECT_EQ(to().read([](Transaction& tx) { return tx.rows("SELECT id FROM zz_team").size(); }), 1u);
}

TEST_P(Dumping, changes_nothing_when_the_file_is_not_whole_or_not_ours) {
  fill(to());
  std::string const before = state_of(to());
  std::string const whole = content(file_);
  std::string const last_line = whole.substr(whole.rfind('\n', whole.size() - 2) + 1);
  auto const with = [&](std::string from_text, std::string const& to_text) {
    std::string changed = whole;
    changed.replace(changed.find(from_text), from_text.size(), to_text);
    return changed;
  };
  std::vector<std::string> const hostile{
      "", "{}\n", "[]\n", "null\n", "{\"parvis_dump\":2,\"migrations\":[]}\n", whole.substr(0, whole.size() - last_line.size()), whole.substr(0, whole.size() / 2),
      with("\"parvis_dump\":1", "\"parvis_dump\":3"), with("0001_jobs_queue", "0001_other"), with("zz_team", "zz_tram"), with("\"share\"", "\"shore\""),
      with("[\"t\",", "[[],"), with("[\"t\",", "["), with("{\"rows\":", "{\"rows\":1"), with("{\"rows\":", "{\"rews\":"), with("[\"self\",null", "[\"self\",\"absent\""),
      with("\"late\"", "\"lost\""), with("{\"real\":", "{\"rael\":"), with("{\"table\":\"aa_person\"", "{\"table\":12")};
  for (std::string const& text : hostile) {
    std::ofstream(file_, std::ios::binary | std::ios::trunc) << text;
    EXPECT_THROW(restore(to(), file_), Failure) << text.substr(0, 200);
    EXPECT_EQ(state_of(to()), before);
  }
  EXPECT_THROW(restore(to(), folder_ / "absent"), Failure);
}

TEST_P(Dumping, holds_all_or_nothing_when_a_restore_fails_at_any_statement) {
  std::string const before = state_of(to());
  test::fail_at_each_statement(to(), [&] { restore(to(), file_); }, [&] { EXPECT_EQ(state_of(to()), before); });
  EXPECT_EQ(state_of(to()), state_of(from()));
}

INSTANTIATE_TEST_SUITE_P(BetweenEngines, Dumping,
                         testing::Values(Pair{Engine::sqlite, Engine::sqlite}, Pair{Engine::sqlite, Engine::postgresql},
                                         Pair{Engine::postgresql, Engine::sqlite}, Pair{Engine::postgresql, Engine::postgresql}),
                         [](auto const& tested) {
                           auto const name = [](Engine engine) { return std::string(engine == Engine::sqlite ? "sqlite" : "postgresql"); };
                           return name(tested.param.from) + "_to_" + name(tested.param.to);
                         });

class Backup : public test::EachEngine {};

TEST_P(Backup, replaces_a_file_only_by_a_whole_one_readable_by_its_owner) {
  test::TemporaryFolder const folder;
  fs::path const file = folder / "backup";
  std::ofstream(file) << "older";
  database().backup_to(file);
  EXPECT_NE(content(file), "older");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
  EXPECT_THROW(database().backup_to(folder / "no" / "folder"), Failure);
}

PARVIS_EACH_ENGINE(Backup);

TEST(SqliteBackup, is_read_without_the_log_of_the_file_it_replaces) {
  test::TemporaryFolder const folder;
  fs::path const place = folder / "records.db";
  auto const write = [&](fs::path const& file, std::string const& word) {
    auto database = open_sqlite({.file = file});
    database->write([&](Transaction& tx) {
      tx.run("CREATE TABLE word (text TEXT NOT NULL)");
      tx.run("INSERT INTO word (text) VALUES ($1)", {word});
    });
    return database;
  };
  {
    auto const former = write(place, "former");
    fs::copy_file(place.string() + "-wal", folder / "kept-wal");
  }
  fs::remove(place);
  fs::rename(folder / "kept-wal", place.string() + "-wal");  // as a crash leaves it
  write(folder / "source.db", "restored")->backup_to(place);
  auto const records = open_sqlite({.file = place});
  EXPECT_EQ(records->read([](Transaction& tx) { return tx.first("SELECT text FROM word").value().text("text"); }), "restored");
}

TEST(SqliteBackup, is_one_snapshot_while_others_write) {
  test::TestDatabase db(Engine::sqlite);
  prepare(db.database());
  std::atomic<bool> stop{false};
  std::atomic<int> written{0};
  std::thread writer([&] {
    while (!stop) {
      db.database().write([&](Transaction& tx) {
        std::string const id = std::to_string(++written);
        tx.run("INSERT INTO zz_team (id) VALUES ($1)", {id});
        tx.run("INSERT INTO aa_person (id, team_id) VALUES ($1, $1)", {id});
      });
    }
  });
  while (written < 50) std::this_thread::yield();
  test::TemporaryFolder const folder;
  for (int n = 0; n < 5; ++n) {
    db.database().backup_to(folder / "backup.db");
    auto const copy = open_sqlite({.file = folder / "backup.db"});
    copy->read([](Transaction& tx) {
      EXPECT_EQ(tx.rows("SELECT id FROM zz_team").size(), tx.rows("SELECT id FROM aa_person").size());
      EXPECT_EQ(tx.first("PRAGMA integrity_check").value().text(0), "ok");
    });
  }
  stop = true;
  writer.join();
}

}  // namespace
}  // namespace parvis::store
