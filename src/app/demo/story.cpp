// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/story.h"

#include <stdexcept>

#include "base/json.h"
#include "embedded/demo_story.h"

namespace parvis::app {
namespace {

template <class T>
T member(json::Value const& from, char const* name) {
  auto decoded = json::decode_value<T>(from.at(name));
  if (!decoded) throw std::runtime_error(std::string("the demo's story has a wrong ") + name);
  return *decoded;
}

std::optional<std::string> optional_text(json::Value const& from, char const* name) {
  auto const* found = from.as_object().if_contains(name);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return json::text_of(*found);
}

StoryContent read_content(json::Value const& from) {
  StoryContent content;
  auto const& object = from.as_object();
  if (auto const* day = object.if_contains("day")) content.day = day->to_number<int>();
  content.time = optional_text(from, "time").value_or("12:00");
  content.title = member<std::string>(from, "title");
  content.body = member<std::string>(from, "body");
  content.long_body = optional_text(from, "long");
  if (auto const* pillar = object.if_contains("pillar")) content.pillar = pillar->to_number<int>();
  if (auto const* persona = object.if_contains("persona")) content.persona = persona->to_number<int>();
  if (auto const* objective = object.if_contains("objective"); objective != nullptr && !objective->is_null()) content.objective = objective->to_number<int>();
  content.channels = member<std::vector<std::string>>(from, "channels");
  content.link = optional_text(from, "link");
  content.alt = member<std::string>(from, "alt");
  content.client = optional_text(from, "client");
  content.comment = optional_text(from, "comment");
  content.revised = optional_text(from, "revised");
  content.withdrawn = object.contains("withdrawn");
  return content;
}

std::string led_to(std::string_view story, std::string const& shop) {
  constexpr std::string_view site = "\"link\": \"https://maison-rivage.example";
  std::string out;
  for (std::size_t at = 0;;) {
    std::size_t const found = std::min(story.find(site, at), story.size());
    out += story.substr(at, found - at);
    if (found == story.size()) return out;
    out += "\"link\": \"" + shop;
    at = found + site.size();
  }
}

std::vector<StoryContent> read_contents(json::Value const& from) {
  std::vector<StoryContent> contents;
  for (json::Value const& one : from.as_array()) contents.push_back(read_content(one));
  return contents;
}

}  // namespace

Story read_story(std::string const& shop) {
  auto const parsed = json::parse(led_to(embedded::demo_story().front().bytes, shop));
  if (!parsed) throw std::runtime_error("the demo's story is no JSON");
  json::Value const& root = *parsed;
  Story story;
  story.brief = member<StoryBrief>(root, "brief");
  json::Value const& document = root.at("document");
  story.document = {member<std::string>(document, "name"), member<std::vector<std::string>>(document, "paragraphs")};
  story.passages = member<std::vector<StoryPassage>>(document, "passages");
  story.personas = member<std::vector<json::Value>>(root, "personas");
  story.pillars = member<std::vector<json::Value>>(root, "pillars");
  story.charter = root.at("charter");
  story.contents = read_contents(root.at("contents"));
  story.incident = read_content(root.at("incident"));
  json::Value const& second = root.at("second");
  story.second_name = member<std::string>(second, "name");
  story.second_objective = member<std::string>(second, "objective");
  story.second_contents = read_contents(second.at("contents"));
  return story;
}

}  // namespace parvis::app
