// SPDX-License-Identifier: AGPL-3.0-or-later
// A living installation is backed up while it serves, restored elsewhere, and compared; the restored one sends nothing
// before a person let it, and nothing twice afterwards.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "app/backup.h"
#include "app/commands.h"
#include "app/manifest.h"
#include "app/records.h"
#include "render/image.h"
#include "store/dump.h"
#include "store/migrations.h"
#include "support/each_engine.h"
#include "support/installation.h"
#include "simulator/simulator.h"
#include "track/hit.h"
#include "track/measures.h"

namespace parvis::app {
namespace {

namespace fs = std::filesystem;

std::string content_of(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::map<std::string, std::string> tree_of(fs::path const& folder) {
  std::map<std::string, std::string> files;
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).string()] = content_of(entry.path());
  }
  return files;
}

/// Every record but the freeze that a restore adds.
std::string records_of(store::Database& database, fs::path const& scratch) {
  store::dump(database, scratch);
  std::istringstream lines(content_of(scratch));
  std::string kept, table;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("{\"table\"")) table = line;
    if (line.starts_with("{\"rows\"")) break;
    if (table.find("\"publish_freeze\"") == std::string::npos) kept += line + "\n";
  }
  return kept;
}

/// Two databases of one engine: PostgreSQL's, or none named, which is SQLite's in the data folder.
class Databases {
 public:
  explicit Databases(store::Engine engine) {
    if (engine == store::Engine::sqlite) return;
    for (std::string* name : {&living_, &restored_}) *name = test::PrivatePostgres::instance()->create_database();
  }
  ~Databases() {
    for (std::string const& name : {living_, restored_}) {
      if (!name.empty()) test::PrivatePostgres::instance()->drop_database(name);
    }
  }
  Databases(Databases const&) = delete;
  Databases& operator=(Databases const&) = delete;
  std::string living() const { return connection(living_); }
  std::string restored() const { return connection(restored_); }

 private:
  static std::string connection(std::string const& name) { return name.empty() ? "" : test::PrivatePostgres::instance()->connection(name); }
  std::string living_, restored_;
};

