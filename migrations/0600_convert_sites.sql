-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Where visits become conversions: sites under one consent mode each, conversions measured or declared, promo codes.
CREATE TABLE convert_site (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  name TEXT NOT NULL,
  hosts TEXT NOT NULL,
  mode TEXT NOT NULL,
  site_key TEXT NOT NULL UNIQUE,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT
);
CREATE INDEX convert_site_by_brand ON convert_site (brand_id, created_at);

CREATE TABLE convert_promo_code (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  code TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  link_code TEXT,
  note TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  archived_at BIGINT,
  UNIQUE (brand_id, code)
);

-- An order id is counted once for a brand, for ever.
CREATE TABLE convert_conversion (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  site_id TEXT REFERENCES convert_site (id),
  kind TEXT NOT NULL,
  order_id TEXT,
  at BIGINT NOT NULL,
  value_minor BIGINT NOT NULL,
  value_currency TEXT NOT NULL,
  refunded_minor BIGINT NOT NULL,
  refunded_currency TEXT NOT NULL,
  tax TEXT NOT NULL,
  source TEXT NOT NULL,
  objective_id TEXT REFERENCES strategy_objective (id),
  promo_code TEXT,
  codes TEXT NOT NULL,
  note TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (brand_id, order_id)
);
CREATE INDEX convert_conversion_by_brand ON convert_conversion (brand_id, at, id);
