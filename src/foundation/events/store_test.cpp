// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/store.h"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "base/assertion.h"
#include "base/encoding.h"
#include "base/random.h"
#include "events/internal/duckdb_engine.h"
#include "support/temporary_folder.h"

namespace parvis::events {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::string_view id_start = "01890a5d-ac96-774b-bcce-b302099a8";

std::vector<Table> tables() {
  return {{"visit", {{"site_id", {}}, {"event_id", ColumnType::uuid}, {"ts", ColumnType::integer}, {"order_key", {}}, {"weight", ColumnType::real}},
           {{{"site_id", "event_id"}, "ts", Milliseconds(7 * day_ms)}, {{"site_id", "order_key"}, "", {}}}},
          {"note", {{"text", {}}}, {}}};
}

StoreOptions in(test::TemporaryFolder const& folder) {
  StoreOptions options;
  options.folder = folder / "events";
  options.tables = tables();
  options.load_every = std::chrono::milliseconds(0);
  return options;
}

std::string id(int number) { return std::string(id_start) + std::to_string(100 + number); }
Record visit(std::string site, int number, std::int64_t at) { return {0, {std::move(site), id(number), at}}; }
Record note(std::string text) { return {1, {std::move(text)}}; }

Question const all_visits{"all", "SELECT site_id, event_id, ts, order_key, weight FROM visit ORDER BY site_id, ts, event_id"};
Question const visit_count{"count", "SELECT count(*) FROM visit WHERE site_id IN ($1) AND ts >= $2"};

std::int64_t count(Store& store, std::vector<std::string> sites = {"a", "b"}) {
  return integer_at(store.ask(visit_count, {std::move(sites), std::int64_t{0}}).rows.at(0), 0);
}

bool holds(std::filesystem::path const& folder, std::string_view needle) {
  for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    std::string const bytes(std::istreambuf_iterator<char>(in), {});
    if (bytes.find(needle) != std::string::npos) return true;
  }
  return false;
}

TEST(EventsRecord, a_batch_survives_its_bytes_and_broken_bytes_are_refused) {
  Batch const batch = {{0, {Value(), std::int64_t{-5}, 2.5, std::string("é\n")}}, {7, {}}};
  std::string const bytes = encoded(batch);
  auto const back = decoded(bytes);
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 2u);
  EXPECT_EQ((*back)[0].row, batch[0].row);
  EXPECT_EQ((*back)[1].table, 7);
  for (std::size_t cut = 1; cut < bytes.size() - 4; ++cut) EXPECT_FALSE(decoded(std::string_view(bytes).substr(0, cut))) << cut;
  EXPECT_FALSE(decoded(std::string("\0\0\1\0\x09", 5)));
}

TEST(EventsQuestion, a_list_spreads_over_numbers_and_the_others_move_up) {
  std::vector<Value> flat;
  std::string const sql = internal::spread("a IN ($2) AND b = $1 AND c IN ($3) AND d = $1", {std::int64_t{4}, std::vector<std::string>{"x", "y"}, std::vector<std::string>{}}, flat);
  EXPECT_EQ(sql, "a IN ($2, $3) AND b = $1 AND c IN (NULL) AND d = $1");
  EXPECT_EQ(flat.size(), 3u);
  EXPECT_THROW(internal::spread("$4", {}, flat), LogicFailure);
}

TEST(EventsStore, shows_after_flush_all_that_was_acknowledged) {
  test::TemporaryFolder const folder;
  auto const store = open_store(in(folder));
  EXPECT_EQ(count(*store), 0);
  ASSERT_TRUE(store->append({visit("a", 1, 10), visit("b", 2, 20), note("é")}).get());
  EXPECT_EQ(count(*store), 0);
  EXPECT_GT(store->status().journal_bytes, 0u);
  store->flush();
  EXPECT_EQ(count(*store), 2);
  EXPECT_EQ(count(*store, {"b"}), 1);
  EXPECT_EQ(count(*store, {}), 0);
  EXPECT_EQ(store->status().journal_bytes, 0u);
  Answer const answer = store->ask(all_visits, {});
  EXPECT_EQ(answer.columns, (std::vector<std::string>{"site_id", "event_id", "ts", "order_key", "weight"}));
  EXPECT_EQ(text_at(answer.rows[0], 1), id(1));
  EXPECT_TRUE(null_at(answer.rows[0], 3));
}

TEST(EventsStore, keeps_what_was_loaded_and_what_was_not_when_it_is_opened_again) {
  test::TemporaryFolder const folder;
  {
    auto const store = open_store(in(folder));
    ASSERT_TRUE(store->append({visit("a", 1, 10)}).get());
    store->flush();
    ASSERT_TRUE(store->append({visit("a", 2, 20)}).get());
  }
  auto const store = open_store(in(folder));
  EXPECT_EQ(count(*store), 1);
  store->flush();
  EXPECT_EQ(count(*store), 2);
  store->flush();
  EXPECT_EQ(count(*store), 2);
}

