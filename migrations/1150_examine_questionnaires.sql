-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The bank of questions, blueprints, and who answered what.
CREATE TABLE examine_question (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  reference TEXT NOT NULL,
  competency TEXT NOT NULL,
  difficulty TEXT NOT NULL,
  tags TEXT NOT NULL,
  state TEXT NOT NULL,
  version_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  folded TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (workspace_id, reference)
);

CREATE TABLE examine_question_version (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  item_id TEXT NOT NULL REFERENCES examine_question (id),
  number BIGINT NOT NULL,
  question TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  UNIQUE (item_id, number)
);

CREATE TABLE examine_questionnaire (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  title TEXT NOT NULL,
  block TEXT NOT NULL,
  state TEXT NOT NULL,
  blueprint TEXT NOT NULL,
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX examine_questionnaire_by_workspace ON examine_questionnaire (workspace_id, title);

CREATE TABLE examine_session_questionnaire (
  session_id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  questionnaire_id TEXT NOT NULL REFERENCES examine_questionnaire (id),
  title TEXT NOT NULL,
  blueprint TEXT NOT NULL,
  pool TEXT NOT NULL,
  seed TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  set_by TEXT NOT NULL
);

CREATE TABLE examine_sitting (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES identity_workspace (id),
  session_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  seed TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  pause_left_ms BIGINT NOT NULL,
  paused_at BIGINT,
  handed_in_at BIGINT,
  handed_in_by TEXT,
  revision BIGINT NOT NULL,
  UNIQUE (session_id, enrolment_id)
);

CREATE TABLE examine_sitting_question (
  sitting_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  item_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  points BIGINT NOT NULL,
  shown_order TEXT NOT NULL,
  answer TEXT,
  answered_at BIGINT,
  saves BIGINT NOT NULL,
  score TEXT,
  mark TEXT,
  PRIMARY KEY (sitting_id, position)
);
