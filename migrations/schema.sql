-- Written by the store's schema test; do not edit. What all migrations together make, as SQLite tells it.

CREATE TABLE jobs_event (
  id TEXT NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_code TEXT NOT NULL,
  last_detail TEXT NOT NULL,
  ended_at BIGINT
);

CREATE TABLE jobs_heard (
  event_id TEXT NOT NULL REFERENCES jobs_event (id) ON DELETE CASCADE,
  listener TEXT NOT NULL,
  PRIMARY KEY (event_id, listener)
);

CREATE TABLE jobs_job (
  id TEXT NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL,
  kind TEXT NOT NULL,
  lane TEXT NOT NULL,
  state TEXT NOT NULL,
  payload TEXT NOT NULL,
  unique_key TEXT,
  run_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  lease_token TEXT,
  lease_until BIGINT,
  cancel_asked INTEGER NOT NULL,
  progress DOUBLE PRECISION NOT NULL,
  progress_code TEXT NOT NULL,
  last_code TEXT NOT NULL,
  last_detail TEXT NOT NULL,
  ended_at BIGINT
);

CREATE TABLE jobs_schedule (
  name TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  lane TEXT NOT NULL,
  payload TEXT NOT NULL,
  every_ms BIGINT,
  daily_at TEXT,
  zone TEXT,
  next_at BIGINT NOT NULL
);

CREATE TABLE store_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);

CREATE INDEX jobs_event_ended ON jobs_event (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX jobs_event_waiting ON jobs_event (name, sequence) WHERE state = 'waiting';

CREATE INDEX jobs_job_due ON jobs_job (run_at, sequence) WHERE state = 'waiting';

CREATE INDEX jobs_job_ended ON jobs_job (ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX jobs_job_running ON jobs_job (lane, lease_until) WHERE state = 'running';

CREATE UNIQUE INDEX jobs_job_unique_key ON jobs_job (unique_key) WHERE state = 'waiting';

CREATE INDEX jobs_schedule_next ON jobs_schedule (next_at);
