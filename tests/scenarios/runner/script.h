// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A scenario as it is written (tests/scenarios/README.md), cut into steps.

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace parvis::scenario {

struct Step {
  int line = 0;
  std::string verb;  // the line's first word: "as", "POST", "expect"…
  std::string rest;  // the rest of the line, trimmed
  std::string text;  // the lines beneath that belong to it: a JSON body, or what is expected
};

/// What went wrong, without its place.
struct Mismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A line that begins with a letter opens a step; one that begins with # is a comment; any other belongs to the step above.
std::vector<Step> read_script(std::filesystem::path const& file);

/// The words of a text, cut at spaces.
std::vector<std::string> words(std::string const& text);

}  // namespace parvis::scenario
