-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What closed minutes decided, and the blocks that stand. No name is here.
CREATE TABLE certify_outcome (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  block TEXT NOT NULL,
  verdict TEXT NOT NULL,
  motive TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  session_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  notify_by TEXT NOT NULL,
  appeal_by TEXT NOT NULL,
  appeal_days BIGINT NOT NULL,
  notified_at BIGINT,
  state TEXT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_outcome_once ON certify_outcome (workspace_id, minutes_number, enrolment_id, block);
CREATE INDEX certify_outcome_by_candidate ON certify_outcome (candidate_id);
CREATE INDEX certify_outcome_to_notify ON certify_outcome (notify_by) WHERE notified_at IS NULL;

CREATE TABLE certify_award (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  block TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  awarded_on TEXT NOT NULL,
  until TEXT,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX certify_award_by_candidate ON certify_award (candidate_id);
CREATE INDEX certify_award_by_workspace ON certify_award (workspace_id, awarded_on);
