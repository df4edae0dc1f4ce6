-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Exam cases, exam sessions and who sits them.
CREATE TABLE examine_case (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  content TEXT NOT NULL,
  documents TEXT NOT NULL,
  state TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  sealed_at BIGINT
);
CREATE INDEX examine_case_by_workspace ON examine_case (workspace_id, created_at);

CREATE TABLE examine_session (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  title TEXT NOT NULL,
  block TEXT NOT NULL,
  version_id TEXT NOT NULL,
  rule_set_id TEXT NOT NULL,
  rules TEXT,
  centre TEXT NOT NULL,
  habilitation TEXT NOT NULL,
  mode TEXT NOT NULL,
  zone TEXT NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  measures TEXT NOT NULL,
  pool TEXT NOT NULL,
  draw_seed TEXT NOT NULL,
  root TEXT,
  sealed_leaves BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX examine_session_by_workspace ON examine_session (workspace_id, opens_at);
CREATE INDEX examine_session_by_state ON examine_session (state);

CREATE TABLE examine_sitter (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES examine_session (id),
  enrolment_id TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  zone TEXT NOT NULL,
  presence TEXT NOT NULL,
  case_id TEXT REFERENCES examine_case (id),
  brand_id TEXT REFERENCES identity_brand (id),
  factor TEXT NOT NULL,
  pause_minutes BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  late_until BIGINT,
  convoked_at BIGINT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX examine_sitter_by_enrolment ON examine_sitter (session_id, enrolment_id);
CREATE UNIQUE INDEX examine_sitter_by_pseudonym ON examine_sitter (workspace_id, pseudonym);
CREATE INDEX examine_sitter_by_person ON examine_sitter (enrolment_id);
