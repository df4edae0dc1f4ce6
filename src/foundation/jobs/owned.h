// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Jobs that a person asked for: kept with whose they are and what they are about, so that they can be listed, stopped, tried
// again and followed to what they made. Whose ids these are is the caller's affair.
//
//   jobs::enqueue_owned(tx, {.kind = "measure.make_report", …}, {workspace, brand, person, "Noël au Panier", now});
//   jobs::leave_place(tx, task.job().id, "/api/brands/…/file");  // by the job's function, in its last transaction

#include "jobs/queue.h"

namespace parvis::jobs {

struct Ownership {
  std::string workspace;
  std::string brand;    // empty: of the whole workspace
  std::string person;
  std::string subject;  // what it is about, in a person's words: a title
  Instant asked_at;
};

struct OwnedJob {
  Job job;
  Ownership ownership;
  std::string place;  // address of what it made, empty until it is there
};

JobId enqueue_owned(store::Transaction& tx, NewJob job, Ownership const& ownership);

/// Where what the job made stands. No effect on a job that nobody owns.
void leave_place(store::Transaction& tx, JobId const& id, std::string const& place);

/// A person's jobs, the last asked for first.
std::vector<OwnedJob> jobs_of(store::Transaction& tx, std::string const& person, int most);

/// Problem jobs.job_not_found, also when it is another's.
Result<OwnedJob> find_own(store::Transaction& tx, JobId const& id, std::string const& person);

/// Nothing for a job that nobody owns.
std::optional<Ownership> owner_of(store::Transaction& tx, JobId const& id);

}  // namespace parvis::jobs
