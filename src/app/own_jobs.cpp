// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/own_jobs.h"

#include "base/json.h"
#include "identity/identity.h"
#include "jobs/owned.h"

namespace parvis::app {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr int most_shown = 30;

/// jobs::State by a name of its own: the contract knows another State.
enum class JobStanding { waiting, running, done, cancelled, dead };
BOOST_DESCRIBE_ENUM(JobStanding, waiting, running, done, cancelled, dead)

struct OwnJob {
  jobs::JobId id;
  std::string kind;
  std::string subject;
  std::optional<std::string> brand_id;
  JobStanding state = JobStanding::waiting;
  bool cancel_asked = false;
  double progress = 0;
  std::string progress_code;
  std::string problem_code;  // of the last try that failed
  std::string place;         // address of what it made
  Instant asked_at;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(OwnJob, (), (id, kind, subject, brand_id, state, cancel_asked, progress, progress_code, problem_code, place, asked_at, ended_at))
struct OwnJobList { std::vector<OwnJob> items; };
BOOST_DESCRIBE_STRUCT(OwnJobList, (), (items))

OwnJob view(jobs::OwnedJob const& from) {
  jobs::Job const& job = from.job;
  auto const brand = from.ownership.brand.empty() ? std::nullopt : std::optional(from.ownership.brand);
  return {job.id, job.kind, from.ownership.subject, brand, json::named<JobStanding>(json::name_of(job.state)).value(), job.cancel_asked, job.progress, job.progress_code, job.last_code, from.place,
          from.ownership.asked_at, job.ended_at};
}

void tell(http::EventStreams& streams, jobs::Ownership const& ownership, jobs::JobId const& id) {
  if (ownership.brand.empty()) return;
  streams.publish("brand:" + ownership.brand, "job_changed", boost::json::serialize(boost::json::object{{"id", id.to_string()}}));
}

using Act = Done (*)(store::Transaction&, jobs::JobId const&, Instant);

Result<OwnJob> acted(OwnJobsDesk const& desk, Asked const& asked, Act act) {
  TRY(auto const id, asked.id<jobs::JobId>("job"));
  return desk.database.write([&](store::Transaction& tx) -> Result<OwnJob> {
    TRY_DONE(jobs::find_own(tx, id, asked.caller.person_id));
    TRY_DONE(act(tx, id, desk.clock.now()));
    TRY(jobs::OwnedJob const now, jobs::find_own(tx, id, asked.caller.person_id));
    tell(desk.streams, now.ownership, id);
    return view(now);
  });
}

/// A try whose progress is told as it is written.
class Told final : public jobs::Task {
 public:
  Told(jobs::Task& task, http::EventStreams& streams, jobs::Ownership const& ownership) : task_(task), streams_(streams), ownership_(ownership) {}
  jobs::Job const& job() const override { return task_.job(); }
  Clock const& clock() const override { return task_.clock(); }
  void progress(double share, std::string const& code) override {
    task_.progress(share, code);
    tell(streams_, ownership_, job().id);
  }
  bool cancelled() override { return task_.cancelled(); }
  void finish_in(store::Transaction& tx) override { task_.finish_in(tx); }

 private:
  jobs::Task& task_;
  http::EventStreams& streams_;
  jobs::Ownership const& ownership_;
};

}  // namespace

void register_own_jobs_routes(http::Router& router, OwnJobsDesk const& desk) {
  std::string const list = "/api/me/jobs", one = list + "/{job}";
  router.get<OwnJobList>(list, may::be_oneself, "The long work one asked for, the last first, with how far it is", [&desk](Asked const& asked) -> Result<OwnJobList> {
    return desk.database.read([&](store::Transaction& tx) {
      OwnJobList shown;
      for (jobs::OwnedJob const& job : jobs::jobs_of(tx, asked.caller.person_id, most_shown)) shown.items.push_back(view(job));
      return shown;
    });
  });
  router.act<OwnJob>(Method::post, one + "/cancellation", may::be_oneself, "Stops one's work: at once when it waits, at its next safe point when it runs",
                     [&desk](Asked const& asked) { return acted(desk, asked, jobs::cancel); });
  router.act<OwnJob>(Method::post, one + "/retry", may::be_oneself, "Tries again one's work that was given up",
                     [&desk](Asked const& asked) { return acted(desk, asked, jobs::retry_dead); });
}

std::vector<jobs::JobRow> told_live(std::vector<jobs::JobRow> rows, OwnJobsDesk const& desk) {
  for (jobs::JobRow& row : rows) {
    row.run = [&desk, run = std::move(row.run)](jobs::Task& task) -> Done {
      auto const ownership = desk.database.read([&](store::Transaction& tx) { return jobs::owner_of(tx, task.job().id); });
      if (!ownership) return run(task);
      Told told(task, desk.streams, *ownership);
      Done const done = run(told);
      tell(desk.streams, *ownership, task.job().id);
      return done;
    };
  }
  return rows;
}

}  // namespace parvis::app
