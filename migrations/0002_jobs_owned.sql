-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Jobs that a person asked for: whose they are, what they are about, and where what they made stands.
CREATE TABLE jobs_owned (
  job_id TEXT NOT NULL PRIMARY KEY REFERENCES jobs_job (id) ON DELETE CASCADE,
  workspace TEXT NOT NULL,
  brand TEXT NOT NULL,
  person TEXT NOT NULL,
  subject TEXT NOT NULL,
  place TEXT NOT NULL,
  asked_at BIGINT NOT NULL
);
CREATE INDEX jobs_owned_by_person ON jobs_owned (person, asked_at);
