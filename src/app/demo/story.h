// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The demo's texts (data/maison_rivage.json): what is said, not when or by whom. Days count from today.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

namespace parvis::app {

struct StoryBrief {
  std::string title, context, problem_statement;
};
BOOST_DESCRIBE_STRUCT(StoryBrief, (), (title, context, problem_statement))
struct StoryDocument {
  std::string name;
  std::vector<std::string> paragraphs;
};
BOOST_DESCRIBE_STRUCT(StoryDocument, (), (name, paragraphs))
struct StoryPassage {
  std::string kind, serves, excerpt;
};
BOOST_DESCRIBE_STRUCT(StoryPassage, (), (kind, serves, excerpt))

struct StoryContent {
  int day = 0;
  std::string time, title, body;
  std::optional<std::string> long_body;  // for a blog
  int pillar = -1, persona = -1;         // by number, -1 for none
  std::optional<int> objective;
  std::vector<std::string> channels;     // by network
  std::optional<std::string> link;
  std::string alt;
  std::optional<std::string> client;     // "changes", "silent"; absent: approves
  std::optional<std::string> comment, revised;
  bool withdrawn = false;                // called off in the quiet week
};

struct Story {
  StoryBrief brief;
  StoryDocument document;
  std::vector<StoryPassage> passages;
  std::vector<boost::json::value> personas, pillars;  // bodies of requests
  boost::json::value charter;
  std::vector<StoryContent> contents;
  StoryContent incident;
  std::string second_name, second_objective;
  std::vector<StoryContent> second_contents;
};

/// The embedded story, its links to the brand's site leading to `shop` ("http://…" without a last slash). Throws when its
/// file does not read, which is a fault of the build.
Story read_story(std::string const& shop);

}  // namespace parvis::app
