-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Brands in which nothing is for real: no channel of theirs is ever connected to a network.
CREATE TABLE identity_sandbox (
  brand_id TEXT NOT NULL PRIMARY KEY REFERENCES identity_brand (id),
  workspace_id TEXT NOT NULL
);
