// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One child that speaks in frames (four bytes of length, big endian, then the body) on its stdin and stdout.
// Belongs to one thread at a time. Ends the child when destroyed.

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace parvis::render {

class ChildProcess {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// Starts `arguments[0]` (looked up in PATH) with a bare environment and no other open file of ours.
  /// Problem "render.worker_unavailable".
  static Result<std::unique_ptr<ChildProcess>> start(std::vector<std::string> arguments, std::size_t most_memory);
  ~ChildProcess();
  ChildProcess(ChildProcess const&) = delete;
  ChildProcess& operator=(ChildProcess const&) = delete;

  /// Problems "render.timeout"; "render.worker_gone" when the child has ended; "render.out_of_memory".
  Done send(std::string_view body, Moment deadline);
  Result<std::string> receive(Moment deadline);
  bool alive();

 private:
  ChildProcess(pid_t pid, int in, int out, std::size_t most_memory) : pid_(pid), in_(in), out_(out), most_memory_(most_memory) {}
  Done wait_for(int file, short events, Moment deadline) const;
  Done write_all(std::string_view bytes, Moment deadline);
  Result<std::string> read_exactly(std::size_t length, Moment deadline);
  std::size_t memory() const;

  pid_t pid_;
  int in_;   // to the child
  int out_;  // from the child
  std::size_t most_memory_;
  bool reaped_ = false;
};

}  // namespace parvis::render
