// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/dossier.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/json.h"
#include "seal/canonical_json.h"
#include "seal/hash_tree.h"

namespace parvis::examine {
namespace {

struct Step {
  SubmissionState from;
  SubmissionEvent event;
  SubmissionState to;
};
using enum SubmissionState;

constexpr std::array<Step, 10> steps{{
    {open, SubmissionEvent::deposit, deposited},
    {open, SubmissionEvent::deposit_late, deposited_late},
    {deposited, SubmissionEvent::replace, replaced},
    {deposited_late, SubmissionEvent::replace, replaced},
    {deposited, SubmissionEvent::seal, sealed},
    {deposited_late, SubmissionEvent::seal, sealed},
    {sealed, SubmissionEvent::anonymise, anonymised},
    {anonymised, SubmissionEvent::begin_marking, marking},
    {marking, SubmissionEvent::release, released},
    {anonymised, SubmissionEvent::release, released},
}};

std::vector<seal::Hash> raw(std::vector<std::string> const& leaves) {
  std::vector<seal::Hash> hashes;
  hashes.reserve(leaves.size());
  for (std::string const& leaf : leaves) hashes.push_back(*from_hex(leaf));
  return hashes;
}

}  // namespace

Result<SubmissionState> moved(SubmissionState state, SubmissionEvent event) {
  auto const found = std::find_if(steps.begin(), steps.end(), [&](Step const& step) { return step.from == state && step.event == event; });
  if (found == steps.end()) return conflict("examine.submission_state", json::name_of(state) + " " + json::name_of(event));
  return found->to;
}

std::string canonical(Manifest const& manifest) { return seal::canonical_json(json::to_value(manifest)); }

Receipt receipt_of(Submission const& submission, std::vector<std::string> const& leaves) {
  auto const hashes = raw(leaves);
  Receipt receipt;
  receipt.manifest = submission.manifest;
  receipt.manifest_sha256 = submission.sha256;
  receipt.leaf = submission.leaf;
  receipt.index = submission.leaf_index;
  receipt.tree_size = static_cast<std::int64_t>(leaves.size());
  for (seal::Hash const& step : seal::inclusion_proof(hashes, static_cast<std::size_t>(submission.leaf_index))) receipt.proof.push_back(hex(step));
  receipt.root = hex(seal::tree_root(hashes));
  return receipt;
}

std::string root_of(std::vector<std::string> const& leaves) { return hex(seal::tree_root(raw(leaves))); }

}  // namespace parvis::examine
