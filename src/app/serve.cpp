// SPDX-License-Identifier: AGPL-3.0-or-later
#include <signal.h>

#include <fstream>

#include "app/commands.h"
#include "app/logs.h"
#include "app/simulated.h"
#include "app/wiring.h"
#include "http/descriptors.h"
#include "http/server.h"

namespace parvis::app {
namespace {

constexpr std::chrono::seconds patience{10};

http::ServerOptions options_of(Configuration const& configuration) {
  http::ServerOptions options;
  options.address = configuration.listen_address();
  options.port = configuration.listen_port();
  options.workers = configuration.count("workers");
  options.io_threads = configuration.count("io_threads");
  options.most_connections = http::connections_within(http::lift_descriptor_limit(), options.most_connections);
  options.spool_folder = configuration.data() / "uploads";
  options.proxies = *http::TrustedProxies::parse(configuration.list("trusted_proxies"));
  // Uploads that a crash left behind belong to nobody.
  std::filesystem::remove_all(options.spool_folder);
  std::filesystem::create_directories(options.spool_folder);
  return options;
}

// Blocked in every thread started later, and waited for in this one.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

// What is simulated is an accessory: without its port the program serves all the same, and says so.
std::unique_ptr<Simulated> open_simulated(Configuration const& configuration, Clock const& clock) {
  if (configuration.text("simulated_port").empty()) return nullptr;
  try {
    auto simulated = std::make_unique<Simulated>(configuration, clock);
    note(Level::info, "simulated", {{"networks", simulated_address(configuration)}, {"shop", simulated_shop_address(configuration)}});
    return simulated;
  } catch (std::runtime_error const& failure) {
    note(Level::error, "simulated", {{"trouble", failure.what()}});
    return nullptr;
  }
}

}  // namespace

int serve(Configuration const& configuration) { return serve_by(configuration, SystemClock()); }

int serve_by(Configuration const& configuration, Clock const& clock) {
  sigset_t const signals = block_stop_signals();
  open_logs(configuration.text("log_level"), configuration.text("log_form") == "json" ? LogForm::json : LogForm::text);
  Instance instance(configuration, clock);
  std::unique_ptr<Simulated> const simulated = open_simulated(configuration, clock);
  http::Server server({instance.router(), instance.service(), instance.streams()}, options_of(configuration));
  server.start();
  instance.runner().start();
  note(Level::info, "listening", {{"address", configuration.listen_address() + ":" + std::to_string(server.port())}, {"version", PARVIS_VERSION}});
  int received = 0;
  sigwait(&signals, &received);
  note(Level::info, "stopping", {{"signal", std::to_string(received)}});
  instance.retire();
  server.stop(patience);
  instance.runner().stop();
  note(Level::info, "stopped");
  return 0;
}

}  // namespace parvis::app
