// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over what was purged.

#include "certify/retention.h"

namespace parvis::certify {

void put(store::Transaction& tx, Purge const& purge);
/// Latest first.
std::vector<Purge> purge_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// Where a jury decided something.
std::vector<WorkspaceId> workspaces_with_outcomes(store::Transaction& tx);
std::vector<enrol::Rebuilder> purge_rebuilders();

}  // namespace parvis::certify