TEST(EventsStore, an_event_sent_twice_within_the_window_is_kept_once) {
  test::TemporaryFolder const folder;
  auto const store = open_store(in(folder));
  ASSERT_TRUE(store->append({visit("a", 1, 10), visit("a", 1, 11), visit("b", 1, 12)}).get());
  store->flush();
  EXPECT_EQ(count(*store), 2) << "the same id on two sites is two events";
  ASSERT_TRUE(store->append({visit("a", 1, 7 * day_ms + 10)}).get());
  store->flush();
  EXPECT_EQ(count(*store), 2) << "seven days, the last moment of the window";
  ASSERT_TRUE(store->append({visit("a", 1, 7 * day_ms + 11)}).get());
  store->flush();
  EXPECT_EQ(count(*store), 3);
}

TEST(EventsStore, an_order_is_kept_once_for_ever_even_after_its_erasure) {
  test::TemporaryFolder const folder;
  auto const store = open_store(in(folder));
  Record order = visit("a", 1, 10);
  order.row.push_back("order-1");
  Record again = visit("a", 2, 400 * day_ms);
  again.row.push_back("order-1");
  ASSERT_TRUE(store->append({order, visit("a", 3, 30), visit("a", 4, 40)}).get());
  ASSERT_TRUE(store->append({again}).get());
  store->flush();
  EXPECT_EQ(count(*store), 3) << "rows without an order are not doubles of one another";
  EXPECT_EQ(store->erase({{"", "DELETE FROM visit WHERE site_id = $1"}}, {std::string("a")}), 3);
  ASSERT_TRUE(store->append({again}).get());
  store->flush();
  EXPECT_EQ(count(*store), 0);
}

TEST(EventsStore, erased_rows_leave_no_byte_on_the_disk) {
  test::TemporaryFolder const folder;
  auto const store = open_store(in(folder));
  std::string const secret = "visitor-5d41402abc4b2a76b9719d911017c592";
  Batch batch;
  for (int i = 0; i < 3000; ++i) batch.push_back(note("neighbour number " + std::to_string(i) + " of the person"));
  batch.push_back(note(secret));
  ASSERT_TRUE(store->append(batch).get());
  EXPECT_TRUE(holds(folder.path(), secret));
  EXPECT_EQ(store->erase({{"", "DELETE FROM note WHERE text = $1"}}, {secret}), 1);
  EXPECT_FALSE(holds(folder.path(), secret));
  EXPECT_EQ(integer_at(store->ask({"", "SELECT count(*) FROM note"}, {}).rows[0], 0), 3000);
  ASSERT_TRUE(store->append({note("after")}).get());
  store->flush();
  EXPECT_EQ(integer_at(store->ask({"", "SELECT count(*) FROM note"}, {}).rows[0], 0), 3001);
}

TEST(EventsStore, an_erasure_that_failed_midway_leaves_no_byte_once_it_succeeds) {
  test::TemporaryFolder const folder;
  auto const store = open_store(in(folder));
  std::string const secret = "visitor-5d41402abc4b2a76b9719d911017c592";
  ASSERT_TRUE(store->append({note("a neighbour"), note(secret)}).get());
  std::filesystem::path const in_the_way = in(folder).folder / "events.duckdb.new";
  std::filesystem::create_directories(in_the_way / "full");
  Question const deletion{"", "DELETE FROM note WHERE text = $1"};
  EXPECT_ANY_THROW(store->erase({deletion}, {secret}));
  std::filesystem::remove_all(in_the_way);
  EXPECT_EQ(store->erase({deletion}, {secret}), 0);
  EXPECT_FALSE(holds(folder.path(), secret));
  EXPECT_EQ(integer_at(store->ask({"", "SELECT count(*) FROM note"}, {}).rows[0], 0), 1);
}

TEST(EventsStore, a_backup_restored_elsewhere_answers_the_same_and_goes_on) {
  test::TemporaryFolder const folder;
  auto const store = open_store(in(folder));
  ASSERT_TRUE(store->append({visit("a", 1, 10), visit("b", 2, 20)}).get());
  store->backup_to(folder / "backup");
  ASSERT_TRUE(store->append({visit("a", 3, 30)}).get());
  StoreOptions other = in(folder);
  other.folder = folder / "other";
  restore_store(folder / "backup", other.folder);
  auto const restored = open_store(other);
  EXPECT_EQ(count(*restored), 2);
  ASSERT_TRUE(restored->append({visit("a", 1, 10), visit("a", 4, 40)}).get());
  restored->flush();
  EXPECT_EQ(count(*restored), 3);
  store->flush();
  EXPECT_EQ(count(*store), 3);
  EXPECT_THROW(restore_store(folder / "backup", other.folder), Failure);
  EXPECT_THROW(restore_store(folder / "nothing", folder / "third"), Failure);
}

