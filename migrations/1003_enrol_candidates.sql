-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Candidates without their identity; identities; NIR, encrypted. Erasing the latter two leaves every proof in place.
CREATE TABLE enrol_candidate (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  number TEXT NOT NULL,
  person_id TEXT,
  route TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  erased_at BIGINT
);
CREATE UNIQUE INDEX enrol_candidate_number ON enrol_candidate (workspace_id, number);
CREATE UNIQUE INDEX enrol_candidate_of_person ON enrol_candidate (workspace_id, person_id) WHERE person_id IS NOT NULL;

-- `folded`: number, names and mail without case or accents, for searching; `match_key`: names and birth, for duplicates.
CREATE TABLE enrol_identity (
  candidate_id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  folded TEXT NOT NULL,
  match_key TEXT NOT NULL,
  identity TEXT NOT NULL,
  invitation_id TEXT,
  invited_at BIGINT
);
CREATE INDEX enrol_identity_by_match ON enrol_identity (workspace_id, match_key);
CREATE INDEX enrol_identity_by_invitation ON enrol_identity (invitation_id);

CREATE TABLE enrol_nir (
  candidate_id TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
