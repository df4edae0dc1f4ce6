// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/owned.h"

#include "store/record.h"

namespace parvis::jobs {

namespace {

// A job that waited already under its unique key keeps its first owner.
constexpr char const* insert_owned =
    "INSERT INTO jobs_owned (job_id, workspace, brand, person, subject, place, asked_at) VALUES ($1, $2, $3, $4, $5, '', $6) "
    "ON CONFLICT (job_id) DO NOTHING";
constexpr char const* set_place = "UPDATE jobs_owned SET place = $2 WHERE job_id = $1";
constexpr char const* select_owner = "SELECT workspace, brand, person, subject, asked_at FROM jobs_owned WHERE job_id = $1";

std::string const& select_own() {
  static std::string const select = "SELECT " + store::columns<Job>("job.") +
                                    ", owned.workspace, owned.brand, owned.person, owned.subject, owned.place, owned.asked_at "
                                    "FROM jobs_owned AS owned JOIN jobs_job AS job ON job.id = owned.job_id WHERE owned.person = $1";
  return select;
}

Ownership ownership_in(store::Row const& row) {
  return {row.text("workspace"), row.text("brand"), row.text("person"), row.text("subject"), Instant::at_milliseconds(row.integer("asked_at"))};
}

OwnedJob owned_in(store::Row const& row) { return {store::record<Job>(row), ownership_in(row), row.text("place")}; }

}  // namespace

JobId enqueue_owned(store::Transaction& tx, NewJob job, Ownership const& ownership) {
  JobId const id = enqueue(tx, std::move(job));
  tx.run(insert_owned, {id.to_string(), ownership.workspace, ownership.brand, ownership.person, ownership.subject, ownership.asked_at.milliseconds()});
  return id;
}

void leave_place(store::Transaction& tx, JobId const& id, std::string const& place) { tx.run(set_place, {id.to_string(), place}); }

std::vector<OwnedJob> jobs_of(store::Transaction& tx, std::string const& person, int most) {
  static std::string const select = select_own() + " ORDER BY owned.asked_at DESC, job.sequence DESC LIMIT $2";
  std::vector<OwnedJob> found;
  for (store::Row const& row : tx.rows(select, {person, most})) found.push_back(owned_in(row));
  return found;
}

Result<OwnedJob> find_own(store::Transaction& tx, JobId const& id, std::string const& person) {
  static std::string const select = select_own() + " AND owned.job_id = $2";
  auto const row = tx.first(select, {person, id.to_string()});
  if (!row) return not_found("jobs.job_not_found");
  return owned_in(*row);
}

std::optional<Ownership> owner_of(store::Transaction& tx, JobId const& id) {
  auto const row = tx.first(select_owner, {id.to_string()});
  return row ? std::optional(ownership_in(*row)) : std::nullopt;
}

}  // namespace parvis::jobs
