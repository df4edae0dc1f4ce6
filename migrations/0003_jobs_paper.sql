-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a job that a person asked for was handed to read (a file), and what it says of it. Goes with the job.
CREATE TABLE jobs_paper (
  job_id TEXT NOT NULL PRIMARY KEY REFERENCES jobs_job (id) ON DELETE CASCADE,
  handed_in TEXT NOT NULL,
  answer TEXT NOT NULL
);
