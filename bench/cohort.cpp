// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole cohort through the certification: 200 candidates on five blocks before a jury of three, from the school's list to
// certificates and the file of the Caisse des Dépôts, by the requests that people send. Prints the time of each step, then
// how long each page takes that a certifier, a juror and a candidate read with that cohort in place, asked of the service
// itself (no socket); on a busy machine read the last time, that of the processor. PARVIS_BENCH_CANDIDATES makes it smaller.
// Passwords are cheap and nothing is flushed to the disk.
//
// No peer holds such a chain. The aim is 100 ms for every page, at the slowest.
// Links: app
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <iterator>

#include "app/demo/cohort_pages.h"
#include "bench/bench.h"
#include "store/statements.h"

namespace {

using namespace parvis;
using app::CohortPage;
using app::Stage;

constexpr double aim_ms = 100;
constexpr int looks = 30;
Instant const today = *Instant::parse("2026-11-25T10:30:00Z");

double milliseconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

// Of this thread, in which the service answers: what a busy machine does not change.
double processor_milliseconds() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

double peak_megabytes() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

double megabytes_in(std::filesystem::path const& folder, std::string const& beginning) {
  double bytes = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    bool const counts = entry.is_regular_file() && entry.path().filename().string().starts_with(beginning);
    if (counts) bytes += static_cast<double>(entry.file_size());
  }
  return bytes / (1024 * 1024);
}

/// Time by step, in the order in which steps first came.
class Steps {
 public:
  void begin(std::string const& name) {
    end();
    name_ = name;
    began_ = std::chrono::steady_clock::now();
  }
  void end() {
    if (name_.empty()) return;
    auto found = std::find_if(times_.begin(), times_.end(), [&](auto const& one) { return one.first == name_; });
    if (found == times_.end()) found = times_.insert(times_.end(), {name_, 0});
    found->second += milliseconds_since(began_);
    name_.clear();
  }
  double print() const {
    double all = 0;
    for (auto const& [name, time] : times_) {
      std::printf("%-62s %8.1f s\n", name.c_str(), time / 1000);
      all += time / 1000;
    }
    std::printf("%-62s %8.1f s\n\n", "all", all);
    return all;
  }

 private:
  std::string name_;
  std::chrono::steady_clock::time_point began_;
  std::vector<std::pair<std::string, double>> times_;
};

struct Shape {
  std::vector<double> times, processor;
  std::size_t bytes = 0;
  std::int64_t statements = 0;
};

double measure(Stage& stage, ManualClock& clock, std::vector<CohortPage> const& pages, std::string& slowest) {
  std::vector<std::pair<std::string, Shape>> shapes;
  for (CohortPage const& page : pages) {
    std::string const who = page.who.empty() ? "anyone" : page.who.substr(0, page.who.find('@'));
    std::string const name = who + " " + app::shape_of(page.path);
    auto found = std::find_if(shapes.begin(), shapes.end(), [&](auto const& one) { return one.first == name; });
    if (found == shapes.end()) found = shapes.insert(shapes.end(), {name, {}});
    stage.answer(page.who, "GET " + page.path);
    for (int i = 0; i < looks; ++i) {
      clock.advance(std::chrono::seconds(2));
      auto const began = std::chrono::steady_clock::now();
      std::int64_t const asked = store::statements_of_this_thread();
      double const before = processor_milliseconds();
      auto const answer = stage.answer(page.who, "GET " + page.path);
      found->second.processor.push_back(processor_milliseconds() - before);
      found->second.times.push_back(milliseconds_since(began));
      found->second.statements = std::max(found->second.statements, store::statements_of_this_thread() - asked);
      found->second.bytes = std::max(found->second.bytes, answer.body.size());
    }
  }
  double worst = 0;
  std::printf("%-62s %9s %9s %9s %9s %10s %10s\n", "page", "p50 ms", "p99 ms", "max ms", "p99 cpu", "statements", "bytes");
  for (auto& [name, shape] : shapes) {
    std::ranges::sort(shape.times);
    std::ranges::sort(shape.processor);
    std::size_t const half = shape.times.size() / 2, high = shape.times.size() * 99 / 100;
    double const p99 = shape.times[high];
    std::printf("%-62s %9.2f %9.2f %9.2f %9.2f %10lld %10zu%s\n", name.c_str(), shape.times[half], p99, shape.times.back(), shape.processor[high],
                static_cast<long long>(shape.statements), shape.bytes, p99 > aim_ms ? "  over the aim" : "");
    if (p99 > worst) worst = p99, slowest = name;
  }
  return worst;
}

}  // namespace

int main() {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // it takes minutes: each line is read as it comes
  char const* const wanted = std::getenv("PARVIS_BENCH_CANDIDATES");
  std::size_t const candidates = wanted == nullptr ? 200 : static_cast<std::size_t>(std::atoi(wanted));
  bench::DiskFolder const folder("cohort");
  auto const configuration = *app::Configuration::gather({{"data", folder.path().string()}, {"web", folder.path().string()}}, {});
  Steps steps;
  auto const made = app::make_cohort(configuration, {candidates, today}, [&](std::string const& step) { steps.begin(step); });
  steps.end();
  double const making = steps.print();
  double const memory = peak_megabytes();
  std::printf("%zu candidates, %zu certified; peak memory %.0f MB; records %.0f MB, files %.0f MB in all\n\n", candidates, made->certificates.size(), memory,
              megabytes_in(folder.path(), "parvis.db"), megabytes_in(folder.path(), ""));
  ManualClock clock(today);
  app::Instance instance(configuration, clock, app::Purpose::rehearsal);
  Stage stage(instance, clock);
  for (std::string const& who : {app::people::owner, app::people::president, app::people::juror, made->candidate}) stage.know(who);
  std::string slowest;
  double const worst = measure(stage, clock, app::cohort_pages(stage, *made), slowest);
  bench::print({"cohort", worst, "ms at p99, the slowest page", "none", 0, aim_ms / worst,
                "slowest: " + slowest + ", aim 100 ms; " + std::to_string(candidates) + " candidates x 5 blocks x 3 jurors made in " + std::to_string(static_cast<int>(making)) + " s, " +
                    std::to_string(static_cast<int>(memory)) + " MB at most"});
}
