// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// RDFC-1.0 (W3C RDF Dataset Canonicalization): blank nodes get labels that depend on the data alone, so that two documents
// which say the same give the same bytes. Some graphs are built to make that take for ever ("poison"): the work is bound.

#include <cstddef>
#include <map>
#include <string>

#include "seal/quads.h"

namespace parvis::seal {

enum class DigestKind { sha256, sha384 };

struct CanonicalDataset {
  std::string text;                           // sorted lines of N-Quads, each once
  std::map<std::string, std::string> labels;  // a blank node's label as given, its canonical one ("c14n0")
};

/// What a graph may cost: tried orders of alike blank nodes. A credential needs none; the hardest of the W3C's tests that
/// must succeed needs under a fifth of this.
constexpr std::size_t most_orders = 50'000;

/// Problem "seal.dataset_too_intricate" when the bound is met.
Result<CanonicalDataset> canonical_dataset(Quads const& quads, DigestKind digest = DigestKind::sha256);

}  // namespace parvis::seal
