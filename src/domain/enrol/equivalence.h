// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The certifier's decision that an award of a block in one version counts in another.

#include "enrol/version.h"

namespace parvis::enrol {

using EquivalenceId = Id<struct EquivalenceTag>;

struct Equivalence {
  EquivalenceId id;
  WorkspaceId workspace_id;
  ReferentialVersionId from_version;
  ReferentialVersionId to_version;
  std::string block;
  Text<1, 300> decision;  // its reference: "Comité du 12 mars 2026, point 4"
  LocalDate decided_on;
  PersonId signed_by;
  Instant signed_at;
  std::optional<Instant> withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(Equivalence, (), (id, workspace_id, from_version, to_version, block, decision, decided_on, signed_by, signed_at, withdrawn_at))

}  // namespace parvis::enrol
