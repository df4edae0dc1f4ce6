-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The sending half of publication: what goes out, each attempt, what a connector keeps, accounts, and the freeze.
CREATE TABLE publish_connection (
  channel_id TEXT NOT NULL PRIMARY KEY REFERENCES strategy_channel (id),
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  network TEXT NOT NULL,
  service TEXT NOT NULL,
  name TEXT NOT NULL,
  web TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  sealed_session TEXT NOT NULL,
  state TEXT NOT NULL,
  account_id TEXT NOT NULL,
  profile_url TEXT NOT NULL,
  problem_code TEXT NOT NULL,
  problem_detail TEXT NOT NULL,
  grace_minutes BIGINT NOT NULL,
  checked_at BIGINT NOT NULL,
  last_success_at BIGINT
);

CREATE TABLE publish_delivery (
  publication_id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  channel_id TEXT NOT NULL REFERENCES strategy_channel (id),
  state TEXT NOT NULL,
  operation_number BIGINT NOT NULL,
  post TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  due BIGINT NOT NULL,
  not_before BIGINT,
  lease TEXT NOT NULL,
  lease_until BIGINT,
  first_sent_at BIGINT,
  tries BIGINT NOT NULL,
  looks BIGINT NOT NULL,
  asked_at BIGINT,
  remote_id TEXT NOT NULL,
  url TEXT NOT NULL,
  live_at BIGINT,
  proof TEXT,
  problem_code TEXT NOT NULL,
  problem_detail TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX publish_delivery_by_state ON publish_delivery (state, due);
CREATE INDEX publish_delivery_by_brand ON publish_delivery (brand_id, due);

CREATE TABLE publish_attempt (
  id TEXT NOT NULL PRIMARY KEY,
  publication_id TEXT NOT NULL,
  operation_number BIGINT NOT NULL,
  step TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  began_at BIGINT NOT NULL,
  ended_at BIGINT,
  outcome TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  status BIGINT NOT NULL
);
CREATE INDEX publish_attempt_by_publication ON publish_attempt (publication_id, began_at, id);

-- What a connector must find again after a crash: uploaded media, drafts.
CREATE TABLE publish_note (
  publication_id TEXT NOT NULL,
  operation_number BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (publication_id, operation_number, name)
);

-- While a row stands, nothing of that brand (or of any brand of that workspace) passes the fence.
CREATE TABLE publish_freeze (
  scope_id TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  frozen_by TEXT NOT NULL,
  frozen_at BIGINT NOT NULL
);
