-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Certificates; keys, the secret half sealed in a table of its own; credentials, their documents apart, so that a person's
-- erasure takes the documents and leaves the proofs; what holders share.
CREATE TABLE certify_certificate (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  serial TEXT NOT NULL,
  minutes_number TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  blocks TEXT NOT NULL,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  replaces TEXT,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_certificate_serial ON certify_certificate (workspace_id, serial);
CREATE UNIQUE INDEX certify_certificate_standing ON certify_certificate (enrolment_id) WHERE state = 'issued';

CREATE TABLE certify_key (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  public_key TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  retired_at BIGINT,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_key_name ON certify_key (workspace_id, name);
CREATE UNIQUE INDEX certify_key_active ON certify_key (workspace_id, kind) WHERE state = 'active';

CREATE TABLE certify_key_secret (
  key_id TEXT NOT NULL PRIMARY KEY REFERENCES certify_key (id),
  sealed TEXT NOT NULL
);

CREATE TABLE certify_credential (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  source_id TEXT NOT NULL,
  block TEXT NOT NULL,
  status_list BIGINT NOT NULL,
  status_index BIGINT NOT NULL,
  document_sha256 TEXT NOT NULL,
  token_sha256 TEXT NOT NULL,
  state TEXT NOT NULL,
  motive TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX certify_credential_status ON certify_credential (workspace_id, status_list, status_index);
CREATE UNIQUE INDEX certify_credential_once ON certify_credential (source_id, kind) WHERE state <> 'revoked';
CREATE INDEX certify_credential_by_candidate ON certify_credential (candidate_id);

CREATE TABLE certify_document (
  credential_id TEXT NOT NULL PRIMARY KEY REFERENCES certify_credential (id),
  document TEXT NOT NULL,
  token TEXT NOT NULL
);

CREATE TABLE certify_share (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  candidate_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  until BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX certify_share_token ON certify_share (token_hash);
CREATE INDEX certify_share_by_candidate ON certify_share (candidate_id);
