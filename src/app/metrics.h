// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Figures on the running program, in Prometheus' text form at /metrics. Thread-safe.

#include <memory>

#include "events/store.h"
#include "http/service.h"

namespace parvis::app {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  void count(http::Served const& served);
  /// The text as of now; `streams` are the event streams open.
  std::string text(std::size_t streams, events::StoreStatus const& events) const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace parvis::app
