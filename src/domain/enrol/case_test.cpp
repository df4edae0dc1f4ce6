// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/case_package.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "enrol/difference.h"
#include "source_folder.h"

namespace parvis::enrol {
namespace {

CaseDocument const document{"https://parvis.example/ims/case/v1p1", "2026", VersionState::draft, {}, {}, Instant::at_milliseconds(0)};

json::Value ours() { return to_case(referential::current(), document); }

TEST(CasePackage, brings_the_whole_referential_back_without_loss) {
  auto const back = from_case(ours());
  ASSERT_TRUE(back.has_value());
  auto const before = json::to_value(referential::current()), after = json::to_value(*back);
  for (auto const& [name, value] : before.as_object()) EXPECT_EQ(value, after.at(name)) << name;
}

TEST(CasePackage, takes_what_another_tool_changed_of_the_words) {
  auto package = ours();
  auto& items = package.as_object()["CFItems"].as_array();
  items.front().as_object()["fullStatement"] = "Un autre titre";
  EXPECT_EQ(from_case(package)->blocks.front().title, "Un autre titre");
}

TEST(CasePackage, puts_only_changed_words_into_a_strangers_package) {
  auto const package = ours();
  EXPECT_EQ(with_words(package, *from_case(package)), package);
  auto content = *from_case(package);
  content.blocks[2].evaluation.criteria_groups.back().criteria.back().text = "Entier.";
  auto const changed = with_words(package, content);
  EXPECT_NE(changed, package);
  EXPECT_EQ(from_case(changed)->blocks[2].evaluation.criteria_groups.back().criteria.back().text, "Entier.");
}

TEST(CasePackage, keeps_identifiers_from_export_to_export) {
  EXPECT_EQ(case_identifier(referential::current(), "K1.1"), case_identifier(referential::current(), "K1.1"));
  EXPECT_NE(case_identifier(referential::current(), "K1.1"), case_identifier(referential::current(), "K1.2"));
}

TEST(CasePackage, refuses_what_is_no_package) {
  auto const refused = [](char const* text) { return from_case(*json::parse(text)).error(); };
  EXPECT_EQ(refused("[]").code, "enrol.case_malformed");
  EXPECT_EQ(refused("{}").fields.at(0).code, "enrol.case_document");
  EXPECT_EQ(refused(R"({"CFDocument":{"title":"x"}})").fields.at(0).code, "enrol.case_items");
  EXPECT_EQ(refused(R"({"CFDocument":{"title":"x"},"CFItems":[{"identifier":"a","fullStatement":"A"},{"identifier":"b","fullStatement":"B"}],
    "CFAssociations":[{"associationType":"isChildOf","originNodeURI":{"identifier":"a"},"destinationNodeURI":{"identifier":"b"}},
                      {"associationType":"isChildOf","originNodeURI":{"identifier":"b"},"destinationNodeURI":{"identifier":"a"}}]})").fields.at(0).code,
            "enrol.case_cycle");
}

std::filesystem::path shared_data() {
  for (char const* up : {"/../shared/data", "/../../shared/data"}) {
    std::filesystem::path const place = std::string(PARVIS_SOURCE_FOLDER) + up;
    if (std::filesystem::exists(place)) return place;
  }
  return {};
}

TEST(VectorsCase, imports_every_package_of_opensalt_and_gives_it_back_as_it_came) {
  auto const folder = shared_data() / "case-opensalt/core";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "opensalt's packages are not here (../shared/data/case-opensalt)";
  int packages = 0;
  for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.path().extension() != ".json" || file.path().string().find("schema") != std::string::npos) continue;
    std::stringstream text;
    text << std::ifstream(file.path(), std::ios::binary).rdbuf();
    auto const package = json::parse(text.str());
    ASSERT_TRUE(package.has_value()) << file.path();
    auto const content = from_case(*package);
    ASSERT_TRUE(content.has_value()) << file.path() << " " << content.error().code;
    EXPECT_EQ(statements_of(*content).size(), package->at("CFItems").as_array().size()) << file.path();
    EXPECT_EQ(with_words(*package, *content), *package) << file.path();
    ++packages;
  }
  EXPECT_EQ(packages, 9);  // the eight of its tests and the sample of its documentation
}

TEST(WordDifference, joins_back_to_both_texts) {
  std::vector<std::pair<std::string, std::string>> const pairs = {
      {"clarté des échanges avec le jury.", "La clarté et la qualité des échanges avec le jury sont évaluées."}, {"", "tout"}, {"rien", ""}, {"a b c d", "a c b d"}, {"même", "même"}};
  for (auto const& [before, after] : pairs) {
    std::string old_text, new_text;
    for (WordRun const& run : word_difference(before, after)) {
      if (run.change != WordChange::added) old_text += run.text;
      if (run.change != WordChange::removed) new_text += run.text;
    }
    EXPECT_EQ(old_text, before);
    EXPECT_EQ(new_text, after);
  }
}

TEST(Difference, tells_what_was_added_removed_reworded_and_what_stands) {
  auto after = referential::current();
  after.blocks[0].competencies[0].text += " et la suite";
  after.blocks[1].evaluation.criteria_groups[0].criteria.pop_back();
  auto const told = difference(referential::current(), after);
  ASSERT_EQ(told.items.size(), 2u);
  EXPECT_EQ(told.items[0].change, StatementChange::reworded);
  EXPECT_EQ(told.items[0].statement.code, "C1.1.1");
  EXPECT_EQ(told.items[1].change, StatementChange::removed);
  EXPECT_EQ(told.items[1].statement.code, "K2.4");
  EXPECT_EQ(told.unchanged + 2, std::ssize(statements_of(referential::current())));
}

}  // namespace
}  // namespace parvis::enrol
