// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Routes for who runs the installation: /healthz (the program lives), /readyz (it can serve), /metrics (Prometheus), and
// the live events of a brand.

#include <atomic>

#include "app/metrics.h"
#include "http/router.h"
#include "http/streams.h"
#include "store/database.h"

namespace parvis::app {

struct Operation {
  store::Database& database;
  http::EventStreams& streams;
  Metrics& metrics;
  events::Store const& events;
  std::atomic<bool> const& retired;
  std::string metrics_token;  // empty: /metrics answers loopback callers that no proxy forwarded
};

/// What `operation` refers to outlives the router.
void register_operation_routes(http::Router& router, Operation const& operation);

}  // namespace parvis::app