class WholeBackup : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == store::Engine::postgresql && test::PrivatePostgres::instance() == nullptr) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
    networks_.emplace(simulated_clock_);
    databases_.emplace(GetParam());
    house_.emplace(settings(databases_->living()));
    brand_ = "/api/brands/" + house_->ours.brand.to_string();
  }

  Configuration::Values settings(std::string const& database) const {
    return {{"private_hosts", "127.0.0.1:" + std::to_string(networks_->port())}, {"database", database}};
  }
  Configuration restored_configuration() const {
    Configuration::Values all = settings(databases_->restored());
    all["data"] = (elsewhere_ / "restored").string();
    all["web"] = (elsewhere_ / "web").string();
    return *Configuration::gather(all, {});
  }

  std::string ask(std::string const& who, std::string const& line, std::string const& body = "") { return json::encode(house_->want(who, line, body)); }
  std::string made(std::string const& path, std::string const& body) { return house_->id_of("owner", "POST " + brand_ + path, body); }

  void connect() {
    channel_ = made("/channels", R"({"network":"mastodon","name":"Mastodon","address":"","delivery":"connector"})");
    ask("owner", "PUT " + brand_ + "/channels/" + channel_ + "/connection", R"({"service":")" + networks_->address() + R"(","name":"","secret":"simulated-token"})");
  }

  std::string publish_at(std::string const& time, std::string const& words) {
    std::string const content = made("/contents", R"({"title":"Un mot","body":")" + words + R"(","language":"fr","assets":[],"variants":[],"state":"ready"})");
    std::string const publication = made("/publications", R"({"content_id":")" + content + R"(","channel_id":")" + channel_ +
                                                              R"(","moment":{"date":"2026-11-23","time":")" + time + R"(","zone":"Europe/Paris","fold":"earlier"}})");
    ask("manager", "POST " + brand_ + "/publications/" + publication + "/approval");
    return publication;
  }

  void collect_visits() {
    json::Value const site = house_->want("owner", "POST " + brand_ + "/sites", R"({"name":"Boutique","hosts":["boutique.example"],"mode":"exempt"})");
    std::string const key = json::text_of(site.at("site").at("site_key"));
    site_ = json::text_of(site.at("site").at("id"));
    for (int hit = 0; hit < 5; ++hit) {
      std::string const event = R"({"id":"0190aaaa-0000-7000-8000-00000000001)" + std::to_string(hit) + R"(","at":1795424341000,"name":"page_view","url":"https://boutique.example/p"})";
      http::Request request;
      request.method = http::Method::post;
      request.path = "/c/" + key;
      request.remote_address = "192.0.2.1";
      request.headers["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
      request.body = R"({"sent":1795424400000,"events":[)" + event + "]}";
      ASSERT_EQ(house_->instance().service().answer(request).status, 204);
    }
  }

  void live_a_little() {
    connect();
    std::string const grey(64 * 64, '\x55');
    ask("author", "POST " + brand_ + "/assets?name=grise.png", render::png_of_grey(grey, 64));
    collect_visits();
  }

  /// As the kit's: an XSD that any file fails, so that what a restored instance refuses shows that it has it.
  void bring_schema() {
    ask("certifier", "PUT /api/certification/cdc/schemas/v1_1_2",
        R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:cdc:cpf:pc5:schema:1.0.0"><xs:element name="flux" type="xs:integer"/></xs:schema>)");
    ask("certifier", "PUT /api/certification/card",
        R"({"certifier":"L'École","title":"Community manager","rncp_number":"RNCP38000","level":6,"registered_on":"2025-01-01","registered_until":"2030-01-01","representative":"Anne Roy","representative_function":"Directrice",)"
        R"("address":"","siret":"","cdc_client":"AB123456","cdc_contract":"MC1234","centres":[{"name":"Paris","postcode":"75010","blocks":[]}],"revision":0})");
    std::string const version = house_->id_of("certifier", "POST /api/certification/versions", R"({"label":"2026","rncp_number":""})");
    json::Value const candidate = house_->want("certifier", "POST /api/certification/candidates", R"({"route":"continuing","identity":{"birth_name":"Petit","first_name":"Noé","sex":"M","birth_year":2002,"birth_month":2,"birth_day":28,"birth_insee":"75110"},"revision":0})");
    std::string const enrolment = house_->id_of("certifier", "POST /api/certification/enrolments",
                                                R"({"candidate_id":")" + json::text_of(candidate.at("candidate").at("id")) + R"(","version_id":")" + version + R"(","blocks":["B1","B2","B3","B4","B5"]})");
    std::string decisions;
    for (char const* block : {"B1", "B2", "B3", "B4", "B5", "final"}) {
      std::string const verdict = block == std::string("final") ? "CERTIFIE" : "VALIDE";
      decisions += std::string(decisions.empty() ? "" : ",") + R"({"enrolment_id":")" + enrolment + R"(","block":")" + block + R"(","verdict":")" + verdict + R"(","motive":""})";
    }
    ask("certifier", "POST /api/certification/minutes-on-paper", R"({"number":"PV-1","closed_on":"2026-11-20","decisions":[)" + decisions + "]}");
    batch_ = house_->id_of("certifier", "POST /api/certification/cdc/batches", R"({"version":"v1_1_2","action":"CREATION","name_rule":{"letters":"none","length":"none"}})");
    // What minutes set going is over before records are compared.
    while (house_->instance().runner().run_due_once(house_->clock().now()) > 0) {
    }
  }
  bool schema_refuses() { return ask("certifier", "GET /api/certification/cdc/batches/" + batch_ + "/check").find("certify.cdc_schema_remark") != std::string::npos; }

  void work_at(char const* when) {
    house_->clock().set(*Instant::parse(when));
    simulated_clock_.set(house_->clock().now());
    house_->instance().runner().run_due_once(house_->clock().now());
  }
  std::size_t posted() const { return networks_->posts("mastodon").size(); }

  /// The copy of an installation that serves no more.
  void stop_and_back_up() {
    Configuration const stopped = house_->configuration();
    house_->close();
    ASSERT_EQ(backup(stopped, elsewhere_ / "kept"), 0);
  }

  bool on_sqlite() const { return GetParam() == store::Engine::sqlite; }

  /// The backup as a program with one migration more would have made it.
  void make_newer(fs::path const& kept) {
    if (on_sqlite()) {
      auto const records = store::open_sqlite({.file = kept / "parvis.db"});
      records->write([](store::Transaction& tx) { tx.run("INSERT INTO store_migration (number, name, checksum, applied_at) VALUES (9999, '9999_newer', '00', 0)"); });
    } else {
      std::string dump = content_of(kept / "parvis.dump");
      dump.insert(dump.find(R"("]})") + 1, R"(,"9999_newer")");
      std::ofstream(kept / "parvis.dump", std::ios::binary | std::ios::trunc) << dump;
    }
    write_manifest(kept);
  }

  /// Whether what a restore left, ended or not, holds records that a server would send from.
  bool would_send() {
    Configuration const there = restored_configuration();
    if (on_sqlite() && !fs::exists(there.data() / "parvis.db")) return false;
    return open_records(there, store::Durability::none)->read([](store::Transaction& tx) {
      return tx.first("SELECT 1 FROM identity_workspace WHERE NOT EXISTS (SELECT 1 FROM publish_freeze WHERE scope_id = 'instance') LIMIT 1").has_value();
    });
  }

  void give_key() { fs::copy_file(house_->folder() / "secrets.key", elsewhere_ / "restored" / "secrets.key"); }
  void move_to_restored() {
    house_->replace(nullptr);
    house_->replace(std::make_unique<Instance>(restored_configuration(), house_->clock(), Purpose::rehearsal));
  }
  std::string state_of(std::string const& publication) {
    return json::text_of(house_->want("owner", "GET " + brand_ + "/publications/" + publication).at("publication").at("state"));
  }

  std::vector<std::int64_t> visits_in(fs::path const& folder) const {
    auto const store = events::open_store({.folder = folder, .tables = event_tables()});
    store->flush();
    std::vector<std::int64_t> counts;
    track::Scope const scope{{site_}, *Instant::parse("2026-11-20T00:00:00Z"), *Instant::parse("2026-11-26T00:00:00Z"), *ZoneName::parse("Europe/Paris")};
    for (track::DayCount const& day : track::Measures(*store).by_day(scope)) counts.insert(counts.end(), {day.page_views, day.visits, day.visitors});
    return counts;
  }

  ManualClock simulated_clock_{*Instant::parse("2026-11-23T09:00:00Z")};
  std::optional<simulator::Simulator> networks_;
  std::optional<Databases> databases_;
  std::optional<test::Installation> house_;
  test::TemporaryFolder const elsewhere_;
  std::string brand_, channel_, site_, batch_;
};

