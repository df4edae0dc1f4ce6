// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { localMoment, resolve, todayIn } from './moment';

const paris = { zone: 'Europe/Paris', fold: 'earlier' } as const;

test.each([
  ['a winter hour', { date: '2026-11-23', time: '14:30', ...paris }, '2026-11-23T13:30:00.000Z', 'unique'],
  ['a summer hour', { date: '2026-07-14', time: '09:00', ...paris }, '2026-07-14T07:00:00.000Z', 'unique'],
  ['an hour that does not exist moves forward by the gap', { date: '2026-03-29', time: '02:30', ...paris }, '2026-03-29T01:30:00.000Z', 'skipped'],
  ['an hour that happens twice is the first', { date: '2026-10-25', time: '02:30', ...paris }, '2026-10-25T00:30:00.000Z', 'repeated'],
  ['or the second when asked', { date: '2026-10-25', time: '02:30', zone: 'Europe/Paris', fold: 'later' as const }, '2026-10-25T01:30:00.000Z', 'repeated'],
  ['the hour before the gap', { date: '2026-03-29', time: '01:59', ...paris }, '2026-03-29T00:59:00.000Z', 'unique'],
  ['a half-hour gap (Lord Howe)', { date: '2026-10-04', time: '02:15', zone: 'Australia/Lord_Howe', fold: 'earlier' as const }, '2026-10-03T15:45:00.000Z', 'skipped'],
])('%s', (_, moment, at, kind) => {
  const found = resolve(moment);
  expect([found?.at.toISOString(), found?.kind]).toEqual([at, kind]);
});
test('today is the zone\'s, whatever UTC says', () => expect(todayIn('Europe/Paris', new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-24'));
test('what is not a time is nothing', () => expect(resolve({ date: '2026-13-40', time: '', ...paris })).toBeNull());
test('an instant goes back to the wall', () => expect(localMoment(new Date('2026-11-23T13:30:00Z'), 'Europe/Paris')).toMatchObject({ date: '2026-11-23', time: '14:30' }));
