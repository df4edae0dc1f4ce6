// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/machine.h"

#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <sstream>

#include "base/json.h"

namespace parvis::test {
namespace {

using Path = std::vector<std::string>;

int next_number() {
  static int last = 0;
  return ++last;
}

std::string filled(Subject& subject, std::string text) {
  subject.names["n"] = std::to_string(next_number());
  for (auto const& [name, value] : subject.names) {
    std::string const mark = "{" + name + "}";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), value);
  }
  return text;
}

http::Response fired(Subject& subject, MachineEvent const& event) {
  if (event.before) event.before(subject);
  http::Response response = subject.house->ask(event.who, filled(subject, event.line), filled(subject, event.body));
  if (event.after) event.after(subject);
  return response;
}

MachineEvent const& event_named(Machine const& machine, std::string const& name) {
  for (auto const* all : {&machine.events, &machine.from_outside}) {
    for (MachineEvent const& event : *all) {
      if (event.name == name) return event;
    }
  }
  throw std::logic_error("no event " + name);
}

MachineStep const* step_from(Machine const& machine, std::string const& state, std::string const& event) {
  for (MachineStep const& step : machine.steps) {
    if (step.from == state && step.event == event) return &step;
  }
  return nullptr;
}

/// All records but the trail of what was tried, and when somebody was last seen.
std::string records_of(Machine const& machine, Subject& subject) {
  std::set<std::string> told = machine.told_in;
  told.insert({"identity_audit_entry", "identity_session"});
  std::istringstream lines(subject.house->records());
  std::string kept, table;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(R"({"table":")")) table = line.substr(10, line.find('"', 10) - 10);
    bool const trail = told.contains(table) || line.starts_with(R"({"rows":)");
    if (!trail) kept += line + "\n";
  }
  return kept;
}

std::string code_of(http::Response const& response) {
  auto const body = json::parse(response.body);
  auto const* code = body && body->is_object() ? body->as_object().if_contains("code") : nullptr;
  return code == nullptr ? response.body : json::text_of(*code);
}

/// The first line that is not in both, as it is now.
std::string difference(std::string const& before, std::string const& after) {
  std::istringstream old(before), now(after);
  std::string was, is;
  while (std::getline(now, is)) {
    if (!std::getline(old, was) || was != is) return is;
  }
  return before.size() == after.size() ? "" : "a line less";
}

void expect_refused(Machine const& machine, Subject& subject, MachineEvent const& event) {
  std::string const state = machine.state(subject), before = records_of(machine, subject);
  http::Response const response = fired(subject, event);
  EXPECT_TRUE(response.status >= 400 && response.status < 500) << event.name << " in " << state << " answered " << response.status << " " << response.body;
  EXPECT_TRUE(machine.refusals.contains(code_of(response))) << event.name << " in " << state << " answered " << response.body;
  EXPECT_EQ(machine.state(subject), state) << event.name;
  EXPECT_EQ(difference(before, records_of(machine, subject)), "") << event.name << " in " << state << " was refused and changed something";
}

void expect_taken(Machine const& machine, Subject& subject, MachineStep const& step) {
  http::Response const response = fired(subject, event_named(machine, step.event));
  EXPECT_TRUE(response.status >= 200 && response.status < 300) << step.event << " in " << step.from << " answered " << response.status << " " << response.body;
  EXPECT_EQ(machine.state(subject), step.to) << step.event << " in " << step.from;
}

Subject brought(Machine const& machine, Path const& path) {
  Subject subject = machine.make();
  for (std::string const& event : path) {
    MachineStep const* step = step_from(machine, machine.state(subject), event);
    if (step == nullptr) throw std::logic_error("no step " + event + " from " + machine.state(subject));
    expect_taken(machine, subject, *step);
  }
  return subject;
}

Path with(Path path, std::string const& event) {
  path.push_back(event);
  return path;
}

}  // namespace

void try_every_event_in_every_state(Machine const& machine) {
  std::map<std::string, Path> reached;
  std::deque<Path> ways{Path{}};
  std::size_t taken = 0;
  for (; !ways.empty(); ways.pop_front()) {
    Path const way = ways.front();
    Subject subject = brought(machine, way);
    std::string const state = machine.state(subject);
    taken += !way.empty();
    if (!reached.emplace(state, way).second) continue;
    for (MachineEvent const& event : machine.events) {
      if (step_from(machine, state, event.name) == nullptr) expect_refused(machine, subject, event);
    }
    for (MachineStep const& step : machine.steps) {
      if (step.from != state) continue;
      if (step.to != state) ways.push_back(with(way, step.event));
      // What leads back here needs no other object.
      if (step.to == state) expect_taken(machine, subject, step), ++taken;
    }
  }
  EXPECT_EQ(taken, machine.steps.size()) << "a step starts from a state that nothing reaches";
}

void try_random_calls(Machine const& machine, int sequences, int calls) {
  std::mt19937 random(20'261'123);
  for (int sequence = 0; sequence < sequences; ++sequence) {
    Subject subject = machine.make();
    for (int call = 0; call < calls; ++call) {
      MachineEvent const& event = machine.events[random() % machine.events.size()];
      MachineStep const* step = step_from(machine, machine.state(subject), event.name);
      step == nullptr ? expect_refused(machine, subject, event) : expect_taken(machine, subject, *step);
    }
  }
}

}  // namespace parvis::test
