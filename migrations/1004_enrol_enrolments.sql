-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Enrolments, and accommodations: the effect in one table, the reason, encrypted, in another.
CREATE TABLE enrol_enrolment (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL REFERENCES enrol_candidate (id),
  version_id TEXT NOT NULL REFERENCES enrol_version (id),
  blocks TEXT NOT NULL,
  route TEXT NOT NULL,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  complete_on TEXT,
  silence_on TEXT,
  decided_at BIGINT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX enrol_enrolment_by_workspace ON enrol_enrolment (workspace_id, created_at);
CREATE INDEX enrol_enrolment_by_candidate ON enrol_enrolment (candidate_id);
CREATE INDEX enrol_enrolment_by_silence ON enrol_enrolment (state, silence_on);

CREATE TABLE enrol_accommodation (
  enrolment_id TEXT NOT NULL PRIMARY KEY REFERENCES enrol_enrolment (id),
  workspace_id TEXT NOT NULL,
  types TEXT NOT NULL,
  factor TEXT NOT NULL,
  pause_minutes BIGINT NOT NULL,
  effect TEXT NOT NULL,
  granted_on TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  revision BIGINT NOT NULL
);

CREATE TABLE enrol_accommodation_reason (
  enrolment_id TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
