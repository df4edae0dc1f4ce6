// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over the CDC's items and files.

#include <set>

#include "certify/cdc_batches.h"

namespace parvis::certify {

void put(store::Transaction& tx, CdcItem const& item);
void put(store::Transaction& tx, CdcBatch const& batch);
std::optional<CdcItem> item_for(store::Transaction& tx, CertificateId const& certificate, CdcAction action);
std::vector<CdcItem> item_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// Who has a creation that the Caisse has not accepted yet.
std::set<CandidateId> open_creations(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<CdcItem> items_of(store::Transaction& tx, CdcBatchId const& batch);
std::optional<CdcBatch> find_batch(store::Transaction& tx, WorkspaceId const& workspace, CdcBatchId const& id);
std::vector<CdcBatch> batch_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<enrol::Rebuilder> cdc_rebuilders();

}  // namespace parvis::certify
