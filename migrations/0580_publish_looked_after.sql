-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The restore after which the network was asked whether the post is there: once each, before anything is sent.
ALTER TABLE publish_delivery ADD COLUMN looked_after BIGINT;
