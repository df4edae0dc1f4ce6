// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/hash_tree.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/encoding.h"
#include "seal/canonical_json.h"

namespace parvis::seal {
namespace {

std::vector<Hash> leaves_of(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash("leaf " + std::to_string(i)));
  return leaves;
}

TEST(HashTree, of_nothing_is_the_digest_of_nothing) { EXPECT_EQ(tree_root({}), sha256("")); }

TEST(HashTree, every_leaf_of_every_small_tree_is_shown_and_no_other) {
  for (std::size_t size = 1; size <= 33; ++size) {
    auto const leaves = leaves_of(size);
    for (std::size_t index = 0; index < size; ++index) {
      Inclusion claim{index, size, leaves[index], inclusion_proof(leaves, index)};
      EXPECT_TRUE(shows_inclusion(claim, tree_root(leaves))) << size << '/' << index;
      claim.leaf = leaf_hash("another");
      EXPECT_FALSE(shows_inclusion(claim, tree_root(leaves)));
    }
  }
}

TEST(HashTree, every_beginning_of_every_small_tree_is_shown_and_a_rewritten_past_is_not) {
  for (std::size_t size = 1; size <= 33; ++size) {
    auto const leaves = leaves_of(size);
    for (std::size_t earlier = 1; earlier <= size; ++earlier) {
      Consistency const claim{earlier, size, tree_root(std::span(leaves).first(earlier)), consistency_proof(leaves, earlier)};
      EXPECT_TRUE(shows_consistency(claim, tree_root(leaves))) << earlier << '/' << size;
      auto rewritten = leaves;
      rewritten[0] = leaf_hash("rewritten");
      EXPECT_FALSE(shows_consistency(claim, tree_root(rewritten)));
    }
  }
}

TEST(HashTree, a_node_does_not_pass_for_a_leaf) {
  auto const leaves = leaves_of(2);
  EXPECT_NE(leaf_hash(leaves[0] + leaves[1]), tree_root(leaves));
}

TEST(CanonicalJson, numbers_are_written_as_ecmascript_writes_them) {
  EXPECT_EQ(canonical_number(-0.0), "0");
  EXPECT_EQ(canonical_number(1e21), "1e+21");
  EXPECT_EQ(canonical_number(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(canonical_number(0.000001), "0.000001");
  EXPECT_EQ(canonical_number(1e-7), "1e-7");
  EXPECT_EQ(canonical_number(-12.5), "-12.5");
  EXPECT_EQ(canonical_number(5e-324), "5e-324");
}

}  // namespace
}  // namespace parvis::seal
