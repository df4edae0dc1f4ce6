// SPDX-License-Identifier: AGPL-3.0-or-later
// Published vectors of the canonical form and of the hash tree. They are not in the repository.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/json.h"
#include "seal/canonical_json.h"
#include "seal/exact_json.h"
#include "seal/hash_tree.h"
#include "seal/internal/vectors_folder.h"

namespace parvis::seal {
namespace {

TEST(VectorsCanonicalJson, every_published_input_gives_its_output) {
  auto const folder = vectors_folder("jcs/testdata/input");
  if (folder.empty()) GTEST_SKIP() << "the JCS vectors are not here (../shared/data/jcs)";
  int agreed = 0;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    auto const value = parse_exactly(whole_text(entry.path()));
    ASSERT_TRUE(value) << entry.path();
    EXPECT_EQ(canonical_json(*value), whole_text(folder / "../output" / entry.path().filename())) << entry.path();
    ++agreed;
  }
  EXPECT_EQ(agreed, 6);
}

Hash hash_at(json::Value const& of, char const* name) {
  auto const* text = of.as_object().if_contains(name);
  return text == nullptr || text->is_null() ? Hash() : from_base64(std::string(text->as_string())).value_or("");
}

std::uint64_t number_at(json::Value const& of, char const* name) { return of.at(name).to_number<std::uint64_t>(); }

std::vector<Hash> proof_of(json::Value const& of) {
  std::vector<Hash> proof;
  if (!of.at("proof").is_array()) return proof;
  for (auto const& hash : of.at("proof").as_array()) {
    proof.push_back(hash.is_string() ? from_base64(std::string(hash.as_string())).value_or("") : Hash());
  }
  return proof;
}

bool shown_by(std::string const& kind, json::Value const& test) {
  if (kind == "inclusion") {
    return shows_inclusion({number_at(test, "leafIdx"), number_at(test, "treeSize"), hash_at(test, "leafHash"), proof_of(test)}, hash_at(test, "root"));
  }
  if (kind == "consistency") {
    return shows_consistency({number_at(test, "size1"), number_at(test, "size2"), hash_at(test, "root1"), proof_of(test)}, hash_at(test, "root2"));
  }
  return shows_subtree({number_at(test, "start"), number_at(test, "end"), number_at(test, "size"), hash_at(test, "root1"), proof_of(test)},
                       hash_at(test, "root2"));
}

int agreed_in(std::string const& kind) {
  int agreed = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(vectors_folder("merkle/testdata/" + kind))) {
    if (entry.path().extension() != ".json") continue;
    auto const test = json::parse(whole_text(entry.path()));
    EXPECT_TRUE(test) << entry.path();
    bool const agrees = shown_by(kind, *test) != test->at("wantErr").as_bool();
    EXPECT_TRUE(agrees) << entry.path();
    agreed += agrees;
  }
  return agreed;
}

TEST(VectorsHashTree, all_314_published_proofs_are_judged_as_wanted) {
  if (vectors_folder("merkle/testdata").empty()) GTEST_SKIP() << "the RFC 6962 vectors are not here (../shared/data/merkle)";
  EXPECT_EQ(agreed_in("inclusion"), 98);
  EXPECT_EQ(agreed_in("consistency"), 98);
  EXPECT_EQ(agreed_in("subtreeconsistency"), 118);
}

}  // namespace
}  // namespace parvis::seal
