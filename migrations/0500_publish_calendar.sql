-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Publications (one content on one channel at one moment) and their approval.
CREATE TABLE publish_publication (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  content_id TEXT NOT NULL REFERENCES studio_content (id),
  channel_id TEXT NOT NULL REFERENCES strategy_channel (id),
  author_id TEXT NOT NULL,
  state TEXT NOT NULL,
  approval TEXT NOT NULL,
  moment TEXT NOT NULL,
  at BIGINT NOT NULL,
  text TEXT NOT NULL,
  assets TEXT NOT NULL,
  language TEXT NOT NULL,
  link_id TEXT REFERENCES strategy_short_link (id),
  link_code TEXT,
  hashes TEXT NOT NULL,
  approved_hashes TEXT,
  approved_by TEXT,
  approved_at BIGINT,
  proof TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX publish_publication_by_brand ON publish_publication (brand_id, at, id);
CREATE INDEX publish_publication_by_content ON publish_publication (content_id);
CREATE INDEX publish_publication_by_state ON publish_publication (state, at);

CREATE TABLE publish_approval_request (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  title TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  sealed_token TEXT NOT NULL,
  recipient TEXT NOT NULL,
  substitute TEXT,
  silence TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL,
  closed_at BIGINT
);
CREATE INDEX publish_approval_request_by_brand ON publish_approval_request (brand_id, created_at);

CREATE TABLE publish_approval_item (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES publish_approval_request (id),
  publication_id TEXT NOT NULL REFERENCES publish_publication (id),
  offered TEXT NOT NULL,
  approved TEXT,
  decision TEXT NOT NULL,
  comment TEXT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  UNIQUE (request_id, publication_id)
);
CREATE INDEX publish_approval_item_by_publication ON publish_approval_item (publication_id);
