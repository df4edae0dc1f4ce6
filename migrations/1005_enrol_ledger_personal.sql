-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What of the ledger's rows may be taken away at its term: the line holds the SHA-256 of salt and content instead.
CREATE TABLE enrol_ledger_personal (
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  salt TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (workspace_id, number)
);
CREATE INDEX enrol_ledger_personal_by_object ON enrol_ledger_personal (workspace_id, kind, object_id);
