// SPDX-License-Identifier: AGPL-3.0-or-later
// Parvis served for a browser's story that must not wait: its clock is the day's, and goes on by what standard input says.
//
//   parvis_clock_server --data DIR --listen 127.0.0.1:PORT --web DIR
//   advance 900000        a quarter of an hour on; answered "advanced" on standard output
#include <csignal>
#include <iostream>
#include <thread>

#include "app/commands.h"

namespace {

class AdvancedClock final : public parvis::Clock {
 public:
  parvis::Instant now() const override { return system_.now() + parvis::Milliseconds(ahead_.load()); }
  void advance(std::int64_t milliseconds) { ahead_ += milliseconds; }

 private:
  parvis::SystemClock const system_;
  std::atomic<std::int64_t> ahead_{0};
};

parvis::app::Configuration::Values flags_of(int argc, char** argv) {
  parvis::app::Configuration::Values flags;
  for (int i = 1; i + 1 < argc; i += 2) flags[std::string(argv[i]).substr(2)] = argv[i + 1];
  return flags;
}

void listen(AdvancedClock& clock) {
  std::string word;
  for (std::int64_t by = 0; std::cin >> word >> by;) {
    clock.advance(by);
    std::cout << "advanced" << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  auto const configuration = parvis::app::Configuration::gather(flags_of(argc, argv), {});
  if (!configuration) {
    std::cerr << "parvis_clock_server: " << configuration.error().fields.front().path << "\n";
    return 2;
  }
  AdvancedClock clock;
  sigset_t signals;  // the serving thread alone waits for them
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread([&clock] { listen(clock); }).detach();
  return parvis::app::serve_by(*configuration, clock);
}
