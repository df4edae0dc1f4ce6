-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What was done, by whom (append only: no statement of the program updates or deletes a row; each row holds the hash
-- of the one before it), and the mail that the program sent or keeps for the outbox page.
CREATE TABLE identity_audit_entry (
  position BIGINT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  workspace_id TEXT NOT NULL,
  brand_id TEXT,
  person_id TEXT NOT NULL,
  via TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX identity_audit_entry_by_workspace ON identity_audit_entry (workspace_id, position);
CREATE INDEX identity_audit_entry_by_object ON identity_audit_entry (object_id);

CREATE TABLE identity_sent_mail (
  id TEXT PRIMARY KEY,
  workspace_id TEXT,
  recipient TEXT NOT NULL,
  template_name TEXT NOT NULL,
  locale TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  problem TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);
CREATE INDEX identity_sent_mail_by_workspace ON identity_sent_mail (workspace_id, created_at);
