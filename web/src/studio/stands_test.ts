// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { agreedOn, goneOut, type Publication } from './stands';

const one = (state: string, approved_by: string | null = null): Publication => ({ id: state, state, approval: 'required', approved_by, hashes: { text: 'a' }, approved_hashes: approved_by ? { text: 'a' } : null });

test('an approval that stands is lost by editing, one of a post that left is not', () => {
  expect(agreedOn([one('in_review'), one('scheduled', 'Mme Roux')])?.approved_by).toBe('Mme Roux');
  expect(agreedOn([one('live', 'Mme Roux'), one('changes_requested')])).toBeUndefined();
  expect(agreedOn([{ ...one('scheduled', 'Mme Roux'), approval: 'off' }])).toBeUndefined();
  expect(agreedOn([{ ...one('in_review', 'Mme Roux'), hashes: { text: 'b' } }])).toBeUndefined();
});

test('what left or is leaving is told', () => {
  expect(goneOut([one('scheduled'), one('live')])?.state).toBe('live');
  expect(goneOut([one('scheduled'), one('cancelled')])).toBeUndefined();
});
