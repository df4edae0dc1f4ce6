// SPDX-License-Identifier: AGPL-3.0-or-later
// parvis_simulated_networks [PORT]: serves the simulated networks until it is told to stop; prints their address.
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "simulator/simulator.h"

int main(int count, char** arguments) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  parvis::SystemClock const clock;
  parvis::simulator::Simulator const networks(clock, {.port = count > 1 ? std::atoi(arguments[1]) : 0});
  std::cout << networks.address() << std::endl;
  int signal = 0;
  sigwait(&ends, &signal);
}
