// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One installation, put together: records, rooms, routes, jobs and streams. The server, the commands and the scenarios
// all use this, so that what the tests drive is what runs. A room is added in wiring.cpp: a desk, its routes, its jobs.

#include "app/configuration.h"
#include "app/metrics.h"
#include "base/clock.h"
#include "base/secret_box.h"
#include "http/service.h"
#include "http/streams.h"
#include "jobs/runner.h"
#include "store/database.h"

namespace parvis::app {

/// How an installation for tests or the demo's making departs from one that serves.
enum class Purpose { serving, rehearsal };  // rehearsal: cheap passwords, nothing flushed to the disk

class Instance {
 public:
  /// Opens or creates the data folder, migrates its records, registers every room. The clock outlives it. Throws
  /// store::Failure or std::runtime_error, saying what stands in the way.
  Instance(Configuration configuration, Clock const& clock, Purpose purpose = Purpose::serving);
  Instance(Instance const&) = delete;
  Instance& operator=(Instance const&) = delete;
  ~Instance();

  Configuration const& configuration() const;
  store::Database& database();
  http::Router const& router() const;
  http::Service const& service() const;
  http::EventStreams& streams();
  jobs::Runner& runner();

  /// /readyz answers 503 from now on, so that a proxy sends nobody any more.
  void retire();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace parvis::app