TEST_P(WholeBackup, gives_back_everything_and_never_posts_twice) {
  live_a_little();
  publish_at("10:30", "Sorti avant la copie");
  std::string const after = publish_at("11:00", "Sorti apres la copie"), never = publish_at("11:04", "Jamais sorti");
  work_at("2026-11-23T09:30:00Z");
  ASSERT_EQ(posted(), 1u);
  bring_schema();

  std::string const before = records_of(house_->database(), elsewhere_ / "before.dump");
  house_->instance().runner().start();  // the command is another program: the serving one copies its events
  ASSERT_EQ(backup(house_->configuration(), elsewhere_ / "kept"), 0);
  house_->instance().runner().stop();
  EXPECT_THROW(backup(house_->configuration(), elsewhere_ / "kept"), std::runtime_error) << "a backup is never written over";
  work_at("2026-11-23T10:00:00Z");
  ASSERT_EQ(posted(), 2u) << "what the backup does not know of";

  ASSERT_EQ(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), 0);
  EXPECT_THROW(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), std::runtime_error) << "nor an installation";
  EXPECT_EQ(records_of(*open_records(restored_configuration(), store::Durability::none), elsewhere_ / "after.dump"), before);
  EXPECT_EQ(tree_of(elsewhere_ / "restored" / "files"), tree_of(house_->folder() / "files"));
  EXPECT_FALSE(tree_of(elsewhere_ / "restored" / "files").empty());
  auto const visits = visits_in(elsewhere_ / "restored" / "events");
  EXPECT_EQ(std::count(visits.begin(), visits.end(), 5), 1) << "five page views on one day";
  EXPECT_FALSE(fs::exists(elsewhere_ / "kept" / "secrets.key"));
  give_key();

  move_to_restored();
  EXPECT_EQ(tree_of(elsewhere_ / "restored" / "cdc"), tree_of(house_->folder() / "cdc"));
  EXPECT_TRUE(schema_refuses()) << "the schema that was brought is held against files after a restore";
  EXPECT_EQ(visits_in(house_->folder() / "events"), visits) << "the lost instance's own answers";
  EXPECT_NE(ask("owner", "POST " + brand_ + "/channels/" + channel_ + "/connection/check").find("healthy"), std::string::npos) << "stored secrets open";
  work_at("2026-11-23T10:06:00Z");
  EXPECT_EQ(posted(), 2u) << "frozen";
  json::Value const freeze = house_->want("owner", "GET " + brand_ + "/freeze");
  EXPECT_TRUE(freeze.at("frozen").as_bool());
  EXPECT_EQ(freeze.at("held").as_array().size(), 2u);
  house_->want("owner", "DELETE " + brand_ + "/freeze");
  for (char const* when : {"2026-11-23T10:07:00Z", "2026-11-23T10:12:00Z", "2026-11-23T10:30:00Z", "2026-11-23T11:30:00Z"}) work_at(when);
  EXPECT_EQ(posted(), 3u) << "the one that never went out, and no other";
  EXPECT_EQ(state_of(after), "live") << "found on the network, not sent again";
  EXPECT_EQ(state_of(never), "live");
}

