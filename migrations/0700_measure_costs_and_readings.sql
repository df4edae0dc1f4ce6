-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What was spent, and what networks or people say of a publication. `side`: what it costs the agency (internal), or what
-- the client pays (billed).
CREATE TABLE measure_cost_line (
  id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  objective_id TEXT REFERENCES strategy_objective (id),
  publication_id TEXT,
  kind TEXT NOT NULL,
  side TEXT NOT NULL,
  on_day TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  amount_currency TEXT NOT NULL,
  tax TEXT NOT NULL,
  tax_per_mille BIGINT,
  minutes BIGINT,
  person_id TEXT,
  week TEXT,
  note TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX measure_cost_line_by_brand ON measure_cost_line (brand_id, on_day);
CREATE INDEX measure_cost_line_by_objective ON measure_cost_line (objective_id);
CREATE INDEX measure_cost_line_by_week ON measure_cost_line (person_id, week);

-- Every reading stays; the last one of a metric is the figure shown.
CREATE TABLE measure_reading (
  id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  publication_id TEXT NOT NULL,
  metric TEXT NOT NULL,
  value BIGINT NOT NULL,
  at BIGINT NOT NULL,
  origin TEXT NOT NULL,
  screenshot_asset_id TEXT,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX measure_reading_by_publication ON measure_reading (brand_id, publication_id, metric, at);
