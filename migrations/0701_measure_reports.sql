-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Reports made in the background, kept as they were given.
CREATE TABLE measure_report (
  id TEXT NOT NULL PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id) ON DELETE CASCADE,
  objective_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL
);
CREATE INDEX measure_report_by_objective ON measure_report (brand_id, objective_id, made_at);
