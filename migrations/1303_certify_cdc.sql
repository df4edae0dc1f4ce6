-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What is to be told to the Caisse des Dépôts, and the files that told it. No identity is here: it is read when a file is made.
CREATE TABLE certify_cdc_batch (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number TEXT NOT NULL,
  version TEXT NOT NULL,
  action TEXT NOT NULL,
  state TEXT NOT NULL,
  name_rule TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  prepared_at BIGINT NOT NULL,
  taken_at BIGINT,
  processed_at BIGINT,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_cdc_batch_number ON certify_cdc_batch (workspace_id, number);

CREATE TABLE certify_cdc_item (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  certificate_id TEXT NOT NULL REFERENCES certify_certificate (id),
  action TEXT NOT NULL,
  technical_id TEXT NOT NULL,
  state TEXT NOT NULL,
  batch_id TEXT,
  reason TEXT NOT NULL,
  due_by TEXT NOT NULL,
  accepted_at BIGINT,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_cdc_item_once ON certify_cdc_item (certificate_id, action);
CREATE INDEX certify_cdc_item_by_state ON certify_cdc_item (workspace_id, state);
