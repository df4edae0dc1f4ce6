// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/hash_tree.h"

#include <algorithm>
#include <bit>

#include "base/digest.h"

namespace parvis::seal {
namespace {

Hash node_hash(Hash const& left, Hash const& right) { return sha256('\1' + left + right); }

// The largest power of two under `count`: where a tree of more than one leaf parts.
std::size_t split_of(std::size_t count) { return std::bit_ceil(count) / 2; }

void prove_inclusion(std::span<Hash const> leaves, std::size_t index, std::vector<Hash>& proof) {
  if (leaves.size() < 2) return;
  std::size_t const split = split_of(leaves.size());
  auto const left = leaves.first(split), right = leaves.subspan(split);
  index < split ? prove_inclusion(left, index, proof) : prove_inclusion(right, index - split, proof);
  proof.push_back(tree_root(index < split ? right : left));
}

// RFC 6962 §2.1.2 SUBPROOF; `whole` while the part is known to the reader as the earlier root itself.
enum class Part { whole, inner };
void prove_consistency(std::span<Hash const> leaves, std::size_t earlier, Part part, std::vector<Hash>& proof) {
  if (earlier == leaves.size()) {
    if (part == Part::inner) proof.push_back(tree_root(leaves));
    return;
  }
  std::size_t const split = split_of(leaves.size());
  auto const left = leaves.first(split), right = leaves.subspan(split);
  if (earlier <= split) {
    prove_consistency(left, earlier, part, proof);
    proof.push_back(tree_root(right));
  } else {
    prove_consistency(right, earlier - split, Part::inner, proof);
    proof.push_back(tree_root(left));
  }
}

bool all_are_hashes(std::vector<Hash> const& hashes) {
  return std::all_of(hashes.begin(), hashes.end(), [](Hash const& hash) { return hash.size() == 32; });
}

// A place on one level of the tree: of the subtree's first leaf, of its last, and of the tree's last.
struct Climb {
  std::uint64_t first, last, tree_last;
  void up() { first >>= 1, last >>= 1, tree_last >>= 1; }
  bool left_sibling() const { return (last & 1) == 1 || last == tree_last; }
};

// The two hashes that the proof rebuilds at once: the subtree's own, and the whole tree's.
struct Rebuilt {
  Hash subtree, tree;
};

bool take(Climb& climb, Rebuilt& rebuilt, Hash const& next) {
  if (climb.tree_last == 0) return false;
  if (climb.left_sibling()) {
    if (climb.first < climb.last) rebuilt.subtree = node_hash(next, rebuilt.subtree);
    rebuilt.tree = node_hash(next, rebuilt.tree);
    while (climb.last != 0 && (climb.last & 1) == 0) climb.up();
  } else {
    rebuilt.tree = node_hash(rebuilt.tree, next);
  }
  climb.up();
  return true;
}

bool valid_subtree(SubtreeConsistency const& claim) {
  if (claim.begin >= claim.end || claim.end > claim.tree_size) return false;
  std::uint64_t const length = claim.end - claim.begin;
  return length <= (std::uint64_t{1} << 62) && claim.begin % std::bit_ceil(length) == 0;
}

}  // namespace

Hash leaf_hash(std::string_view bytes) { return sha256(std::string(1, '\0').append(bytes)); }

Hash tree_root(std::span<Hash const> leaf_hashes) {
  if (leaf_hashes.empty()) return sha256("");
  if (leaf_hashes.size() == 1) return leaf_hashes.front();
  std::size_t const split = split_of(leaf_hashes.size());
  return node_hash(tree_root(leaf_hashes.first(split)), tree_root(leaf_hashes.subspan(split)));
}

std::vector<Hash> inclusion_proof(std::span<Hash const> leaf_hashes, std::size_t index) {
  std::vector<Hash> proof;
  prove_inclusion(leaf_hashes, index, proof);
  return proof;
}

std::vector<Hash> consistency_proof(std::span<Hash const> leaf_hashes, std::size_t earlier) {
  std::vector<Hash> proof;
  prove_consistency(leaf_hashes, earlier, Part::whole, proof);
  return proof;
}

bool shows_inclusion(Inclusion const& claim, Hash const& root) {
  if (claim.index >= claim.tree_size || claim.leaf.size() != 32) return false;
  return shows_subtree({claim.index, claim.index + 1, claim.tree_size, claim.leaf, claim.proof}, root);
}

bool shows_consistency(Consistency const& claim, Hash const& later_root) {
  if (claim.earlier_size == 0) return false;  // every tree continues the empty one: that shows nothing
  return shows_subtree({0, claim.earlier_size, claim.later_size, claim.earlier_root, claim.proof}, later_root);
}

bool shows_subtree(SubtreeConsistency const& claim, Hash const& root) {
  if (claim.begin == claim.end) return claim.end <= claim.tree_size && claim.proof.empty() && claim.subtree_root == tree_root({});
  if (!valid_subtree(claim) || !all_are_hashes(claim.proof)) return false;
  Climb climb{claim.begin, claim.end - 1, claim.tree_size - 1};
  bool const at_the_edge = climb.last == climb.tree_last;
  while (climb.first != climb.last && (at_the_edge || (climb.last & 1) == 1)) climb.up();
  auto next = claim.proof.begin();
  bool const known = climb.first == climb.last;
  if (!known && next == claim.proof.end()) return false;
  Hash const start = known ? claim.subtree_root : *next++;
  Rebuilt rebuilt{start, start};
  for (; next != claim.proof.end(); ++next) {
    if (!take(climb, rebuilt, *next)) return false;
  }
  return climb.tree_last == 0 && rebuilt.subtree == claim.subtree_root && rebuilt.tree == root;
}

}  // namespace parvis::seal
