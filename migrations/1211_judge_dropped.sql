-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a jury agreed or decided and has to judge anew stays as it was said, marked dropped; another takes its place.
ALTER TABLE judge_agreed ADD COLUMN dropped_at BIGINT;
ALTER TABLE judge_decision ADD COLUMN dropped_at BIGINT;
DROP INDEX judge_agreed_by_criterion;
CREATE UNIQUE INDEX judge_agreed_by_criterion ON judge_agreed (deliberation_id, enrolment_id, criterion) WHERE dropped_at IS NULL;
DROP INDEX judge_decision_by_candidate;
CREATE UNIQUE INDEX judge_decision_by_candidate ON judge_decision (deliberation_id, enrolment_id) WHERE dropped_at IS NULL;
