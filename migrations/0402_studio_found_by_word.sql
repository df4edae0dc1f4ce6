-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Each word of a content's folded title and body, so that a word is found among a million contents without reading them.
-- Derived from studio_content by the program, which fills it once for contents older than the table.
CREATE TABLE studio_content_word (
  word TEXT NOT NULL,
  content_id TEXT NOT NULL,
  PRIMARY KEY (word, content_id)
);

-- A page of contents is read in order from the index of its shelf and state, however many there are of the others.
DROP INDEX studio_content_by_brand;
CREATE INDEX studio_content_active ON studio_content (brand_id, updated_at, id) WHERE archived_at IS NULL;
CREATE INDEX studio_content_active_by_state ON studio_content (brand_id, state, updated_at, id) WHERE archived_at IS NULL;
CREATE INDEX studio_content_archived ON studio_content (brand_id, updated_at, id) WHERE archived_at IS NOT NULL;
