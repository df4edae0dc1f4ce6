-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The day's page asks each brand for its publications of a few states, however many it has of the others.
CREATE INDEX publish_publication_by_brand_state ON publish_publication (brand_id, state, at, id);
