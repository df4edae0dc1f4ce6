-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Which minutes those of an outcome supersede: a correction of a correction is followed back to the first.
ALTER TABLE certify_outcome ADD COLUMN supersedes TEXT;
