-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Pieces, deposits, the copies that jurors get, and what was refused. The names that candidates gave their files stand
-- apart: they may tell who a candidate is, and never enter the ledger.
CREATE TABLE examine_piece (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES examine_session (id),
  sitter_id TEXT NOT NULL REFERENCES examine_sitter (id),
  deliverable TEXT NOT NULL,
  kind TEXT NOT NULL,
  live TEXT,
  original_id TEXT,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  print_sha256 TEXT,
  traits TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX examine_piece_by_sitter ON examine_piece (sitter_id, created_at);

CREATE TABLE examine_piece_name (
  piece_id TEXT NOT NULL PRIMARY KEY REFERENCES examine_piece (id),
  given TEXT NOT NULL
);

CREATE TABLE examine_indicator (
  criterion TEXT NOT NULL,
  code TEXT NOT NULL,
  numerator BIGINT NOT NULL,
  denominator BIGINT NOT NULL,
  piece_id TEXT NOT NULL REFERENCES examine_piece (id),
  deliverable TEXT NOT NULL,
  PRIMARY KEY (piece_id, criterion, code)
);

-- Append only but for state, sealed_at and revision.
CREATE TABLE examine_submission (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES examine_session (id),
  sitter_id TEXT NOT NULL REFERENCES examine_sitter (id),
  enrolment_id TEXT NOT NULL,
  pseudonym TEXT NOT NULL,
  attempt BIGINT NOT NULL,
  state TEXT NOT NULL,
  pieces TEXT NOT NULL,
  manifest TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  leaf TEXT NOT NULL,
  leaf_index BIGINT NOT NULL,
  deposited_at BIGINT NOT NULL,
  sealed_at BIGINT,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX examine_submission_by_attempt ON examine_submission (sitter_id, attempt);
CREATE UNIQUE INDEX examine_submission_by_leaf ON examine_submission (session_id, leaf_index);

CREATE TABLE examine_copy (
  piece_id TEXT NOT NULL,
  submission_id TEXT NOT NULL REFERENCES examine_submission (id),
  deliverable TEXT NOT NULL,
  kind TEXT NOT NULL,
  live TEXT,
  original_id TEXT,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  print_sha256 TEXT,
  cleaned TEXT NOT NULL,
  traits TEXT NOT NULL,
  PRIMARY KEY (submission_id, piece_id)
);

CREATE TABLE examine_derogation (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  sitter_id TEXT NOT NULL REFERENCES examine_sitter (id),
  until BIGINT NOT NULL,
  motive TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  granted_at BIGINT NOT NULL
);
CREATE INDEX examine_derogation_by_sitter ON examine_derogation (sitter_id);

CREATE TABLE examine_refusal (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  sitter_id TEXT,
  act TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX examine_refusal_by_session ON examine_refusal (session_id, at);
