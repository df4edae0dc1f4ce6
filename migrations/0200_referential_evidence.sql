-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Evidence of work for a competency. Append only; one line a day for the same act on the same object, so that saving a
-- draft forty times leaves one trace.
CREATE TABLE referential_evidence (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL,
  workspace_id TEXT NOT NULL,
  brand_id TEXT,
  competency TEXT NOT NULL,
  what TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  link TEXT NOT NULL,
  at BIGINT NOT NULL,
  day TEXT NOT NULL,
  UNIQUE (person_id, competency, what, object_id, day)
);

CREATE INDEX referential_evidence_person ON referential_evidence (person_id, id);
CREATE INDEX referential_evidence_brand ON referential_evidence (brand_id, id);
