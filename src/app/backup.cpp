// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/backup.h"

#include <iostream>

#include "app/commands.h"
#include "app/copy_events.h"
#include "app/manifest.h"
#include "app/records.h"
#include "app/records_store.h"
#include "base/durable_file.h"
#include "events/store.h"
#include "identity/jobs.h"
#include "publish/routes.h"
#include "store/dump.h"
#include "store/migrations.h"

namespace parvis::app {
namespace {

namespace fs = std::filesystem;

constexpr char const* sqlite_records = "parvis.db";
constexpr char const* dumped_records = "parvis.dump";
constexpr char const* schemas = "cdc";
constexpr char const* freeze_reason = "publish.restored";  // a code, which the web side words

void want_empty(fs::path const& folder) {
  if (fs::exists(folder) && !fs::is_empty(folder)) throw std::runtime_error(folder.string() + " is not empty");
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
}

// What a person may put there before a restore; anything else is of an installation, or of a restore that stopped midway.
bool may_precede(fs::path const& name) {
  return name == "secrets.key" || name == "parvis.conf" || name == "numbers" || name == "lost+found";
}

void want_unoccupied(fs::path const& data) {
  fs::create_directories(data);
  for (fs::directory_entry const& there : fs::directory_iterator(data)) {
    if (!may_precede(there.path().filename())) throw std::runtime_error(there.path().string() + " is there already: restore into an empty folder");
  }
}

// Kept files are named by their digest and never change; a name with an extension is one being written.
void copy_files(fs::path const& from, fs::path const& to) {
  fs::create_directories(to);
  if (!fs::exists(from)) return;
  for (fs::directory_entry const& file : fs::recursive_directory_iterator(from)) {
    if (file.is_regular_file() && !file.path().has_extension()) copy_durably(file.path(), to / fs::relative(file.path(), from));
  }
}

// The kit's XSD that a certifier brought stand beside the records, one file a workspace and version (certify/cdc_schemas.cpp).
void copy_schemas(fs::path const& from, fs::path const& to) {
  if (!fs::exists(from)) return;
  fs::create_directories(to);
  for (fs::directory_entry const& file : fs::directory_iterator(from)) {
    if (file.path().extension() == ".xsd") copy_durably(file.path(), to / file.path().filename());
  }
}

// One program at a time holds the events: when it serves, it is asked to copy them.
void back_up_events(store::Database& records, fs::path const& data, fs::path const& folder) {
  if (!fs::exists(data / "events")) return;
  if (events::is_open(data / "events")) return have_events_copied(records, data, folder / "events");
  events::open_store({.folder = data / "events", .tables = event_tables()})->backup_to(folder / "events");
}

// Nothing that waited in the backup leaves by itself: posts before a person has lifted the freeze, mail at all.
void hold_all(store::Transaction& tx, Clock const& clock) {
  publish::freeze_instance(tx, clock, freeze_reason);
  identity::keep_waiting_mail(tx);
}

void want_undamaged(store::Database& records) {
  std::string const damage = records.read(damage_in);
  if (!damage.empty()) throw std::runtime_error("the records of this backup are damaged: " + damage);
}

void refuse_if_occupied(store::Transaction& tx) {
  if (hold_a_workspace(tx)) throw std::runtime_error("the database holds an instance already: restore into an empty one");
}

void want_an_instance(store::Database& records) {
  bool const any = records.read([&](store::Transaction& tx) { return knows_workspaces(tx, records.engine()) && hold_a_workspace(tx); });
  if (!any) throw std::runtime_error("these records hold no workspace: there is nothing to back up");
}

/// Records under a name that nothing opens, gone when it goes out of scope and before it begins.
class RecordsInTheMaking {
 public:
  explicit RecordsInTheMaking(fs::path const& file) : file_(file.string() + ".restoring") { clear(); }
  RecordsInTheMaking(RecordsInTheMaking const&) = delete;
  RecordsInTheMaking& operator=(RecordsInTheMaking const&) = delete;
  ~RecordsInTheMaking() { clear(); }
  fs::path const& file() const { return file_; }

