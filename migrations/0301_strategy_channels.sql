-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Where one speaks, and the tagged links that tell where a visit came from.
CREATE TABLE strategy_channel (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  network TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  delivery TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX strategy_channel_by_brand ON strategy_channel (brand_id, created_at);

CREATE TABLE strategy_short_link (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  code TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL,
  source TEXT NOT NULL,
  medium TEXT NOT NULL,
  campaign TEXT NOT NULL,
  content TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  channel_id TEXT REFERENCES strategy_channel (id),
  publication_id TEXT,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX strategy_short_link_by_brand ON strategy_short_link (brand_id, created_at);
CREATE INDEX strategy_short_link_by_publication ON strategy_short_link (publication_id);
