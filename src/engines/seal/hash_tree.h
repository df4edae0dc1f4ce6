// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The hash tree of RFC 6962 §2.1 with SHA-256: one root commits to a list of leaves, a short proof shows that a leaf is
// among them, another that a longer list continues a shorter one. Hashes are 32 raw bytes; indexes count from 0.
// A leaf's hash is SHA-256(0x00 ‖ bytes) and a node's SHA-256(0x01 ‖ left ‖ right), so that neither passes for the other.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::seal {

using Hash = std::string;

Hash leaf_hash(std::string_view bytes);

/// Root over the hashes of the leaves; of no leaf, SHA-256 of nothing.
Hash tree_root(std::span<Hash const> leaf_hashes);

/// The hashes beside the way from leaf `index` to the root, lowest first. Precondition: index < leaves.
std::vector<Hash> inclusion_proof(std::span<Hash const> leaf_hashes, std::size_t index);

/// What shows that the first `earlier` leaves are the beginning of all. Precondition: 0 < earlier <= leaves.
std::vector<Hash> consistency_proof(std::span<Hash const> leaf_hashes, std::size_t earlier);

/// A proof as the reader receives it: any value may be wrong.
struct Inclusion {
  std::uint64_t index = 0;
  std::uint64_t tree_size = 0;
  Hash leaf;
  std::vector<Hash> proof;
};
bool shows_inclusion(Inclusion const& claim, Hash const& root);

struct Consistency {
  std::uint64_t earlier_size = 0;
  std::uint64_t later_size = 0;
  Hash earlier_root;
  std::vector<Hash> proof;
};
bool shows_consistency(Consistency const& claim, Hash const& later_root);

/// The leaves [begin, end) of a tree; none, or a range where begin is a multiple of the least power of two not under end - begin.
struct SubtreeConsistency {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t tree_size = 0;
  Hash subtree_root;
  std::vector<Hash> proof;
};
bool shows_subtree(SubtreeConsistency const& claim, Hash const& root);

}  // namespace parvis::seal
