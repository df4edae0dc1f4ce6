// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Every write route of the program, made to fail at its first statement, its second, … and at its COMMIT: each time it must
// answer a failure and leave the records as they were. The scenarios lead to each route with a request that succeeds; the
// first such request of each is walked.

#include <map>

#include "app/wiring.h"

namespace parvis::scenario {

class FaultLoop {
 public:
  /// What the walks of one route found; `problem` is empty when nothing was left half-written.
  struct Walk {
    int statements = 0;
    std::string problem;
  };

  bool wants(app::Instance& instance, http::Request const& request) const;
  /// The answer of the last time, which was left in peace.
  http::Response walk(app::Instance& instance, http::Request const& request, std::filesystem::path const& scratch);
  /// By "<method> <path of the row>"; a write row that no scenario made succeed is among them, with that problem.
  std::map<std::string, Walk> results() const;

 private:
  std::map<std::string, Walk> walks_;
  std::map<std::string, Walk> unwalked_;  // rows of the program, until walked
};

}  // namespace parvis::scenario
