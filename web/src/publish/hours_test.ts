// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { hoursOf, keyAt, momentAt, rowsOf } from './hours';

const zone = 'Europe/Paris';

test('an ordinary day has 24 hours from midnight', () => {
  const hours = hoursOf('2026-11-23', zone);
  expect(hours).toHaveLength(24);
  expect(hours[0]!.at.toISOString()).toBe('2026-11-22T23:00:00.000Z');
  expect(hours.some(({ again }) => again)).toBe(false);
});

test('the day that clocks go back has 25, the hour lived twice named twice', () => {
  const hours = hoursOf('2026-10-25', zone);
  expect(hours).toHaveLength(25);
  expect(hours.slice(1, 5).map(({ key }) => key)).toEqual(['01', '02', '02+', '03']);
  expect(hours[2]!.at.toISOString()).toBe('2026-10-25T00:00:00.000Z');
  expect(hours[3]!.at.toISOString()).toBe('2026-10-25T01:00:00.000Z');
});

test('the day that clocks go forward has 23 and lacks one', () => {
  const hours = hoursOf('2027-03-28', zone);
  expect(hours).toHaveLength(23);
  expect(hours.map(({ key }) => key)).not.toContain('02');
  expect(hours[2]!.at.toISOString()).toBe('2027-03-28T01:00:00.000Z');
});

test('half an hour lived twice is a row of its own', () => {
  const hours = hoursOf('2027-04-04', 'Australia/Lord_Howe');
  expect(hours.map(({ key }) => key).slice(0, 4)).toEqual(['00', '01', '01+', '02']);
});

test('a week shows the rows of all its days', () => {
  expect(rowsOf([hoursOf('2026-10-24', zone), hoursOf('2026-10-25', zone)])).toHaveLength(25);
  expect(rowsOf([hoursOf('2027-03-28', zone)])).toHaveLength(24);
});

test('an instant and its moment lead to one another through a repeated hour', () => {
  expect(momentAt(new Date('2026-10-25T00:30:00Z'), zone)).toEqual({ date: '2026-10-25', time: '02:30', zone, fold: 'earlier' });
  expect(momentAt(new Date('2026-10-25T01:30:00Z'), zone)).toEqual({ date: '2026-10-25', time: '02:30', zone, fold: 'later' });
  expect(keyAt(new Date('2026-10-25T00:30:00Z'), zone)).toBe('02');
  expect(keyAt(new Date('2026-10-25T01:30:00Z'), zone)).toBe('02+');
});
