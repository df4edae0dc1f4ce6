-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What an appeal upheld or a fraud decided asks of the minutes: one line a cause.
CREATE TABLE certify_correction (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  cause TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  block TEXT NOT NULL,
  session_id TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  deliberation_id TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_correction_once ON certify_correction (cause, cause_id);
CREATE INDEX certify_correction_by_session ON certify_correction (session_id);
