-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The jury together: deliberations, what was agreed and decided, and the minutes. Closed minutes are never altered.

CREATE TABLE judge_deliberation (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  round BIGINT NOT NULL,
  state TEXT NOT NULL,
  starts_at BIGINT,
  place TEXT NOT NULL,
  present TEXT NOT NULL,
  representative TEXT NOT NULL,
  incidents TEXT NOT NULL,
  supersedes TEXT,
  motive TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX judge_deliberation_by_round ON judge_deliberation (session_id, round);

CREATE TABLE judge_agreed (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  deliberation_id TEXT NOT NULL REFERENCES judge_deliberation (id),
  enrolment_id TEXT NOT NULL,
  criterion TEXT NOT NULL,
  points TEXT NOT NULL,
  origin TEXT NOT NULL,
  voice TEXT NOT NULL,
  motive TEXT NOT NULL,
  votes TEXT NOT NULL,
  agreed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX judge_agreed_by_criterion ON judge_agreed (deliberation_id, enrolment_id, criterion);

CREATE TABLE judge_decision (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  deliberation_id TEXT NOT NULL REFERENCES judge_deliberation (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  block TEXT NOT NULL,
  verdict TEXT NOT NULL,
  ratio TEXT,
  shortfalls TEXT NOT NULL,
  motive TEXT NOT NULL,
  casting_vote TEXT NOT NULL,
  votes TEXT NOT NULL,
  blocks TEXT NOT NULL,
  minutes_id TEXT,
  decided_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX judge_decision_by_candidate ON judge_decision (deliberation_id, enrolment_id);
CREATE INDEX judge_decision_by_minutes ON judge_decision (minutes_id);

CREATE TABLE judge_minutes (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  deliberation_id TEXT NOT NULL REFERENCES judge_deliberation (id),
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  pdf_sha256 TEXT NOT NULL,
  root TEXT NOT NULL,
  supersedes TEXT,
  created_at BIGINT NOT NULL,
  closed_at BIGINT
);
CREATE UNIQUE INDEX judge_minutes_by_number ON judge_minutes (workspace_id, number);
CREATE INDEX judge_minutes_by_session ON judge_minutes (session_id);

-- What was printed and signed, names included; apart from the ledger, which holds its digest.
CREATE TABLE judge_minutes_content (
  id TEXT NOT NULL PRIMARY KEY REFERENCES judge_minutes (id),
  content TEXT NOT NULL
);

CREATE TABLE judge_signature (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  minutes_id TEXT NOT NULL REFERENCES judge_minutes (id),
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  method TEXT NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  signed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX judge_signature_by_juror ON judge_signature (minutes_id, juror_id, content_sha256);
