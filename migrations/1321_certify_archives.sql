-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Archives of a session asked for an audit. The file stands beside the data for some days, then goes.
CREATE TABLE certify_archive (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  title TEXT NOT NULL,
  identities TEXT NOT NULL,
  locale TEXT NOT NULL,
  ledger_entries BIGINT NOT NULL,
  state TEXT NOT NULL,
  step BIGINT NOT NULL,
  steps BIGINT NOT NULL,
  files BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  problem TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  made_at BIGINT
);
CREATE INDEX certify_archive_by_workspace ON certify_archive (workspace_id, asked_at);
