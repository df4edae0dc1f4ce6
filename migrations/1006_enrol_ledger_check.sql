-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The last whole verification of the ledger. `found` is sealed with the key kept beside the records: nobody who only
-- writes to them makes one.
CREATE TABLE enrol_ledger_check (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  job_id TEXT,
  found TEXT NOT NULL
);
