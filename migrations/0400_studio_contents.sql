-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Contents: one intent, one body, variants by channel, images with their alternative text.
CREATE TABLE studio_asset (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  media_type TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  alt TEXT NOT NULL,
  credit TEXT NOT NULL,
  licence TEXT NOT NULL,
  rights_until TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX studio_asset_by_brand ON studio_asset (brand_id, created_at);

CREATE TABLE studio_content (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  objective_id TEXT REFERENCES strategy_objective (id),
  pillar_id TEXT REFERENCES strategy_pillar (id),
  persona_id TEXT REFERENCES strategy_persona (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  language TEXT NOT NULL,
  link_url TEXT,
  assets TEXT NOT NULL,
  variants TEXT NOT NULL,
  state TEXT NOT NULL,
  author_id TEXT NOT NULL,
  search_text TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX studio_content_by_brand ON studio_content (brand_id, updated_at, id);

-- Every saved revision, so that nothing written is ever lost.
CREATE TABLE studio_content_revision (
  content_id TEXT NOT NULL REFERENCES studio_content (id),
  revision BIGINT NOT NULL,
  draft TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (content_id, revision)
);
