// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The page of agreement over all sessions, reckoned when minutes close: its intervals take longer than a page may. It is a
// copy that can be thrown away: one that does not stand on the minutes closed today is not read.

#include "judge/overview.h"

namespace parvis::judge {

/// What a page stands on.
struct AgreementBasis {
  WorkspaceId workspace;
  std::string minutes;
};
/// The workspace's closed minutes in one word: the same word, the same minutes.
std::string closed_minutes(store::Transaction& tx, WorkspaceId const& workspace);

/// Absent when none stands on this basis.
std::optional<Agreement> kept_agreement(store::Transaction& tx, AgreementBasis const& basis);
/// In place of the workspace's former one.
void keep_agreement(store::Transaction& tx, AgreementBasis const& basis, Agreement const& page);

}  // namespace parvis::judge
