// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over appeals and frauds.

#include "certify/procedure.h"

namespace parvis::certify {

void put(store::Transaction& tx, Appeal const& appeal);
void put(store::Transaction& tx, Fraud const& fraud);
std::optional<Appeal> find_appeal(store::Transaction& tx, WorkspaceId const& workspace, AppealId const& id);
std::optional<Appeal> appeal_of(store::Transaction& tx, OutcomeId const& outcome);
std::vector<Appeal> appeal_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::optional<Fraud> find_fraud(store::Transaction& tx, WorkspaceId const& workspace, FraudId const& id);
std::vector<Fraud> fraud_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::vector<enrol::Rebuilder> procedure_rebuilders();

}  // namespace parvis::certify
