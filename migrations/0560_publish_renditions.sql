-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Copies of images that fit the channel's network, bound by the approval and sent in place of the originals.
ALTER TABLE publish_publication ADD COLUMN renditions TEXT NOT NULL DEFAULT '[]';
