// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What one scenario acts on: an installation of its own with a clock that stands still, the people it signs in, and the
// last answer. Requests go straight to the service, or through sockets.

#include <optional>

#include "app/wiring.h"
#include "http/server.h"
#include "runner/fault_loop.h"
#include "runner/match.h"
#include "runner/script.h"
#include "simulator/simulator.h"
#include "support/temporary_folder.h"

namespace parvis::scenario {

enum class Route { in_process, over_http };
/// Where a story is told: how its requests go, and on which records.
struct Ground {
  Route route = Route::in_process;
  store::Engine engine = store::Engine::sqlite;
};

/// A copy of records with every migration applied; gone with it.
class Records {
 public:
  /// In that data folder, its counters with them. Throws std::runtime_error for an engine that is not installed.
  Records(store::Engine engine, std::filesystem::path const& data);
  ~Records();
  /// As the setting "database" has it.
  std::string connection() const;

 private:
  std::string name_;  // of a PostgreSQL database
};

class World {
 public:
  /// With a loop, each write that is to succeed is walked by it (in process only).
  explicit World(Ground ground, FaultLoop* faults = nullptr);
  /// Throws Mismatch when the step does not go as written.
  void take(Step const& step, std::filesystem::path const& folder);
  /// The status that the script expects of the next request; 0 when it says none.
  void foresee(int status) { foreseen_ = status; }

 private:
  void set_up();
  void add_person(Step const& step);
  void ask(Step const& step);
  void expect(Step const& step);
  void expect_header(std::string const& rest);
  void advance(Step const& step);
  void run_jobs(Step const& step);
  void read_mail(Step const& step);
  void find_no_mail(Step const& step);
  void make_totp(Step const& step);
  void set_network(Step const& step);
  void take_body(Step const& step, std::filesystem::path const& folder);
  http::Response send(http::Request& request);
  http::Response answer_of(http::Request const& request);
  http::Response send_over_http(http::Request const& request);
  /// Asks as that person, outside the script, and wants `status`.
  json::Value arrange(std::string const& who, std::string const& line, std::string const& body, int status);
  std::string header_of_last(std::string const& name) const;

  test::TemporaryFolder folder_;
  Records const records_;
  ManualClock clock_;
  simulator::Simulator networks_{clock_};
  std::optional<app::Instance> instance_;
  std::optional<http::Server> server_;
  Route const route_;
  FaultLoop* const faults_;
  int foreseen_ = 0;
  Captures captures_;
  std::map<std::string, std::string> cookies_;  // by person
  std::string who_ = "owner";
  std::map<std::string, std::string> next_headers_;
  std::optional<std::string> next_body_;
  std::optional<http::Response> last_;
  std::string last_line_;
  bool settled_ = false;
};

}  // namespace parvis::scenario
