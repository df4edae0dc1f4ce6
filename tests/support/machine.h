// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A state machine driven by its routes: what a test says of it, and the two walks that try it.
//
//   test::Machine machine{.make = …, .state = …, .events = {{"submit", "POST /api/…/{id}/submission", "{}"}}, .steps = {{"draft", "submit", "submitted"}}};
//   test::try_every_event_in_every_state(machine);
//   test::try_random_calls(machine);
//
// An event that is no step from where the object stands must be answered with a problem of `refusals`, and leave every
// record as it was but the trail of what was tried.

#include <functional>
#include <memory>
#include <set>

#include "support/installation.h"

namespace parvis::test {

/// One object, and what it lives in. `names` fill {braces} in lines and bodies; {n} is another number each time.
struct Subject {
  Installation* house = nullptr;
  std::map<std::string, std::string> names;
  std::shared_ptr<void> keeps;  // what must live as long, such as a house of its own
};

struct MachineEvent {
  std::string name, line, body;
  std::string who = "certifier";
  /// What comes before and after the request: a clock that goes on and comes back, jobs that run.
  std::function<void(Subject&)> before = {}, after = {};
};

struct MachineStep {
  std::string from, event, to;
};

struct Machine {
  std::function<Subject()> make;
  std::function<std::string(Subject&)> state;
  std::vector<MachineEvent> events;
  std::vector<MachineStep> steps;
  std::set<std::string> refusals;
  /// Tables beside the trail that may tell of a refused try.
  std::set<std::string> told_in = {};
  /// Requests that lead somewhere and are tried nowhere else: what another room does to the object.
  std::vector<MachineEvent> from_outside = {};
};

/// Brings objects to each state that steps reach, tries every event there, and wants the steps alone to lead on.
void try_every_event_in_every_state(Machine const& machine);
/// Sequences of calls in any order: each does what its step says or nothing.
void try_random_calls(Machine const& machine, int sequences = 6, int calls = 12);

}  // namespace parvis::test
