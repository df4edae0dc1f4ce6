// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over appeals, frauds and the corrections they ask.

#include "certify/correction.h"

namespace parvis::certify {

void put(store::Transaction& tx, Appeal const& appeal);
void put(store::Transaction& tx, Fraud const& fraud);
std::optional<Appeal> find_appeal(store::Transaction& tx, WorkspaceId const& workspace, AppealId const& id);
std::optional<Appeal> appeal_of(store::Transaction& tx, OutcomeId const& outcome);
std::vector<Appeal> appeal_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::optional<Fraud> find_fraud(store::Transaction& tx, WorkspaceId const& workspace, FraudId const& id);
std::vector<Fraud> fraud_rows(store::Transaction& tx, WorkspaceId const& workspace);

void put(store::Transaction& tx, CorrectionAsked const& asked);
std::optional<CorrectionAsked> correction_for(store::Transaction& tx, CorrectionCause cause, std::string const& cause_id);
std::vector<CorrectionAsked> corrections_waiting(store::Transaction& tx, WorkspaceId const& workspace, std::string const& session);
/// Latest asked first.
std::vector<CorrectionAsked> correction_rows(store::Transaction& tx, WorkspaceId const& workspace);

std::vector<enrol::Rebuilder> procedure_rebuilders();

}  // namespace parvis::certify
