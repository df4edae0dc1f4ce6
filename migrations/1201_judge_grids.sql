-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What jurors mark. judge_draft is its juror's alone, and stands apart so that no query over grids can carry it along.

CREATE TABLE judge_grid (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  part TEXT NOT NULL,
  place BIGINT NOT NULL,
  state TEXT NOT NULL,
  marks TEXT NOT NULL,
  remark TEXT NOT NULL,
  salt TEXT NOT NULL,
  submission_id TEXT,
  submission_sha256 TEXT NOT NULL,
  origin TEXT NOT NULL,
  paper_sha256 TEXT,
  paper_check TEXT NOT NULL,
  checked_by TEXT,
  motive TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  locked_at BIGINT,
  voided_at BIGINT
);
CREATE INDEX judge_grid_by_session ON judge_grid (session_id, enrolment_id);
CREATE INDEX judge_grid_by_juror ON judge_grid (juror_id);

CREATE TABLE judge_draft (
  id TEXT NOT NULL PRIMARY KEY REFERENCES judge_grid (id),
  marks TEXT NOT NULL,
  remark TEXT NOT NULL,
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL
);

CREATE TABLE judge_phrase (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  text TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX judge_phrase_by_juror ON judge_phrase (juror_id);

CREATE TABLE judge_oral_slot (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  place TEXT NOT NULL,
  attendance TEXT NOT NULL,
  note TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX judge_oral_slot_by_candidate ON judge_oral_slot (session_id, enrolment_id);

-- Each juror's own until the grids of the candidate are revealed.
CREATE TABLE judge_oral_note (
  oral_id TEXT NOT NULL REFERENCES judge_oral_slot (id),
  juror_id TEXT NOT NULL REFERENCES judge_juror (id),
  questions TEXT NOT NULL,
  notes TEXT NOT NULL,
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (oral_id, juror_id)
);

CREATE TABLE judge_oral_material (
  id TEXT NOT NULL PRIMARY KEY,
  oral_id TEXT NOT NULL REFERENCES judge_oral_slot (id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE INDEX judge_oral_material_by_slot ON judge_oral_material (oral_id);
