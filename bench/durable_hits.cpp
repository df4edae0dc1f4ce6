// SPDX-License-Identifier: AGPL-3.0-or-later
// Hits a second that are on the disk when they are acknowledged, the loader at work meanwhile. Peer: the same rows put
// into SQLite (WAL, synchronous=FULL), one transaction a hit as a small tracker does it, and one for each 25.
// Links: events store base
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/id.h"
#include "bench/bench.h"
#include "events/store.h"
#include "store/sqlite.h"

namespace {

using namespace parvis;

constexpr auto run_time = std::chrono::seconds(4);
constexpr int columns = 12;

events::Row hit_row() {
  static SystemClock const clock;
  return {"site-1", new_uuid(clock.now()), std::int64_t{1'790'000'000'000}, "page_view", "visitor-0123456789abcdef", "shop.example",
          "/products/garden/chairs-and-tables", "utm_source=instagram&utm_medium=social&utm_campaign=spring", "Chairs and tables",
          "www.instagram.com", "organic_social", "mobile"};
}

events::StoreOptions options(std::filesystem::path const& folder) {
  events::Table hits{"hit", {}, {{{"c0", "c1"}, "c2", std::chrono::hours(7 * 24)}}};
  for (int i = 0; i < columns; ++i) hits.columns.push_back({"c" + std::to_string(i), i == 1 ? events::ColumnType::uuid : i == 2 ? events::ColumnType::integer : events::ColumnType::text});
  events::StoreOptions made;
  made.folder = folder;
  made.tables = {hits};
  return made;
}

/// Clients that each wait for their acknowledgement before they send again, served by one thread as a server's loop would.
class Clients {
 public:
  Clients(events::Store& store, int count, int batch_size) : store_(store), batch_size_(batch_size) {
    for (int client = 0; client < count; ++client) ready_.push_back(client);
    count_ = count;
  }

  double hits_per_second() {
    auto const began = std::chrono::steady_clock::now();
    std::uint64_t sent = 0;
    while (std::chrono::steady_clock::now() - began < run_time) {
      int const client = next();
      events::Batch batch;
      for (int i = 0; i < batch_size_; ++i) batch.push_back({0, hit_row()});
      sent += batch.size();
      store_.append(batch, [this, client](Done outcome) { acknowledged(client, outcome); });
    }
    for (int client = 0; client < count_; ++client) next();
    double const taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return refused_ > 0 ? 0.0 : static_cast<double>(sent) / taken;
  }

 private:
  int next() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return !ready_.empty(); });
    int const client = ready_.front();
    ready_.pop_front();
    return client;
  }
  void acknowledged(int client, Done const& outcome) {
    std::lock_guard const lock(mutex_);
    refused_ += !outcome;
    ready_.push_back(client);
    wake_.notify_one();
  }

  events::Store& store_;
  int const batch_size_;
  int count_ = 0;
  int refused_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<int> ready_;
};

struct Ours {
  double rate = 0;
  double last_load = 0;
  std::int64_t rows = 0;
};

Ours ours(std::string const& name, int clients, int batch_size) {
  bench::DiskFolder const folder(name);
  auto const store = events::open_store(options(folder.path()));
  Ours found;
  found.rate = Clients(*store, clients, batch_size).hits_per_second();
  found.last_load = bench::seconds_of([&] { store->flush(); });
  found.rows = events::integer_at(store->ask({"count", "SELECT count(*) FROM hit"}, {}).rows[0], 0);
  std::printf("%d clients, batches of %d: %.0f acknowledged hits/s; %lld rows all seen %.2f s after the last\n", clients, batch_size, found.rate,
              static_cast<long long>(found.rows), found.last_load);
  return found;
}

double sqlite(std::string const& name, int batch_size) {
  bench::DiskFolder const folder(name);
  auto const database = store::open_sqlite({folder.path() / "peer.sqlite"});
  database->write([](store::Transaction& tx) {
    tx.run("CREATE TABLE hit (a TEXT, id TEXT PRIMARY KEY, c BIGINT, d TEXT, e TEXT, f TEXT, g TEXT, h TEXT, i TEXT, j TEXT, k TEXT, l TEXT)", {});
  });
  std::uint64_t sent = 0;
  double const taken = bench::seconds_of([&] {
    auto const began = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - began < run_time) {
      database->write([&](store::Transaction& tx) {
        for (int i = 0; i < batch_size; ++i, ++sent) {
          auto const row = hit_row();
          tx.run("INSERT INTO hit VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                 {events::text_at(row, 0), events::text_at(row, 1), events::integer_at(row, 2), events::text_at(row, 3), events::text_at(row, 4),
                  events::text_at(row, 5), events::text_at(row, 6), events::text_at(row, 7), events::text_at(row, 8), events::text_at(row, 9),
                  events::text_at(row, 10), events::text_at(row, 11)});
        }
      });
    }
  });
  double const rate = static_cast<double>(sent) / taken;
  std::printf("SQLite, synchronous=FULL, %d a transaction: %.0f hits/s\n", batch_size, rate);
  return rate;
}

}  // namespace

int main() {
  Ours const batches = ours("batches", 32, 25);
  Ours const singles = ours("singles", 256, 1);
  double const peer = sqlite("sqlite-single", 1);
  double const peer_batched = sqlite("sqlite-batched", 25);
  char conditions[400];
  std::snprintf(conditions, sizeof conditions,
                "%u cores, loader at work, 32 clients x 25 hits; 256 clients x 1 hit: %.0f hits/s; SQLite 25 a transaction: %.0f hits/s; all seen %.2f s after the last",
                std::thread::hardware_concurrency(), singles.rate, peer_batched, batches.last_load);
  bench::print({"durable-hits", batches.rate, "hits/s", "SQLite WAL synchronous=FULL, one INSERT a hit", peer, batches.rate / peer, conditions});
}
