-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What the retention schedule purged: which kind, of what, on which ground, how much, when. No name is here.
CREATE TABLE certify_purge (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  source TEXT NOT NULL,
  count BIGINT NOT NULL,
  purged_at BIGINT NOT NULL
);
CREATE INDEX certify_purge_by_workspace ON certify_purge (workspace_id, purged_at);
