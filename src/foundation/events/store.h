// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What happened, appended fast and asked slowly: hits, touchpoints, clicks. Rows are never changed, only added and erased.
//
//   auto store = events::open_store({.folder = data / "events", .tables = {hits}});
//   Done kept = store->append({{0, {site, name, at_ms}}}).get();        // on the disk when this returns
//   Answer answer = store->ask(visits_by_day, {sites, from_ms, to_ms}); // what was loaded; flush() first to see all
//
// An acknowledged batch stands in the journal (segment files, checksummed, synced) and survives kill -9 and a power cut.
// A loader moves it into the engine (DuckDB; ClickHouse may stand behind this face later), each batch exactly once.
// Thread-safe. Failure is thrown when the disk or the engine fails; append() alone answers with a Problem.

#include <filesystem>
#include <functional>
#include <future>
#include <memory>

#include "base/result.h"
#include "events/record.h"

namespace parvis::events {

/// A machine failure: the disk or the engine.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A question has a name, for logs and benches, and one SQL text with parameters $1, $2… each named once or more.
/// A parameter that is a list of texts stands for `($1)` in `site_id IN ($1)`; an empty list matches nothing.
struct Question {
  std::string_view name;
  std::string_view sql;
};

using Parameter = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::string>>;
using Parameters = std::vector<Parameter>;

struct Answer {
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

struct StoreOptions {
  std::filesystem::path folder;                 // created with mode 0700; holds journal/ and events.duckdb
  std::vector<Table> tables;                    // tables and columns may be added at their end, never taken away
  std::size_t memory_megabytes = 256;           // what the engine may take while it works; it idles at about 5
  unsigned threads = 2;                         // of the engine, for each question
  std::chrono::milliseconds load_every{2000};   // what was acknowledged is seen at most so late; 0: by flush() alone
  std::chrono::milliseconds close_after{120'000};  // the engine is closed when nobody asked for so long; 0: never
  std::size_t segment_bytes = 16u << 20;        // of the journal's files
  std::size_t most_pending_bytes = 64u << 20;   // acknowledged slower than it comes: "events.overloaded" beyond this
  std::function<void(std::string const&)> on_trouble = {};  // what a person should know, once; from any thread, and short
};

struct StoreStatus {
  std::uint64_t acknowledged_batches = 0;  // since the store was opened
  std::uint64_t journal_bytes = 0;         // on the disk and not yet loaded
  std::uint64_t torn_bytes = 0;            // found in segments at the start: torn ends, never acknowledged, and damaged entries; left out
  std::string load_failure;                // the last one; empty when the last load went well
};

class Store {
 public:
  Store() = default;
  Store(Store const&) = delete;
  Store& operator=(Store const&) = delete;
  virtual ~Store() = default;

  using Acknowledge = std::function<void(Done)>;
  /// Calls `acknowledge` once, from the journal's own thread, when the whole batch is on the disk, or when it is refused:
  /// "events.overloaded" (limited), "events.batch_too_large" (over 8 MiB), "events.journal_unwritable" (unavailable; the
  /// batch may be there nevertheless, so send it again with the same ids). `acknowledge` must be short and not throw.
  virtual void append(Batch const& batch, Acknowledge acknowledge) = 0;
  std::future<Done> append(Batch const& batch);

  /// Returns when all that was acknowledged before can be seen by questions.
  virtual void flush() = 0;
  virtual Answer ask(Question const& question, Parameters const& parameters) = 0;
  /// Runs deletions, all with the same parameters, over all that was acknowledged before, then rewrites the file without
  /// the rows: their bytes are gone from the disk. Takes time in proportion to the file; questions wait. Returns how many
  /// rows went.
  virtual std::int64_t erase(std::vector<Question> const& deletions, Parameters const& parameters) = 0;
  /// Copies all that was acknowledged before into `folder`, created when absent.
  virtual void backup_to(std::filesystem::path const& folder) = 0;
  virtual StoreStatus status() const = 0;
};

/// Opens or creates. Only one store at a time may be open on a folder.
std::unique_ptr<Store> open_store(StoreOptions options);

/// Whether a store is open on the folder now, here or in another process.
bool is_open(std::filesystem::path const& folder);

/// Puts a backup in place. Throws Failure when `folder` holds events already or `backup` holds none.
void restore_store(std::filesystem::path const& backup, std::filesystem::path const& folder);

}  // namespace parvis::events
