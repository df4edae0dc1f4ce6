-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Rule sets: versions of lines of one name; at most one of a line is in force.
CREATE TABLE enrol_rule_set (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  name TEXT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  rules TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  in_force_at BIGINT,
  retired_at BIGINT
);
CREATE UNIQUE INDEX enrol_rule_set_number ON enrol_rule_set (workspace_id, name, number);
CREATE UNIQUE INDEX enrol_rule_set_in_force ON enrol_rule_set (workspace_id, name) WHERE state = 'in_force';
