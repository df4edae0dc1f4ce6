// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The simulated network of every installation, which sandbox brands publish to and nothing else reaches: a wall
// (engines/simulator) on a loopback port of its own, from the first delivery on, for whoever bears a token that this process
// alone knows. What it keeps stands in `simulated/wall.jsonl` of the data folder: keys and hours, no words.

#include "app/configuration.h"
#include "http/router.h"
#include "judge/judge.h"
#include "publish/routes.h"
#include "simulator/simulator.h"

namespace parvis::app {

class SandboxNetwork {
 public:
  /// The clock outlives it.
  SandboxNetwork(Configuration const& configuration, Clock const& clock) : file_(configuration.data() / "simulated" / "wall.jsonl"), clock_(clock) {}
  /// Listens from the first call on. Without a free port its service is empty, the log says why, and the next call tries again.
  /// Thread-safe.
  publish::SimulatedNetwork open();

 private:
  std::filesystem::path const file_;
  Clock const& clock_;
  std::mutex mutex_;
  std::string token_;
  std::unique_ptr<simulator::Simulator> wall_;
};

/// GET /api/simulated-posts/{publication}, and its images: a post as it went out there, without a word of who wrote it, for those
/// who may see the work it belongs to: the brand's people, the candidate, the jurors who read the dossier.
struct SimulatedPostDesk {
  store::Database& database;
  studio::FileOf file_of;
};
/// The desk outlives the router.
void register_simulated_post_routes(http::Router& router, SimulatedPostDesk const& desk);

}  // namespace parvis::app
