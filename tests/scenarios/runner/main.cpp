// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs the scenarios: parvis_scenarios [--over-http] [--list] [--only PATTERN] [PATTERN]. A pattern matches the beginning of
// "<module>/<name>", with * and ?.
#include <fnmatch.h>

#include <algorithm>
#include <chrono>
#include <iostream>

#include "app/logs.h"
#include "runner/world.h"
#include "source_folder.h"

namespace {

namespace fs = std::filesystem;
using parvis::scenario::Route;

struct Wanted {
  Route route = Route::in_process;
  bool lists = false;
  std::string pattern;
};

Wanted read_arguments(int argc, char** argv) {
  Wanted wanted;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    if (word == "--over-http") wanted.route = Route::over_http;
    else if (word == "--list") wanted.lists = true;
    else if (word != "--only") wanted.pattern = word.starts_with("scenario/") ? word.substr(9) : word;
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

/// The failure, or nothing.
std::string run(fs::path const& script, Route route) {
  int line = 0;
  try {
    parvis::scenario::World world(route);
    for (auto const& step : parvis::scenario::read_script(script)) {
      line = step.line;
      world.take(step, script.parent_path());
    }
  } catch (std::exception const& failure) {
    return fs::relative(script, PARVIS_SOURCE_FOLDER).string() + ":" + std::to_string(line) + ": " + failure.what();
  }
  return "";
}

}  // namespace

int main(int argc, char** argv) {
  Wanted const wanted = read_arguments(argc, argv);
  parvis::app::open_logs("error", parvis::app::LogForm::text);
  fs::path const folder = fs::path(PARVIS_SOURCE_FOLDER) / "tests" / "scenarios";
  int passed = 0, failed = 0;
  for (fs::path const& script : scripts(folder)) {
    std::string const name = fs::relative(script, folder).replace_extension().generic_string();
    if (::fnmatch((wanted.pattern + "*").c_str(), name.c_str(), 0) != 0) continue;
    if (wanted.lists) {
      std::cout << "ok scenario/" << name << "\n";
      continue;
    }
    std::string const failure = run(script, wanted.route);
    ++(failure.empty() ? passed : failed);
    std::cout << (failure.empty() ? "ok scenario/" + name : "failed scenario/" + name + ": " + failure) << std::endl;
  }
  if (!wanted.lists) std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}