 private:
  void clear() const {
    std::error_code ignored;
    for (char const* end : {"", "-wal", "-shm"}) fs::remove(file_.string() + end, ignored);
  }
  fs::path const file_;
};

void restore_dump(store::Database& database, Restoring const& restoring) {
  store::migrate(database, restoring.clock);
  store::restore(database, restoring.from / dumped_records, {.before = refuse_if_occupied, .after = [&](store::Transaction& tx) { hold_all(tx, restoring.clock); }});
}

// Filled, migrated and frozen aside: the file takes its name, whole and durable, once nothing can go wrong any more.
void restore_aside(fs::path const& to, Restoring const& restoring) {
  RecordsInTheMaking const making(to);
  bool const file = fs::exists(restoring.from / sqlite_records);
  if (file) fs::copy_file(restoring.from / sqlite_records, making.file());
  auto const database = store::open_sqlite({.file = making.file()});
  if (restoring.on_opened) restoring.on_opened(*database);
  if (file) {
    want_undamaged(*database);
    store::migrate(*database, restoring.clock);
    database->write([&](store::Transaction& tx) { hold_all(tx, restoring.clock); });
  } else {
    restore_dump(*database, restoring);
  }
  database->backup_to(to);
}

// An installation that lives there is not even migrated.
void restore_shared(Configuration const& configuration, Restoring const& restoring) {
  auto const database = open_records(configuration, store::Durability::full);
  if (restoring.on_opened) restoring.on_opened(*database);
  database->read([](store::Transaction& tx) {
    if (knows_workspaces(tx, store::Engine::postgresql)) refuse_if_occupied(tx);
  });
  restore_dump(*database, restoring);
}

}  // namespace

int backup(Configuration const& configuration, fs::path const& to) {
  fs::path const file = configuration.data() / sqlite_records;
  if (configuration.text("database").empty() && !fs::exists(file)) throw std::runtime_error(file.string() + " is not there: nothing to back up");
  auto const database = open_records(configuration, store::Durability::full);
  want_an_instance(*database);
  want_empty(to);
  database->backup_to(to / (database->engine() == store::Engine::sqlite ? sqlite_records : dumped_records));
  // After the records, which tell how far purchases were gathered from the events: what is copied later holds no less.
  back_up_events(*database, configuration.data(), to);
  copy_files(configuration.data() / "files", to / "files");
  copy_schemas(configuration.data() / schemas, to / schemas);
  write_manifest(to);
  std::cout << "records, events, files and the schemas brought are in " << to.string() << "\n"
            << "NOT in it: " << (configuration.data() / "secrets.key").string() << ", which opens the stored secrets (networks' accounts, second factors).\n"
            << "Keep a copy of that file elsewhere: without it a restored instance asks for each account again.\n";
  return 0;
}

// SQLite takes the file as it is; PostgreSQL, and a change of engine, take the dump.
void restore_records(Configuration const& configuration, Restoring const& restoring) {
  fs::path const& from = restoring.from;
  bool const file = fs::exists(from / sqlite_records);
  if (!file && !fs::exists(from / dumped_records)) throw std::runtime_error(from.string() + " holds no backup: neither parvis.db nor parvis.dump is there");
  bool const sqlite = configuration.text("database").empty();
  if (file && !sqlite) throw std::runtime_error("this backup is of SQLite: restore it without `database`, then move it by a dump");
  if (sqlite) return restore_aside(configuration.data() / sqlite_records, restoring);
  restore_shared(configuration, restoring);
}

int restore(Configuration const& configuration, fs::path const& from) { return restore_by(configuration, from, SystemClock()); }
int restore_unproved(Configuration const& configuration, fs::path const& from) { return restore_by(configuration, from, SystemClock(), Proof::none); }

int restore_by(Configuration const& configuration, fs::path const& from, Clock const& clock, Proof proof) {
  fs::path const data = configuration.data();
  if (proof == Proof::manifest) check_manifest(from);
  want_unoccupied(data);
  restore_records(configuration, {from, clock});
  if (fs::exists(from / "events")) events::restore_store(from / "events", data / "events");
  copy_files(from / "files", data / "files");
  copy_schemas(from / schemas, data / schemas);
  std::cout << "restored into " << data.string() << "\n"
            << "FROZEN: nothing is published until a person has compared what it remembers with the networks and lifts the freeze, brand by brand.\n"
            << "Mail that waited in the backup is kept on the page of sent mail, and not sent.\n";
  if (!fs::exists(data / "secrets.key")) std::cout << "secrets.key is not there: copy the former instance's into " << data.string() << " before starting, or connect each account again.\n";
  return 0;
}

}  // namespace parvis::app
