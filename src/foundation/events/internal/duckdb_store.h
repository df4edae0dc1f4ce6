// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The store on DuckDB: journal, loader, questions.

#include <atomic>
#include <optional>
#include <shared_mutex>

#include "events/internal/duckdb_engine.h"
#include "events/internal/files.h"
#include "events/internal/journal.h"
#include "events/internal/loading.h"

namespace parvis::events::internal {

class DuckDbStore final : public Store {
 public:
  explicit DuckDbStore(StoreOptions options);
  ~DuckDbStore() override;

  void append(Batch const& batch, Acknowledge acknowledge) override;
  void flush() override;
  Answer ask(Question const& question, Parameters const& parameters) override;
  std::int64_t erase(std::vector<Question> const& deletions, Parameters const& parameters) override;
  void backup_to(std::filesystem::path const& folder) override;
  StoreStatus status() const override;

 private:
  using Clock = std::chrono::steady_clock;

  std::filesystem::path file() const { return options_.folder / "events.duckdb"; }
  /// Stands from before an erasure until the file no longer holds what it took away.
  std::filesystem::path owed_rewriting() const { return options_.folder / "rewriting-owed"; }
  void check(Batch const& batch) const;
  void open_engine();  // engine_mutex_ is held alone
  void drop_engine();
  /// Calls `act(Engine&)` while the engine is open; others may use it at once. The engine is opened anew after a Failure: after
  /// some (a full disk) it refuses everything until then.
  template <class Act>
  auto with_engine(Act&& act);
  void load_all();
  void know_positions(std::vector<Segment> const& segments);
  void tell(std::string const& trouble) const;
  void load(Segment const& segment);
  void rewrite_file();
  void run();
  void tick();
  void close_when_idle();

  StoreOptions const options_;
  std::optional<FolderLock> folder_lock_;  // taken once the folder exists
  std::optional<Journal> journal_;

  std::shared_mutex engine_mutex_;  // shared: use engine_; alone: open, close, replace its file
  std::unique_ptr<Engine> engine_;
  std::atomic<Clock::time_point> last_use_{Clock::now()};

  std::mutex load_mutex_;  // one load at a time; taken before engine_mutex_

  mutable std::mutex state_mutex_;  // stopping_, load_failure_; loaded_ is written with load_mutex_ held too
  std::condition_variable wake_;
  bool stopping_ = false;
  std::string load_failure_;
  std::map<std::string, std::uint64_t> loaded_;  // how far each segment of the journal is loaded
  bool positions_known_ = false;                 // loaded_ is what the engine holds: read from it, and no load failed since

  std::thread loader_;
};

}  // namespace parvis::events::internal