TEST(EventsStore, tables_and_columns_may_be_added) {
  test::TemporaryFolder const folder;
  {
    auto const store = open_store(in(folder));
    ASSERT_TRUE(store->append({note("old")}).get());
    store->flush();
    ASSERT_TRUE(store->append({note("old, not loaded yet")}).get());
  }
  StoreOptions options = in(folder);
  options.tables[1].columns.push_back({"tone", {}});
  options.tables.push_back({"mark", {{"n", ColumnType::integer}}, {}});
  auto const store = open_store(options);
  ASSERT_TRUE(store->append({{1, {std::string("new"), std::string("glad")}}, {2, {std::int64_t{5}}}}).get());
  store->flush();
  EXPECT_EQ(integer_at(store->ask({"", "SELECT count(*) FROM note WHERE tone IS NULL"}, {}).rows[0], 0), 2);
  EXPECT_EQ(integer_at(store->ask({"", "SELECT sum(n) FROM mark"}, {}).rows[0], 0), 5);
}

TEST(EventsStore, refuses_a_second_opening_and_a_row_that_does_not_fit) {
  test::TemporaryFolder const folder;
  auto const store = open_store(in(folder));
  EXPECT_THROW(open_store(in(folder)), std::runtime_error);
  EXPECT_THROW(store->append({{9, {}}}), LogicFailure);
  EXPECT_THROW(store->append({{0, {std::string("a"), std::string("no uuid")}}}), LogicFailure);
  EXPECT_THROW(store->append({note("\xff")}), LogicFailure);
  EXPECT_THROW(store->append({{1, {std::int64_t{1}}}}), LogicFailure);
  EXPECT_THROW(store->ask({"", "SELECT * FROM nowhere"}, {}), Failure);
  EXPECT_TRUE(store->append(Batch{}).get());
}

/// No file of this process grows beyond so many bytes while it stands, as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &former_);
    rlimit const full{bytes, former_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &former_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(FullDisk const&) = delete;
  FullDisk& operator=(FullDisk const&) = delete;

 private:
  rlimit former_{};
  sighandler_t const handler_;
};

/// So many bytes that no compression makes fewer.
void append_notes(Store& store, int bytes) {
  for (int done = 0; done < bytes;) {
    Batch batch;
    for (int row = 0; row < 1000; ++row, done += 100) batch.push_back(note(hex(random_bytes(100))));
    ASSERT_TRUE(store.append(batch).get());
  }
}

TEST(EventsStore, goes_on_by_itself_after_the_disk_was_full) {
  test::TemporaryFolder const folder;
  StoreOptions options = in(folder);
  options.segment_bytes = 300'000;
  auto const store = open_store(options);
  auto const count_notes = [&] { return integer_at(store->ask({"", "SELECT count(*) FROM note"}, {}).rows.at(0), 0); };
  store->ask({"", "SET GLOBAL checkpoint_threshold = '100KB'"}, {});
  append_notes(*store, 2'000'000);
  store->flush();
  int notes = 20'000;
  auto const gives_up = [&] {
    append_notes(*store, 1'000'000);
    notes += 10'000;
    try {
      store->flush();
      return false;
    } catch (Failure const&) {
      return true;
    }
  };
  {
    // Room for the engine's log of what is loaded, and soon none to take it into its file: it refuses everything from then on.
    FullDisk const full(std::filesystem::file_size(options.folder / "events.duckdb") + 100'000);
    while (!gives_up()) ASSERT_LT(notes, 400'000);
  }
  EXPECT_GE(count_notes(), 20'000);
  store->flush();
  EXPECT_EQ(count_notes(), notes);
}

TEST(EventsStore, tells_once_why_it_does_not_load) {
  test::TemporaryFolder const folder;
  StoreOptions options = in(folder);
  options.load_every = std::chrono::milliseconds(2);
  std::vector<std::string> told;
  options.on_trouble = [&](std::string const& trouble) { told.push_back(trouble); };
  std::filesystem::create_directories(options.folder / "events.duckdb" / "in the way");
  {
    auto const store = open_store(options);
    ASSERT_TRUE(store->append({visit("a", 1, 1)}).get());
    while (store->status().load_failure.empty()) std::this_thread::yield();
    std::filesystem::remove_all(options.folder / "events.duckdb");
    while (!store->status().load_failure.empty()) std::this_thread::yield();
    EXPECT_EQ(count(*store), 1);
  }
  EXPECT_EQ(told.size(), 1u);
}

TEST(EventsStore, the_loader_brings_rows_in_by_itself) {
  test::TemporaryFolder const folder;
  StoreOptions options = in(folder);
  options.load_every = std::chrono::milliseconds(2);
  options.close_after = std::chrono::milliseconds(1);
  auto const store = open_store(options);
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(store->append({visit("a", i, i)}).get());
  while (count(*store) < 50) ASSERT_EQ(store->status().load_failure, "");
  EXPECT_EQ(count(*store), 50);
}

}  // namespace
}  // namespace parvis::events
