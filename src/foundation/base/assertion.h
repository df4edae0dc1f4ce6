// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// PARVIS_ASSERT(condition, "sentence"): a programmer's error, never reachable from input. It throws
// LogicFailure, which the edges (HTTP session, job runner, main) log and answer as a machine failure.

#include <stdexcept>
#include <string>

namespace parvis {

struct LogicFailure : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace parvis

#define PARVIS_ASSERT(condition, sentence)                                                              \
  do {                                                                                                  \
    if (!(condition)) throw ::parvis::LogicFailure(std::string(__FILE__) + ": " + (sentence));          \
  } while (false)
