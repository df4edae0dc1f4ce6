-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Workspaces, people, brands and who holds which role where.
CREATE TABLE identity_workspace (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  approval TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE identity_person (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_secret TEXT,
  totp_confirmed_at BIGINT,
  totp_last_step BIGINT NOT NULL,
  failed_sign_ins BIGINT NOT NULL,
  locked_until BIGINT,
  created_at BIGINT NOT NULL,
  erased_at BIGINT
);

CREATE TABLE identity_brand (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  locale TEXT NOT NULL,
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT,
  UNIQUE (workspace_id, slug)
);

-- brand_id NULL: the role holds for every brand of the workspace.
CREATE TABLE identity_membership (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  brand_id TEXT REFERENCES identity_brand (id),
  role TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX identity_membership_by_person ON identity_membership (person_id, workspace_id);
CREATE INDEX identity_membership_by_workspace ON identity_membership (workspace_id);

CREATE TABLE identity_session (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  token_hash TEXT NOT NULL UNIQUE,
  user_agent TEXT NOT NULL,
  address TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX identity_session_by_person ON identity_session (person_id);

CREATE TABLE identity_api_token (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  brand_id TEXT REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  capabilities TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX identity_api_token_by_person ON identity_api_token (person_id);

CREATE TABLE identity_invitation (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  brand_id TEXT REFERENCES identity_brand (id),
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  invited_by TEXT NOT NULL REFERENCES identity_person (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  accepted_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX identity_invitation_by_workspace ON identity_invitation (workspace_id);

CREATE TABLE identity_password_reset (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES identity_person (id),
  token_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX identity_password_reset_by_person ON identity_password_reset (person_id);
