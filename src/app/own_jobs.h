// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The long work that a person asked for, whatever room does it: listed with how far it is, stopped, tried again, followed to
// what it made; and told live to the pages open on its brand ("job_changed", with the job's id alone).

#include "http/router.h"
#include "http/streams.h"
#include "jobs/runner.h"

namespace parvis::app {

struct OwnJobsDesk {
  store::Database& database;
  Clock const& clock;
  http::EventStreams& streams;
};

/// The desk must outlive the router.
void register_own_jobs_routes(http::Router& router, OwnJobsDesk const& desk);

/// The same rows, whose progress and end are told to the job's brand when somebody owns the job.
std::vector<jobs::JobRow> told_live(std::vector<jobs::JobRow> rows, OwnJobsDesk const& desk);

}  // namespace parvis::app