TEST_P(WholeBackup, taken_while_people_write_holds_whole_acts) {
  live_a_little();
  house_->instance().runner().start();
  std::atomic<bool> stop = false;
  std::atomic<int> written = 0;
  std::thread writer([&] {
    for (int number = 0; !stop; ++number, ++written) made("/contents", R"({"title":")" + std::to_string(number) + R"(","body":"Bonjour","language":"fr","assets":[],"variants":[],"state":"draft"})");
  });
  while (written < 3) std::this_thread::yield();
  int const least = written;
  EXPECT_EQ(backup(house_->configuration(), elsewhere_ / "kept"), 0);
  int const most = written + 1;
  stop = true;
  writer.join();
  house_->instance().runner().stop();

  ASSERT_EQ(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), 0);
  auto const records = open_records(restored_configuration(), store::Durability::none);
  auto const count = [&](std::string const& sql) { return records->read([&](store::Transaction& tx) { return tx.first(sql)->integer("n"); }); };
  std::int64_t const contents = count("SELECT count(*) AS n FROM studio_content");
  EXPECT_GE(contents, least);
  EXPECT_LE(contents, most);
  EXPECT_EQ(count("SELECT count(*) AS n FROM studio_content c WHERE NOT EXISTS (SELECT 1 FROM identity_audit_entry a WHERE a.object_id = c.id)"), 0)
      << "a content without the audit entry of its own transaction";
}

TEST_P(WholeBackup, sends_no_mail_that_waited_in_it) {
  ask("owner", "POST /api/workspace/invitations", R"({"email":"nouvelle@exemple.fr","role":"author"})");
  auto const mail = [&] { return ask("owner", "GET /api/workspace/sent-mail"); };
  ASSERT_NE(mail().find(R"("state":"queued")"), std::string::npos) << mail();
  stop_and_back_up();
  ASSERT_EQ(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), 0);
  give_key();
  move_to_restored();
  EXPECT_EQ(mail().find(R"("state":"queued")"), std::string::npos) << mail();
  EXPECT_NE(mail().find(R"("problem":"identity.kept_by_restore")"), std::string::npos) << mail();
}

TEST_P(WholeBackup, of_a_newer_program_is_refused_and_leaves_no_records) {
  live_a_little();
  stop_and_back_up();
  make_newer(elsewhere_ / "kept");
  EXPECT_THROW(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), std::runtime_error);
  EXPECT_TRUE(fs::is_empty(elsewhere_ / "restored"));
  EXPECT_FALSE(would_send());
}

TEST_P(WholeBackup, whose_restore_stops_at_any_statement_leaves_no_records_or_frozen_ones) {
  live_a_little();
  stop_and_back_up();
  Configuration const there = restored_configuration();
  fs::create_directories(there.data());
  if (!on_sqlite()) store::migrate(*open_records(there, store::Durability::none), house_->clock());
  int failing = 0, seen = 0;
  auto const fails = [&](store::Database& records) {
    records.set_fault([&](std::string_view sql) {
      bool const tells = on_sqlite() || sql == "COMMIT" || sql.find("publish_freeze") != sql.npos;  // of a dump, not each row
      if (tells && ++seen == failing) throw std::runtime_error("the disk is full");
    });
  };
  do {
    seen = 0;
    ++failing;
    try {
      restore_records(there, {elsewhere_ / "kept", house_->clock(), fails});
    } catch (std::runtime_error const&) {
    }
    EXPECT_FALSE(would_send()) << failing;
  } while (seen >= failing);
  EXPECT_GT(failing, 3);
}

