// SPDX-License-Identifier: AGPL-3.0-or-later
#include "referential/referential.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "base/digest.h"
#include "source_folder.h"

namespace parvis::referential {
namespace {

namespace fs = std::filesystem;

fs::path const root = PARVIS_SOURCE_FOLDER;

std::string file_text(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<Criterion const*> all_criteria() {
  std::vector<Criterion const*> all;
  for (Block const& block : current().blocks) {
    for (CriteriaGroup const& group : block.evaluation.criteria_groups) {
      for (Criterion const& criterion : group.criteria) all.push_back(&criterion);
    }
  }
  return all;
}

/// Without tags, and every run of white space as one space.
std::string plain(std::string text) {
  text = std::regex_replace(text, std::regex("<[^>]*>"), " ");
  return std::regex_replace(text, std::regex("[\\s]+"), " ");
}

/// The source cuts a sentence where a page ends: the words before the cut and those after it are both found, each whole.
bool stands_in(std::string const& source, std::string const& text, int cuts_allowed = 1) {
  if (source.find(text) != std::string::npos) return true;
  if (cuts_allowed == 0) return false;
  for (std::size_t cut = text.rfind(' '); cut != std::string::npos && cut > 0; cut = text.rfind(' ', cut - 1)) {
    if (source.find(text.substr(0, cut)) == std::string::npos) continue;
    return stands_in(source, text.substr(cut + 1), cuts_allowed - 1);
  }
  return false;
}

TEST(Referential, holds_what_the_source_holds) {
  std::size_t activities = 0;
  std::size_t competencies = 0;
  for (Block const& block : current().blocks) {
    activities += block.activities.size();
    competencies += block.competencies.size();
  }
  EXPECT_EQ(current().blocks.size(), 5u);
  EXPECT_EQ(activities, 17u);
  EXPECT_EQ(competencies, 34u);
  EXPECT_EQ(all_criteria().size(), 46u);
  EXPECT_EQ(current().anomalies.size(), 55u);
}

TEST(Referential, gives_every_thing_an_id_of_its_own) {
  std::multiset<std::string> ids;
  for (Block const& block : current().blocks) {
    ids.insert(block.id);
    for (Activity const& activity : block.activities) ids.insert(activity.id);
    for (Competency const& competency : block.competencies) ids.insert(competency.id);
    for (Modality const& modality : block.evaluation.modality) ids.insert(modality.id);
    for (Deliverable const& deliverable : block.evaluation.deliverables) ids.insert(deliverable.id);
    for (CriteriaGroup const& group : block.evaluation.criteria_groups) ids.insert(group.id);
  }
  for (Criterion const* criterion : all_criteria()) {
    ids.insert(criterion->id);
    for (CriterionItem const& item : criterion->items.value_or(std::vector<CriterionItem>{})) ids.insert(item.id);
  }
  for (Anomaly const& anomaly : current().anomalies) ids.insert(anomaly.id);
  for (std::string const& id : ids) EXPECT_EQ(ids.count(id), 1u) << id;
}

TEST(Referential, resolves_every_reference) {
  for (Block const& block : current().blocks) {
    for (Activity const& activity : block.activities) {
      for (std::string const& id : activity.competencies) {
        ASSERT_NE(find_competency(id), nullptr) << id;
        EXPECT_EQ(find_competency(id)->activity, activity.id);
        EXPECT_EQ(block_of(id), &block);
      }
    }
  }
  for (auto const& [competency, criteria] : current().coverage_inferred.map) {
    EXPECT_NE(find_competency(competency), nullptr) << competency;
    for (std::string const& id : criteria) EXPECT_NE(find_criterion(id), nullptr) << id;
  }
  EXPECT_EQ(find_competency("C9.9.9"), nullptr);
  EXPECT_EQ(find_block("C1.1.1"), nullptr);
  EXPECT_EQ(find_activity(""), nullptr);
}

TEST(Referential, keeps_the_words_of_the_source_to_the_letter) {
  fs::path const path = root / "../shared/seed" / current().source.path;
  if (!fs::exists(path)) {
    std::cout << "skipped: data set seed (the certification's source text) absent\n";
    GTEST_SKIP() << "skipped: data set seed absent";
  }
  std::string const raw = file_text(path);
  EXPECT_EQ(sha256_hex(raw), current().source.sha256);
  std::string const source = plain(raw);
  for (Block const& block : current().blocks) {
    EXPECT_TRUE(stands_in(source, block.title)) << block.title;
    for (Activity const& activity : block.activities) EXPECT_TRUE(stands_in(source, activity.title)) << activity.id;
    for (Competency const& competency : block.competencies) {
      EXPECT_TRUE(stands_in(source, plain(competency.source_label + " " + competency.text))) << competency.id;
    }
    for (Modality const& modality : block.evaluation.modality) EXPECT_TRUE(stands_in(source, plain(modality.text))) << modality.id;
  }
  for (Criterion const* criterion : all_criteria()) EXPECT_TRUE(stands_in(source, plain(criterion->text))) << criterion->id;
  EXPECT_FALSE(stands_in(source, "Analyser les besoins d'un autre client, en s'appuyant sur la lecture du brief"));
}

TEST(Referential, notes_anomalies_on_what_they_speak_of) {
  auto const ids = [](std::string_view of) {
    std::vector<std::string> noted;
    for (Anomaly const* anomaly : anomalies_of(of)) noted.push_back(anomaly->id);
    return noted;
  };
  EXPECT_EQ(ids("C4.2.1"), std::vector<std::string>{"X01"});
  EXPECT_EQ(ids("C5.1.1"), std::vector<std::string>{"X22"});
  EXPECT_EQ(ids("C5.2.1"), (std::vector<std::string>{"X03", "X22", "X35"}));
  EXPECT_EQ(ids("K4.8"), std::vector<std::string>{"X44"});
  EXPECT_EQ(ids("B4"), (std::vector<std::string>{"X13", "X24"}));
  EXPECT_TRUE(ids("C1.1.1").empty());
}

TEST(Referential, marks_the_lost_criterion_and_keeps_its_reconstruction_apart) {
  Criterion const* lost = find_criterion("K3.6");
  ASSERT_NE(lost, nullptr);
  EXPECT_TRUE(lost->truncated.value_or(false));
  EXPECT_NE(lost->inferred_full_text.value_or(""), lost->text);
}

TEST(Rooms, name_one_for_each_competency_in_the_referentials_order) {
  std::vector<std::string> expected;
  for (Block const& block : current().blocks) {
    for (Competency const& competency : block.competencies) expected.push_back(competency.id);
  }
  std::vector<std::string> found;
  for (CompetencyRoom const& room : rooms()) found.push_back(room.competency);
  EXPECT_EQ(found, expected);
}

TEST(Rooms, claim_nothing_without_a_scenario_that_exists) {
  for (CompetencyRoom const& room : rooms()) {
    EXPECT_EQ(room.page.substr(0, 1), "/") << room.competency;
    for (std::string const& scenario : room.scenarios) EXPECT_TRUE(fs::exists(root / scenario)) << scenario;
    EXPECT_EQ(room.state == RoomState::absent, room.scenarios.empty()) << room.competency << " is said without proof, or proved and not said";
  }
}

std::string scenario_links(CompetencyRoom const& room) {
  std::string links;
  for (std::string const& path : room.scenarios) {
    links += (links.empty() ? "" : ", ") + ("[" + fs::path(path).stem().string() + "](../" + path + ")");
  }
  return links.empty() ? "none" : links;
}

/// The table of docs/referential.md as rooms.json has it.
std::string expected_table() {
  std::string table = "| competency | room | module | state | scenarios |\n|---|---|---|---|---|\n";
  for (CompetencyRoom const& room : rooms()) {
    std::string const state = boost::describe::enum_to_string(room.state, "");
    table += "| " + room.competency + " | `" + room.page + "` | " + room.module + " | " + state + " | " + scenario_links(room) + " |\n";
  }
  return table;
}

TEST(Rooms, stand_in_docs_as_they_stand_in_the_program) {
  fs::path const page = root / "docs/referential.md";
  std::string const text = file_text(page);
  std::size_t const start = text.find("| competency |");
  ASSERT_NE(start, std::string::npos);
  if (std::getenv("PARVIS_WRITE_DOCS") != nullptr) std::ofstream(page, std::ios::binary) << text.substr(0, start) + expected_table();
  EXPECT_EQ(file_text(page).substr(start), expected_table())
      << "run: PARVIS_WRITE_DOCS=1 build/dev/tests/parvis_unit --gtest_filter=Rooms.stand_in_docs*";
}

}  // namespace
}  // namespace parvis::referential
