// SPDX-License-Identifier: AGPL-3.0-or-later
#include "runner/script.h"

#include <cctype>
#include <fstream>
#include <sstream>

namespace parvis::scenario {

namespace {

/// The steps that several stories share, told at the line that asks for them.
void add_beginning(std::filesystem::path const& file, int line, std::vector<Step>& steps) {
  for (Step& step : read_script(file)) {
    step.line = line;
    steps.push_back(std::move(step));
  }
}

}  // namespace

std::vector<Step> read_script(std::filesystem::path const& file) {
  std::ifstream in(file);
  if (!in) throw Mismatch("cannot be read");
  std::vector<Step> steps;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.front() == '#') continue;
    if (!line.empty() && std::isalpha(static_cast<unsigned char>(line.front())) != 0) {
      std::size_t const space = std::min(line.find(' '), line.size());
      std::size_t const rest = std::min(line.find_first_not_of(' ', space), line.size());
      Step step{number, line.substr(0, space), line.substr(rest, line.find_last_not_of(" \r") + 1 - rest), ""};
      if (step.verb == "begins") add_beginning(file.parent_path() / step.rest, number, steps);
      else steps.push_back(std::move(step));
    } else if (!steps.empty()) {
      steps.back().text += line + "\n";
    }
  }
  for (Step& step : steps) {
    while (!step.text.empty() && std::isspace(static_cast<unsigned char>(step.text.back())) != 0) step.text.pop_back();
  }
  return steps;
}

std::vector<std::string> words(std::string const& text) {
  std::istringstream in(text);
  std::vector<std::string> all;
  for (std::string word; in >> word;) all.push_back(word);
  return all;
}

}  // namespace parvis::scenario
