// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The CDC's file made from what stands now: card, candidates, certificates.

#include "certify/cdc_batches.h"

namespace parvis::certify {

struct FlowAsked {
  CdcBatch batch;
  std::vector<CdcItem> items;
};
/// What is unknown stays empty, for check_cdc() to name. The NIR stands in it only in 1.1.5, where one is kept.
CdcFlow flow_of(store::Transaction& tx, Desk const& desk, FlowAsked const& asked);

}  // namespace parvis::certify
