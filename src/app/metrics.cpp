// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>

namespace parvis::app {
namespace {

double resident_bytes() {
  std::ifstream in("/proc/self/statm");
  long whole = 0, resident = 0;
  in >> whole >> resident;
  return double(resident) * double(::sysconf(_SC_PAGESIZE));
}

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("parvis_http_requests_total").Help("Requests answered, by route and status.").Register(registry);
  prometheus::Histogram& seconds = prometheus::BuildHistogram().Name("parvis_http_seconds").Help("Time to answer, without the network.").Register(registry).Add(
      {}, prometheus::Histogram::BucketBoundaries{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5});
  prometheus::Gauge& memory = prometheus::BuildGauge().Name("parvis_memory_bytes").Help("Resident memory.").Register(registry).Add({});
  prometheus::Gauge& streams = prometheus::BuildGauge().Name("parvis_event_streams").Help("Event streams open.").Register(registry).Add({});
  prometheus::Gauge& waiting = prometheus::BuildGauge().Name("parvis_events_waiting_bytes").Help("Events kept and not loaded yet: they wait longer while loading fails.").Register(registry).Add({});
  prometheus::Gauge& failing = prometheus::BuildGauge().Name("parvis_events_failing").Help("1 while events are not loaded; the log says why.").Register(registry).Add({});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::count(http::Served const& served) {
  families_->requests.Add({{"route", served.route}, {"status", std::to_string(served.status)}}).Increment();
  families_->seconds.Observe(std::chrono::duration<double>(served.took).count());
}

std::string Metrics::text(std::size_t streams, events::StoreStatus const& events) const {
  families_->memory.Set(resident_bytes());
  families_->streams.Set(double(streams));
  families_->waiting.Set(double(events.journal_bytes));
  families_->failing.Set(events.load_failure.empty() ? 0 : 1);
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace parvis::app
