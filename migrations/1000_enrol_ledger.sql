-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The certification's ledger: one chain a workspace, append only. `content` is the row that the act left, as JSON; no
-- identity, no reason of an accommodation, no draft of a grid stands in it.
CREATE TABLE enrol_ledger (
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT,
  act TEXT NOT NULL,
  kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  content TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (workspace_id, number)
);
CREATE INDEX enrol_ledger_by_object ON enrol_ledger (workspace_id, kind, object_id);
