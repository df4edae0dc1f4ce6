// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/copy_events.h"

#include <thread>

#include "base/json.h"
#include "base/random.h"

namespace parvis::app {
namespace {

constexpr char const* kind = "app.copy_events";
constexpr auto patience = std::chrono::minutes(10);
constexpr auto between_looks = std::chrono::milliseconds(100);

struct CopyEvents {
  std::string folder;
};
BOOST_DESCRIBE_STRUCT(CopyEvents, (), (folder))

Done copy(events::Store& events, jobs::Task& task) {
  TRY(CopyEvents const asked, json::decode<CopyEvents>(task.payload()));
  events.backup_to(asked.folder);
  return {};
}

/// A folder that another makes and that is gone in the end.
class Passing {
 public:
  explicit Passing(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Passing() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Passing(Passing const&) = delete;
  Passing& operator=(Passing const&) = delete;
  std::filesystem::path const& folder() const { return folder_; }

 private:
  std::filesystem::path const folder_;
};

void wait_for(store::Database& records, std::filesystem::path const& folder) {
  jobs::JobId const id = records.write([&](store::Transaction& tx) {
    return jobs::enqueue(tx, {.kind = kind, .payload = json::encode(CopyEvents{folder.string()}), .run_at = {}, .max_attempts = 1});
  });
  auto const until = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < until) {
    auto const job = records.read([&](store::Transaction& tx) { return jobs::find_job(tx, id); });
    if (!job || job->state == jobs::State::cancelled) throw std::runtime_error("the copy of the events was called off");
    if (job->state == jobs::State::done) return;
    if (job->state == jobs::State::dead) throw std::runtime_error("the serving Parvis could not copy its events: " + job->last_detail);
    std::this_thread::sleep_for(between_looks);
  }
  (void)records.write([&](store::Transaction& tx) { return jobs::cancel(tx, id, SystemClock().now()); });
  throw std::runtime_error("the Parvis that holds the events did not copy them within ten minutes: is it serving these records?");
}

}  // namespace

jobs::JobRow copy_events_job(events::Store& events) {
  return {kind, [&events](jobs::Task& task) { return copy(events, task); }};
}

void have_events_copied(store::Database& records, std::filesystem::path const& data, std::filesystem::path const& folder) {
  Passing const passing(std::filesystem::absolute(data) / ("events-copy-" + random_token(8)));
  wait_for(records, passing.folder());
  events::restore_store(passing.folder(), folder);
}

}  // namespace parvis::app
