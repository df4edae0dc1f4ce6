-- SPDX-License-Identifier: AGPL-3.0-or-later
-- An order id is counted once for a site, for ever; one told without a site, once for the brand until a site tells it too.
CREATE TABLE convert_conversion_before AS SELECT * FROM convert_conversion;
DROP TABLE convert_conversion;
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
  tax_per_mille BIGINT
);
INSERT INTO convert_conversion (id, brand_id, site_id, kind, order_id, at, value_minor, value_currency, refunded_minor, refunded_currency, tax, source,
                                objective_id, promo_code, codes, note, revision, created_at, tax_per_mille)
SELECT id, brand_id, site_id, kind, order_id, at, value_minor, value_currency, refunded_minor, refunded_currency, tax, source,
       objective_id, promo_code, codes, note, revision, created_at, tax_per_mille FROM convert_conversion_before;
DROP TABLE convert_conversion_before;
CREATE INDEX convert_conversion_by_brand ON convert_conversion (brand_id, at, id);
CREATE UNIQUE INDEX convert_conversion_of_site ON convert_conversion (brand_id, order_id, site_id) WHERE site_id IS NOT NULL;
CREATE UNIQUE INDEX convert_conversion_of_no_site ON convert_conversion (brand_id, order_id) WHERE site_id IS NULL;
