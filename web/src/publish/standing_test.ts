// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { answerBefore, lacksWords, stateShown, waitsToBeSent } from './standing';

const at = '2026-11-23T10:00:00Z';
const now = Date.parse('2026-11-23T11:00:00Z');

test('before the fence a delivery of before says nothing of where the publication stands', () => {
  expect(stateShown({ state: 'in_review', at }, 'missed')).toBe('in_review');
  expect(stateShown({ state: 'expired', at }, 'manual_due')).toBe('expired');
  expect(stateShown({ state: 'preparing', at }, 'prepared')).toBe('prepared');
  expect(stateShown({ state: 'live', at }, undefined)).toBe('live');
});

test('what is past due and queued nowhere may be sent again, what waits for its time may not', () => {
  expect(waitsToBeSent({ state: 'missed', at }, now)).toBe(true);
  expect(waitsToBeSent({ state: 'rejected', at }, now)).toBe(true);
  expect(waitsToBeSent({ state: 'scheduled', at }, now)).toBe(true);
  expect(waitsToBeSent({ state: 'scheduled', at }, Date.parse(at) + 60_000)).toBe(false);
  expect(waitsToBeSent({ state: 'expired', at }, now)).toBe(false);
  expect(waitsToBeSent({ state: 'live', at }, now)).toBe(false);
});

test('changes are asked for in words, an agreement needs none', () => {
  expect(lacksWords('changes_requested', ' \n')).toBe(true);
  expect(lacksWords('changes_requested', 'Le fournil ouvre à 5 h')).toBe(false);
  expect(lacksWords('approved', '')).toBe(false);
});

test('a post due before the link ends is answered before its own hour', () => {
  expect(answerBefore({ state: 'in_review', at }, '2026-12-03T19:03:00Z')).toBe(at);
  expect(answerBefore({ state: 'in_review', at }, '2026-11-23T09:00:00Z')).toBeNull();
  expect(answerBefore({ state: 'live', at }, '2026-12-03T19:03:00Z')).toBeNull();
});
