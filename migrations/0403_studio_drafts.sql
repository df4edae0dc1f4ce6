-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Contents still in draft, few among many: what rooms above ask of a content that something waits for.
CREATE UNIQUE INDEX studio_content_draft ON studio_content (id) WHERE state = 'draft' AND archived_at IS NULL;
CREATE VIEW studio_draft AS SELECT id FROM studio_content WHERE state = 'draft' AND archived_at IS NULL;
