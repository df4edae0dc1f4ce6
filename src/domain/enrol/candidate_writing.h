// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What creating one candidate and importing many have in common.

#include "enrol/candidate_store.h"
#include "enrol/candidates.h"

namespace parvis::enrol {

/// The checked 13 characters, or nothing to change.
using NirChange = std::optional<std::string>;

/// Every wrong field at once, or the NIR without its key.
Result<NirChange> check_request(SaveCandidate const& request);
/// Candidate, identity and NIR with their ledger line.
Result<Candidate> write_new(store::Transaction& tx, Desk const& desk, Actor const& actor, SaveCandidate const& request);
/// The row with what it is searched and matched by.
IdentityRow with_keys(IdentityRow row, Candidate const& candidate);
void keep_nir(store::Transaction& tx, Desk const& desk, CandidateId const& id, NirChange const& nir);

struct CandidateAct {
  std::string act;
  Candidate candidate;
};
void record_candidate(store::Transaction& tx, Clock const& clock, Actor const& actor, CandidateAct const& act);

}  // namespace parvis::enrol