TEST_P(WholeBackup, is_never_restored_over_an_installation) {
  live_a_little();
  house_->instance().runner().start();
  ASSERT_EQ(backup(house_->configuration(), elsewhere_ / "kept"), 0);
  house_->instance().runner().stop();
  std::string const before = records_of(house_->database(), elsewhere_ / "before.dump");
  Configuration::Values occupied = settings(databases_->living());
  // A folder may be empty while the database that the settings name is not.
  occupied["data"] = (on_sqlite() ? house_->folder() : elsewhere_ / "second").string();
  EXPECT_THROW(restore_by(*Configuration::gather(occupied, {}), elsewhere_ / "kept", house_->clock()), std::runtime_error);
  EXPECT_EQ(records_of(house_->database(), elsewhere_ / "after.dump"), before);
  json::Value const freeze = house_->want("owner", "GET " + brand_ + "/freeze");
  EXPECT_FALSE(freeze.at("frozen").as_bool());
}

TEST_P(WholeBackup, is_believed_only_whole) {
  live_a_little();
  stop_and_back_up();
  fs::path const kept = elsewhere_ / "kept", manifest = kept / "manifest.sha256";
  auto const refused = [&](char const* why) {
    EXPECT_THROW(restore_by(restored_configuration(), kept, house_->clock()), std::runtime_error) << why;
    EXPECT_FALSE(fs::exists(elsewhere_ / "restored")) << why;
  };
  for (auto const& [name, bytes] : tree_of(kept)) {
    fs::rename(kept / name, elsewhere_ / "aside");
    refused(("without " + name).c_str());
    std::ofstream(kept / name, std::ios::binary) << (name == "manifest.sha256" ? bytes.substr(0, bytes.rfind('\n', bytes.size() - 2) + 1) : bytes + "x");
    refused(("with another " + name).c_str());
    fs::rename(elsewhere_ / "aside", kept / name);
  }
  fs::remove(manifest);
  EXPECT_EQ(restore_by(restored_configuration(), kept, house_->clock(), Proof::none), 0) << "of a Parvis that wrote none";
}

TEST_P(WholeBackup, of_damaged_records_is_refused) {
  if (!on_sqlite()) return;  // a dump counts its rows
  live_a_little();
  stop_and_back_up();
  fs::path const records = elsewhere_ / "kept" / "parvis.db";
  std::fstream(records, std::ios::in | std::ios::out | std::ios::binary).seekp(static_cast<std::streamoff>(fs::file_size(records) / 2)) << std::string(40'000, '\x5a');
  write_manifest(elsewhere_ / "kept");
  EXPECT_THROW(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), std::runtime_error);
  EXPECT_FALSE(fs::exists(elsewhere_ / "restored" / "parvis.db"));
}

TEST(EmptyBackup, is_refused_and_makes_nothing) {
  test::TemporaryFolder const folder;
  auto const configuration = *Configuration::gather({{"data", (folder / "nothing").string()}, {"web", (folder / "web").string()}}, {});
  EXPECT_THROW(backup(configuration, folder / "kept"), std::runtime_error);
  fs::create_directories(folder / "nothing");
  EXPECT_THROW(backup(configuration, folder / "kept"), std::runtime_error);
  EXPECT_TRUE(fs::is_empty(folder / "nothing"));
  open_records(configuration, store::Durability::none);
  EXPECT_THROW(backup(configuration, folder / "kept"), std::runtime_error);
  store::migrate(*open_records(configuration, store::Durability::none), SystemClock());
  EXPECT_THROW(backup(configuration, folder / "kept"), std::runtime_error);
  EXPECT_FALSE(fs::exists(folder / "kept"));
}

TEST_P(WholeBackup, is_restored_beside_a_key_and_settings_and_nothing_else) {
  live_a_little();
  stop_and_back_up();
  fs::path const there = elsewhere_ / "restored";
  fs::create_directories(there);
  give_key();
  std::ofstream(there / "parvis.conf") << "# mine\n";
  for (char const* left : {"parvis.db-wal", "parvis.db-shm", "parvis.db", "files"}) {
    std::ofstream(there / left) << "left by a crash";
    EXPECT_THROW(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), std::runtime_error) << left;
    EXPECT_EQ(content_of(there / left), "left by a crash");
    fs::remove(there / left);
  }
  EXPECT_EQ(restore_by(restored_configuration(), elsewhere_ / "kept", house_->clock()), 0);
}

INSTANTIATE_TEST_SUITE_P(OnEngine, WholeBackup, testing::Values(store::Engine::sqlite, store::Engine::postgresql), test::engine_name);

}  // namespace
}  // namespace parvis::app
