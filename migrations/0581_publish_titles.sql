-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The title that goes out with the text on networks that show one: the approval binds it. Elsewhere it is empty.
ALTER TABLE publish_publication ADD COLUMN title TEXT NOT NULL DEFAULT '';
UPDATE publish_publication SET title = (SELECT content.title FROM studio_content AS content WHERE content.id = publish_publication.content_id)
WHERE channel_id IN (SELECT channel.id FROM strategy_channel AS channel WHERE channel.network = 'wordpress');
