-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Appeals, and the fraud procedure.
CREATE TABLE certify_appeal (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  outcome_id TEXT NOT NULL REFERENCES certify_outcome (id),
  grounds TEXT NOT NULL,
  lodged_on TEXT NOT NULL,
  state TEXT NOT NULL,
  findings TEXT NOT NULL,
  motive TEXT NOT NULL,
  acknowledged_at BIGINT,
  closed_at BIGINT,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_appeal_once ON certify_appeal (outcome_id);

CREATE TABLE certify_fraud (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  block TEXT NOT NULL,
  facts TEXT NOT NULL,
  state TEXT NOT NULL,
  reported_on TEXT NOT NULL,
  observe_by TEXT,
  observations TEXT NOT NULL,
  sanction TEXT,
  motive TEXT NOT NULL,
  decided_at BIGINT,
  asks_minutes INTEGER NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX certify_fraud_by_workspace ON certify_fraud (workspace_id, reported_on);
