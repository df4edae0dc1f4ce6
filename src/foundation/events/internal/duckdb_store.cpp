// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/internal/duckdb_store.h"

#include <algorithm>

#include "base/assertion.h"
#include "base/durable_file.h"
#include "base/encoding.h"
#include "base/id.h"

namespace parvis::events::internal {

namespace {

bool fits(Value const& value, ColumnType type) {
  if (value.index() == 0) return true;
  auto const* text = std::get_if<std::string>(&value);
  switch (type) {
    case ColumnType::integer: return std::holds_alternative<std::int64_t>(value);
    case ColumnType::real: return std::holds_alternative<double>(value);
    case ColumnType::uuid: return text != nullptr && is_uuid(*text);
    case ColumnType::text: return text != nullptr && is_utf8(*text) && text->find('\0') == std::string::npos;
  }
  return false;
}

/// Rolls back unless told otherwise.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) { connection_.run("BEGIN TRANSACTION"); }
  ~Transaction() {
    if (done_) return;
    try {
      connection_.run("ROLLBACK");
    } catch (Failure const&) {
      // The connection is closed with it; the engine drops the transaction then.
    }
  }
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  void commit() {
    connection_.run("COMMIT");
    done_ = true;
  }

 private:
  Connection& connection_;
  bool done_ = false;
};

}  // namespace

DuckDbStore::DuckDbStore(StoreOptions options) : options_(std::move(options)) {
  make_private_folder(options_.folder);
  folder_lock_.emplace(options_.folder);
  std::filesystem::remove(file().string() + ".new");  // a rewrite that was cut
  journal_.emplace(JournalOptions{options_.folder / "journal", options_.segment_bytes, options_.most_pending_bytes});
  if (journal_->torn_bytes() > 0) tell(std::to_string(journal_->torn_bytes()) + " bytes of the journal are torn or damaged, and left out");
  if (options_.load_every.count() > 0) loader_ = std::thread([this] { run(); });
}

