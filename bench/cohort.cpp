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

#include "app/demo/cohort.h"
#include "bench/bench.h"

namespace {

using namespace parvis;
using app::HeldExam;
using app::MadeCohort;
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

struct Page {
  std::string who, path;
};

json::Value first_of(json::Value const& list) { return list.at("items").as_array().empty() ? json::Value() : list.at("items").at(0); }

void add_certifiers(Stage& stage, MadeCohort const& made, std::vector<Page>& pages) {
  std::string const who = app::people::owner, base = "/api/certification/";
  for (char const* name : {"card", "versions", "rule-sets", "candidates", "candidates?search=fontaine", "candidates?route=vae", "candidates.csv", "enrolments", "awards", "certificates",
                           "credentials", "cdc", "keys", "appeals", "frauds", "ledger/verification"}) {
    pages.push_back({who, base + name});
  }
  pages.push_back({who, base + "versions/" + made.version});
  pages.push_back({who, base + "rule-sets/" + made.rules});
  pages.push_back({who, base + "cdc/batches/" + made.batch + "/check"});
  pages.push_back({who, base + "candidates/" + json::text_of(first_of(stage.ask(who, "GET " + base + "candidates")).at("card").at("candidate").at("id"))});
  for (char const* path : {"/api/fil", "/api/search?q=fontaine", "/api/exam-sessions", "/api/exam-cases", "/api/jurors", "/api/minutes", "/api/jury-agreement", "/api/questions", "/api/questionnaires",
                           "/api/workspace/members", "/api/workspace/sent-mail", "/api/workspace/audit"}) {
    pages.push_back({who, path});
  }
  for (HeldExam const& exam : made.exams) {
    std::string const one = "/api/exam-sessions/" + exam.id;
    for (char const* rest : {"", "/jury", "/seatable", "/seal", "/refusals"}) pages.push_back({who, one + rest});
    if (exam.block == "B4") for (char const* rest : {"/questionnaire", "/sittings", "/item-analysis"}) pages.push_back({who, one + rest});
    pages.push_back({who, "/api/minutes/" + exam.minutes});
  }
}

void add_jurors(Stage& stage, MadeCohort const& made, std::vector<Page>& pages) {
  std::string const who = app::people::president;
  pages.push_back({who, "/api/my-juries"});
  pages.push_back({app::people::juror, "/api/my-juries"});
  pages.push_back({app::people::juror, "/api/my-phrases"});
  for (HeldExam const& exam : made.exams) {
    for (char const* rest : {"/declarations", "/deliberation"}) pages.push_back({who, "/api/my-juries/" + exam.id + rest});
    pages.push_back({who, "/api/my-minutes/" + exam.minutes});
  }
  json::Value const juries = stage.ask(who, "GET /api/my-juries");
  for (json::Value const& jury : juries.at("items").as_array()) {
    if (!jury.at("grids").as_array().empty()) pages.push_back({who, "/api/grids/" + json::text_of(jury.at("grids").at(0).at("id"))});
  }
}

void add_candidates(MadeCohort const& made, std::vector<Page>& pages) {
  for (char const* path : {"/api/fil", "/api/my-exams", "/api/sittings", "/api/certification/own-file", "/api/certification/own-holdings"}) pages.push_back({made.candidate, path});
  for (HeldExam const& exam : made.exams) pages.push_back({made.candidate, "/api/my-exams/" + exam.id});
  pages.push_back({"", "/api/verification/" + made.certificates.front()});
}

/// A path without ids, for one line a kind of page.
std::string shape_of(std::string const& path) {
  std::string shape;
  for (std::size_t i = 0; i < path.size();) {
    bool const id = i + 36 <= path.size() && path[i + 8] == '-' && path[i + 13] == '-' && path[i + 18] == '-' && path[i + 23] == '-';
    shape += id ? '*' : path[i];
    i += id ? 36 : 1;
  }
  return shape;
}

struct Shape {
  std::vector<double> times, processor;
  std::size_t bytes = 0;
};

double measure(Stage& stage, ManualClock& clock, std::vector<Page> const& pages, std::string& slowest) {
  std::vector<std::pair<std::string, Shape>> shapes;
  for (Page const& page : pages) {
    std::string const who = page.who.empty() ? "anyone" : page.who.substr(0, page.who.find('@'));
    std::string const name = who + " " + shape_of(page.path);
    auto found = std::find_if(shapes.begin(), shapes.end(), [&](auto const& one) { return one.first == name; });
    if (found == shapes.end()) found = shapes.insert(shapes.end(), {name, {}});
    stage.answer(page.who, "GET " + page.path);
    for (int i = 0; i < looks; ++i) {
      clock.advance(std::chrono::seconds(2));
      auto const began = std::chrono::steady_clock::now();
      double const before = processor_milliseconds();
      auto const answer = stage.answer(page.who, "GET " + page.path);
      found->second.processor.push_back(processor_milliseconds() - before);
      found->second.times.push_back(milliseconds_since(began));
      found->second.bytes = std::max(found->second.bytes, answer.body.size());
    }
  }
  double worst = 0;
  std::printf("%-62s %9s %9s %9s %9s %10s\n", "page", "p50 ms", "p99 ms", "max ms", "p99 cpu", "bytes");
  for (auto& [name, shape] : shapes) {
    std::ranges::sort(shape.times);
    std::ranges::sort(shape.processor);
    std::size_t const half = shape.times.size() / 2, high = shape.times.size() * 99 / 100;
    double const p99 = shape.times[high];
    std::printf("%-62s %9.2f %9.2f %9.2f %9.2f %10zu%s\n", name.c_str(), shape.times[half], p99, shape.times.back(), shape.processor[high], shape.bytes, p99 > aim_ms ? "  over the aim" : "");
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
  std::vector<Page> pages;
  add_certifiers(stage, *made, pages);
  add_jurors(stage, *made, pages);
  add_candidates(*made, pages);
  std::string slowest;
  double const worst = measure(stage, clock, pages, slowest);
  bench::print({"cohort", worst, "ms at p99, the slowest page", "none", 0, aim_ms / worst,
                "slowest: " + slowest + ", aim 100 ms; " + std::to_string(candidates) + " candidates x 5 blocks x 3 jurors made in " + std::to_string(static_cast<int>(making)) + " s, " +
                    std::to_string(static_cast<int>(memory)) + " MB at most"});
}
