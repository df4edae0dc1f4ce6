-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Who judges, in which jury, with what tie to whom; and the numbers that are never given twice.

CREATE TABLE judge_juror (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  person_id TEXT NOT NULL,
  quality TEXT NOT NULL,
  employer TEXT NOT NULL,
  belongs TEXT NOT NULL,
  gender TEXT NOT NULL,
  qualification TEXT NOT NULL,
  proof_sha256 TEXT,
  proof_name TEXT NOT NULL,
  qualified_until TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE UNIQUE INDEX judge_juror_by_person ON judge_juror (workspace_id, person_id);

CREATE TABLE judge_seat (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  position TEXT NOT NULL,
  state TEXT NOT NULL,
  replaces TEXT,
  created_at BIGINT NOT NULL,
  left_at BIGINT
);
CREATE INDEX judge_seat_by_session ON judge_seat (session_id);
CREATE INDEX judge_seat_by_juror ON judge_seat (juror_id);

-- Every declaration stays; the last one of a juror on a candidate counts.
CREATE TABLE judge_declaration (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  enrolment_id TEXT NOT NULL,
  tie TEXT NOT NULL,
  note TEXT NOT NULL,
  declared_at BIGINT NOT NULL
);
CREATE INDEX judge_declaration_by_session ON judge_declaration (session_id, juror_id);

CREATE TABLE judge_incident (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  code TEXT NOT NULL,
  juror_id TEXT,
  by_juror_id TEXT,
  enrolment_id TEXT,
  note TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX judge_incident_by_session ON judge_incident (session_id);

-- Counters; `home` is the token of the folder that last confirmed each.
CREATE TABLE judge_number (
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  home TEXT NOT NULL,
  PRIMARY KEY (workspace_id, name, year)
);

CREATE TABLE judge_number_home (
  id TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  restored_at BIGINT
);
