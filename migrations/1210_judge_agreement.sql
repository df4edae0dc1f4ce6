-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The page of agreement as it was reckoned from the minutes closed then; rebuilt from the grids at any time.

CREATE TABLE judge_agreement (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  minutes TEXT NOT NULL,
  page TEXT NOT NULL
);
