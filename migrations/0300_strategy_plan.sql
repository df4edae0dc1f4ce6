-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What is aimed at: objectives, the brief they come from, and for whom.
CREATE TABLE strategy_objective (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  metric TEXT NOT NULL,
  target BIGINT,
  currency TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  budget_minor BIGINT,
  budget_currency TEXT,
  tax TEXT NOT NULL,
  margin_percent BIGINT,
  state TEXT NOT NULL,
  renewed_from TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT,
  UNIQUE (brand_id, slug)
);
CREATE INDEX strategy_objective_by_brand ON strategy_objective (brand_id, created_at);

CREATE TABLE strategy_brief (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  title TEXT NOT NULL,
  context TEXT NOT NULL,
  problem_statement TEXT NOT NULL,
  received_on TEXT,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX strategy_brief_by_brand ON strategy_brief (brand_id, created_at);

CREATE TABLE strategy_brief_document (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  brief_id TEXT NOT NULL REFERENCES strategy_brief (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  paragraphs TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX strategy_brief_document_by_brief ON strategy_brief_document (brief_id, created_at);

CREATE TABLE strategy_passage (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  brief_id TEXT NOT NULL REFERENCES strategy_brief (id),
  document_id TEXT REFERENCES strategy_brief_document (id),
  paragraph BIGINT NOT NULL,
  first_unit BIGINT NOT NULL,
  end_unit BIGINT NOT NULL,
  excerpt TEXT NOT NULL,
  kind TEXT NOT NULL,
  serves TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  created_at BIGINT NOT NULL
);
CREATE INDEX strategy_passage_by_brief ON strategy_passage (brief_id, created_at);

CREATE TABLE strategy_persona (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  card TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX strategy_persona_by_brand ON strategy_persona (brand_id, created_at);

CREATE TABLE strategy_pillar (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  share_percent BIGINT NOT NULL,
  topics TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX strategy_pillar_by_brand ON strategy_pillar (brand_id, created_at);

-- Every saved revision of a charter stays: what a client signed can be shown again.
CREATE TABLE strategy_charter (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  revision BIGINT NOT NULL,
  text TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  signed_by TEXT,
  signed_at BIGINT,
  UNIQUE (brand_id, revision)
);