DuckDbStore::~DuckDbStore() {
  {
    std::lock_guard const lock(state_mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (loader_.joinable()) loader_.join();
  journal_.reset();
}

// A row the engine would refuse would stand in the way of all that follow it in the journal.
void DuckDbStore::check(Batch const& batch) const {
  for (Record const& record : batch) {
    PARVIS_ASSERT(record.table < options_.tables.size(), "a record of no table");
    auto const& columns = options_.tables[record.table].columns;
    PARVIS_ASSERT(record.row.size() <= columns.size(), "a row longer than its table");
    for (std::size_t i = 0; i < record.row.size(); ++i) {
      PARVIS_ASSERT(fits(record.row[i], columns[i].type), "a value that does not fit its column " + columns[i].name);
    }
  }
}

void DuckDbStore::append(Batch const& batch, Acknowledge acknowledge) {
  check(batch);
  if (batch.empty()) return acknowledge({});
  journal_->append(encoded(batch), std::move(acknowledge));
}

void DuckDbStore::open_engine() {
  if (engine_) return;
  auto engine = std::make_unique<Engine>(file(), Engine::Limits{options_.memory_megabytes, options_.threads});
  std::filesystem::permissions(file(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  Connection connection(engine->handle());
  prepare_tables(connection, options_.tables);
  engine_ = std::move(engine);
}

void DuckDbStore::drop_engine() {
  std::unique_lock const lock(engine_mutex_);
  engine_.reset();
}

template <class Act>
auto DuckDbStore::with_engine(Act&& act) {
  while (true) {
    try {
      std::shared_lock const lock(engine_mutex_);
      last_use_ = Clock::now();
      if (engine_) return act(*engine_);
    } catch (Failure const&) {
      drop_engine();
      throw;
    }
    std::unique_lock const lock(engine_mutex_);
    open_engine();
  }
}

void DuckDbStore::load(Segment const& segment) {
  auto const known = loaded_.find(segment.name);
  std::uint64_t const from = known == loaded_.end() ? 0 : known->second;
  if (from >= segment.durable) return;
  with_engine([&](Engine& engine) {
    Connection connection(engine.handle());
    Transaction transaction(connection);
    Loading loading(connection, options_.tables);
    journal_->read(segment, from, [&](std::string_view entry) {
      auto const batch = decoded(entry);
      PARVIS_ASSERT(batch.has_value(), "a whole entry of the journal that is no batch");
      loading.add(*batch);
    });
    loading.finish();
    keep_position(connection, segment.name, segment.durable);
    transaction.commit();
  });
  std::lock_guard const lock(state_mutex_);
  loaded_[segment.name] = segment.durable;
}

void DuckDbStore::know_positions(std::vector<Segment> const& segments) {
  with_engine([&](Engine& engine) {
    Connection connection(engine.handle());
    auto found = positions(connection);
    for (auto const& position : found) {
      bool const there = std::ranges::any_of(segments, [&](Segment const& segment) { return segment.name == position.first; });
      if (!there) forget_position(connection, position.first);
    }
    std::lock_guard const lock(state_mutex_);
    loaded_ = std::move(found);
  });
}

void DuckDbStore::load_all() {
  std::vector<Segment> const segments = journal_->segments();
  if (segments.empty()) return;
  // A load that fails may have been committed all the same.
  if (!std::exchange(positions_known_, false)) know_positions(segments);
  for (Segment const& segment : segments) {
    load(segment);
    if (!segment.sealed) continue;
    journal_->remove(segment.name);
    // Only now: until its file is gone, the position is what keeps a segment from being loaded twice.
    with_engine([&](Engine& engine) {
      Connection connection(engine.handle());
      forget_position(connection, segment.name);
    });
    std::lock_guard const lock(state_mutex_);
    loaded_.erase(segment.name);
  }
  positions_known_ = true;
}

void DuckDbStore::flush() {
  std::lock_guard const lock(load_mutex_);
  load_all();
}

Answer DuckDbStore::ask(Question const& question, Parameters const& parameters) {
  return with_engine([&](Engine& engine) {
    Connection connection(engine.handle());
    return connection.ask(question.sql, parameters);
  });
}

std::int64_t DuckDbStore::erase(std::vector<Question> const& deletions, Parameters const& parameters) {
  std::lock_guard const lock(load_mutex_);
  journal_->seal();
  load_all();
  // Rows that an earlier erasure took away may still stand in the file, when rewriting it failed.
  bool const owed = std::filesystem::exists(owed_rewriting());
  write_durably(owed_rewriting(), "");
  std::int64_t const count = with_engine([&](Engine& engine) {
    Connection connection(engine.handle());
    Transaction transaction(connection);
    std::int64_t gone = 0;
    for (Question const& deletion : deletions) gone += connection.change(deletion.sql, parameters);
    transaction.commit();
    return gone;
  });
  if (count > 0 || owed) rewrite_file();
  std::filesystem::remove(owed_rewriting());
  return count;
}

// A deletion only marks rows, and a checkpoint leaves their bytes in the file: what is kept is copied to a new one.
void DuckDbStore::rewrite_file() {
  std::filesystem::path const fresh = file().string() + ".new";
  std::unique_lock const lock(engine_mutex_);
  std::filesystem::remove(fresh);  // what an earlier attempt left
  open_engine();
  try {
    Connection connection(engine_->handle());
    connection.run("ATTACH '" + fresh.string() + "' AS rewritten");
    connection.run("COPY FROM DATABASE events TO rewritten");
    connection.run("DETACH rewritten");
  } catch (...) {
    engine_.reset();  // else the half copy stays attached
    throw;
  }
  engine_.reset();
  move_durably(fresh, file());
  std::filesystem::permissions(file(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void DuckDbStore::backup_to(std::filesystem::path const& folder) {
  std::lock_guard const loading(load_mutex_);
  load_all();
  make_private_folder(folder);
  std::unique_lock const lock(engine_mutex_);
  open_engine();    // there may be no file yet
  engine_.reset();  // closing writes everything into the one file
  copy_durably(file(), folder / "events.duckdb");
}

StoreStatus DuckDbStore::status() const {
  StoreStatus status;
  status.acknowledged_batches = journal_->acknowledged();
  status.torn_bytes = journal_->torn_bytes();
  auto const segments = journal_->segments();
  std::lock_guard const lock(state_mutex_);
  for (Segment const& segment : segments) {
    auto const found = loaded_.find(segment.name);
    status.journal_bytes += segment.durable - (found == loaded_.end() ? 0 : found->second);
  }
  status.load_failure = load_failure_;
  return status;
}

void DuckDbStore::tell(std::string const& trouble) const {
  if (options_.on_trouble) options_.on_trouble(trouble);
}

void DuckDbStore::close_when_idle() {
  if (options_.close_after.count() == 0 || Clock::now() - last_use_.load() < options_.close_after) return;
  std::unique_lock const lock(engine_mutex_, std::try_to_lock);
  if (lock) engine_.reset();
}

void DuckDbStore::tick() {
  std::string failure;
  try {
    flush();
    close_when_idle();
  } catch (std::exception const& thrown) {
    failure = thrown.what();  // tried again at the next tick: the journal keeps what is not loaded
  }
  bool const news = !failure.empty() && failure != status().load_failure;
  if (news) tell("events are not loaded: " + failure);
  std::lock_guard const lock(state_mutex_);
  load_failure_ = std::move(failure);
}

void DuckDbStore::run() {
  std::unique_lock lock(state_mutex_);
  while (!wake_.wait_for(lock, options_.load_every, [this] { return stopping_; })) {
    lock.unlock();
    tick();
    lock.lock();
  }
}

}  // namespace parvis::events::internal

namespace parvis::events {

std::future<Done> Store::append(Batch const& batch) {
  auto promise = std::make_shared<std::promise<Done>>();
  append(batch, [promise](Done outcome) { promise->set_value(std::move(outcome)); });
  return promise->get_future();
}

std::unique_ptr<Store> open_store(StoreOptions options) {
  return std::make_unique<internal::DuckDbStore>(std::move(options));
}

bool is_open(std::filesystem::path const& folder) { return internal::FolderLock::held(folder); }

void restore_store(std::filesystem::path const& backup, std::filesystem::path const& folder) {
  std::filesystem::path const from = backup / "events.duckdb";
  std::filesystem::path const to = folder / "events.duckdb";
  if (!std::filesystem::exists(from)) throw Failure("no events are kept in " + backup.string());
  bool const taken = std::filesystem::exists(to) || (std::filesystem::exists(folder / "journal") && !std::filesystem::is_empty(folder / "journal"));
  if (taken) throw Failure("events are in place already in " + folder.string());
  internal::make_private_folder(folder);
  copy_durably(from, to);
}

}  // namespace parvis::events
