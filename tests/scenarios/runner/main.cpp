// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs the scenarios: parvis_scenarios [--over-http] [--on-postgresql] [--faults] [--list] [--only PATTERN] [PATTERN…]. A
// pattern matches the beginning of "<module>/<name>", with * and ?. On PostgreSQL names begin with "postgresql/". With
// --faults what is told is each write route, walked by fault_loop.h.
#include <fnmatch.h>

#include <algorithm>
#include <chrono>
#include <iostream>

#include "app/logs.h"
#include "runner/world.h"
#include "source_folder.h"
#include "support/private_postgres.h"

namespace {

namespace fs = std::filesystem;
using parvis::scenario::Ground;
using parvis::scenario::Route;

struct Wanted {
  Ground ground;
  bool lists = false;
  bool faults = false;
  std::vector<std::string> patterns;

  std::string prefix() const { return ground.engine == parvis::store::Engine::postgresql ? "postgresql/" : ""; }
  bool takes(std::string const& name) const {
    auto const fits = [&](std::string const& pattern) { return ::fnmatch((pattern + "*").c_str(), name.c_str(), 0) == 0; };
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), fits);
  }
};

Wanted read_arguments(int argc, char** argv) {
  Wanted wanted;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    if (word == "--over-http") wanted.ground.route = Route::over_http;
    else if (word == "--on-postgresql") wanted.ground.engine = parvis::store::Engine::postgresql;
    else if (word == "--list") wanted.lists = true;
    else if (word == "--faults") wanted.faults = true;
    else if (word != "--only") wanted.patterns.push_back(word.starts_with("scenario/") ? word.substr(9) : word);
  }
  return wanted;
}

std::vector<fs::path> scripts(fs::path const& folder) {
  std::vector<fs::path> found;
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".test") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The status that the step after this one expects, 0 when it expects none.
int foreseen(std::vector<parvis::scenario::Step> const& steps, std::size_t at) {
  bool const says = at + 1 < steps.size() && steps[at + 1].verb == "expect";
  return says ? std::atoi(steps[at + 1].rest.c_str()) : 0;
}

/// The failure, or nothing.
std::string run(fs::path const& script, Ground ground, parvis::scenario::FaultLoop* faults = nullptr) {
  int line = 0;
  try {
    parvis::scenario::World world(ground, faults);
    auto const steps = parvis::scenario::read_script(script);
    for (std::size_t at = 0; at < steps.size(); ++at) {
      line = steps[at].line;
      world.foresee(foreseen(steps, at));
      world.take(steps[at], script.parent_path());
    }
  } catch (std::exception const& failure) {
    return fs::relative(script, PARVIS_SOURCE_FOLDER).string() + ":" + std::to_string(line) + ": " + failure.what();
  }
  return "";
}

/// "PUT /api/me" is told as fault/route/put/api/me.
std::string fault_name(std::string const& row) {
  std::size_t const space = row.find(' ');
  std::string method = row.substr(0, space);
  std::transform(method.begin(), method.end(), method.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return "fault/route/" + method + row.substr(space + 1);
}

int walk_faults(std::vector<fs::path> const& all) {
  parvis::scenario::FaultLoop loop;
  int failed = 0, statements = 0;
  for (fs::path const& script : all) {
    std::string const failure = run(script, Ground{}, &loop);
    if (failure.empty()) continue;
    std::cout << "failed fault/scenario/" << script.stem().string() << ": " << failure << "\n";
    ++failed;
  }
  auto const results = loop.results();
  for (auto const& [row, walk] : results) {
    statements += walk.statements;
    failed += !walk.problem.empty();
    std::cout << (walk.problem.empty() ? "ok " + fault_name(row) : "failed " + fault_name(row) + ": " + walk.problem) << "\n";
  }
  std::cout << results.size() << " write routes, " << statements << " statements, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Wanted const wanted = read_arguments(argc, argv);
  parvis::app::open_logs(wanted.faults ? "off" : "error", parvis::app::LogForm::text);
  fs::path const folder = fs::path(PARVIS_SOURCE_FOLDER) / "tests" / "scenarios";
  if (wanted.faults && !wanted.lists) return walk_faults(scripts(folder));
  bool const shared = wanted.ground.engine == parvis::store::Engine::postgresql;
  if (shared && !wanted.lists && parvis::test::PrivatePostgres::instance() == nullptr) {
    std::cout << "skipped scenario/postgresql: PostgreSQL is not installed\n";
    return 0;
  }
  int passed = 0, failed = 0;
  for (fs::path const& script : scripts(folder)) {
    std::string const name = fs::relative(script, folder).replace_extension().generic_string();
    if (!wanted.takes(name)) continue;
    std::string const told = "scenario/" + wanted.prefix() + name;
    if (wanted.lists) {
      std::cout << "ok " << told << "\n";
      continue;
    }
    std::string const failure = run(script, wanted.ground);
    ++(failure.empty() ? passed : failed);
    std::cout << (failure.empty() ? "ok " + told : "failed " + told + ": " + failure) << std::endl;
  }
  if (!wanted.lists) std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}
