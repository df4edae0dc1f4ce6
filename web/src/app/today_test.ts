// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { running, todos, upcoming, type Entry, type ObjectiveLine, type PublicationState } from './today';

const now = new Date('2026-11-23T10:00:00Z');
const entry = (id: string, state: PublicationState, at: string): Entry => ({ publication: { id, state, at }, network: 'mastodon', channel_name: 'Fil', title: id });
const objective = (id: string, ends_on: string | null, missing: string[] = [], state: 'active' | 'closed' = 'active'): ObjectiveLine => ({ objective: { id, title: id, state, ends_on }, missing });

test('what failed comes before what is due, and what is far in review waits', () => {
  const entries = [entry('due', 'manual_due', '2026-11-23T09:00:00Z'), entry('far', 'in_review', '2026-12-10T09:00:00Z'), entry('near', 'in_review', '2026-11-24T09:00:00Z'), entry('lost', 'ambiguous', '2026-11-22T09:00:00Z'), entry('fine', 'live', '2026-11-22T09:00:00Z')];
  expect(todos('b', entries, [], now).map((todo) => todo.key)).toEqual(['lost', 'due', 'near']);
});
test('an objective without figure or date is something to do, unless it is closed', () => {
  const list = todos('b', [], [objective('vague', null, ['target']), objective('done', null, ['target'], 'closed'), objective('whole', '2026-12-01')], now);
  expect(list.map((todo) => todo.key)).toEqual(['vague']);
});
test('what goes out next is ahead, in order, and not what is live', () => {
  const entries = [entry('b', 'scheduled', '2026-11-25T09:00:00Z'), entry('past', 'scheduled', '2026-11-22T09:00:00Z'), entry('a', 'scheduled', '2026-11-24T09:00:00Z'), entry('live', 'live', '2026-11-24T09:00:00Z')];
  expect(upcoming(entries, now, 5).map(({ publication }) => publication.id)).toEqual(['a', 'b']);
  expect(upcoming(entries, now, 1)).toHaveLength(1);
});
test('the objective that ends first is first', () => expect(running([objective('never', null), objective('late', '2027-01-01'), objective('soon', '2026-12-01')]).map(({ objective: one }) => one.id)).toEqual(['soon', 'late', 'never']));
