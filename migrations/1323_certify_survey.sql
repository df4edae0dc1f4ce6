-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What became of those who were certified: when they are asked, and what they answered. An answer names nobody.
CREATE TABLE certify_survey_plan (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  sending TEXT NOT NULL,
  months TEXT NOT NULL,
  reminder_days BIGINT NOT NULL,
  most_reminders BIGINT NOT NULL,
  open_days BIGINT NOT NULL,
  source TEXT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE certify_survey (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  certificate_id TEXT NOT NULL,
  months BIGINT NOT NULL,
  route TEXT NOT NULL,
  certified_on TEXT NOT NULL,
  state TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  last_sent_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL,
  situation TEXT,
  job TEXT,
  contract TEXT,
  answered_at BIGINT,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_survey_once ON certify_survey (candidate_id, months);
CREATE UNIQUE INDEX certify_survey_token ON certify_survey (token_hash);
CREATE INDEX certify_survey_by_workspace ON certify_survey (workspace_id, certified_on);
