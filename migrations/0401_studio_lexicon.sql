-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The brand's own words, right in every spelling check.
CREATE TABLE studio_word (
  brand_id TEXT NOT NULL REFERENCES identity_brand (id),
  folded TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (brand_id, folded)
);
