// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over the card, versions, resolutions and equivalences.

#include "enrol/act.h"
#include "enrol/equivalence.h"

namespace parvis::enrol {

std::optional<CertificationCard> find_card(store::Transaction& tx, WorkspaceId const& workspace);
void insert_card(store::Transaction& tx, CertificationCard const& card);
/// False when the revision is not the one before.
bool update_card(store::Transaction& tx, CertificationCard const& card);

void insert_version(store::Transaction& tx, ReferentialVersion const& version);
bool update_version(store::Transaction& tx, ReferentialVersion const& version);
/// As kept: without resolutions in place.
std::optional<ReferentialVersion> find_version(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& id);
/// Newest first, as kept.
std::vector<ReferentialVersion> version_rows(store::Transaction& tx, WorkspaceId const& workspace);

void insert_resolution(store::Transaction& tx, Resolution const& resolution);
void update_resolution(store::Transaction& tx, Resolution const& resolution);
/// Every one, withdrawn ones included, oldest first.
std::vector<Resolution> resolution_rows(store::Transaction& tx, ReferentialVersionId const& version);

void insert_equivalence(store::Transaction& tx, Equivalence const& equivalence);
void update_equivalence(store::Transaction& tx, Equivalence const& equivalence);
/// Standing ones of the workspace.
std::vector<Equivalence> equivalence_rows(store::Transaction& tx, WorkspaceId const& workspace);

/// Rows put back from the ledger.
std::vector<Rebuilder> version_rebuilders();

}  // namespace parvis::enrol
