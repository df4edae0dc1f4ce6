-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The certification's card, versions of its referential, what the certifier settled of truncated words, equivalences.
CREATE TABLE enrol_card (
  workspace_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_workspace (id),
  certifier TEXT NOT NULL,
  title TEXT NOT NULL,
  rncp_number TEXT NOT NULL,
  level BIGINT,
  registered_on TEXT,
  registered_until TEXT,
  representative TEXT NOT NULL,
  representative_function TEXT NOT NULL,
  address TEXT NOT NULL,
  siret TEXT NOT NULL,
  cdc_client TEXT NOT NULL,
  cdc_contract TEXT NOT NULL,
  website TEXT,
  centres TEXT NOT NULL,
  revision BIGINT NOT NULL
);

-- `content` has the form of referential/referential.json; `package` is the CASE package it came from, to the letter.
CREATE TABLE enrol_version (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  label TEXT NOT NULL,
  rncp_number TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  state TEXT NOT NULL,
  origin TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content TEXT NOT NULL,
  package TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  confirmed_by TEXT,
  retired_at BIGINT
);
CREATE INDEX enrol_version_by_workspace ON enrol_version (workspace_id, state, confirmed_at);

CREATE TABLE enrol_resolution (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  version_id TEXT NOT NULL REFERENCES enrol_version (id),
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  motive TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by TEXT
);
CREATE UNIQUE INDEX enrol_resolution_standing ON enrol_resolution (version_id, code) WHERE withdrawn_at IS NULL;

CREATE TABLE enrol_equivalence (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  from_version TEXT NOT NULL REFERENCES enrol_version (id),
  to_version TEXT NOT NULL REFERENCES enrol_version (id),
  block TEXT NOT NULL,
  decision TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE UNIQUE INDEX enrol_equivalence_standing ON enrol_equivalence (from_version, to_version, block) WHERE withdrawn_at IS NULL;
