// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { daysOf, nextMonth, windowOf } from './days';

test('a month is shown in whole weeks from Monday', () => {
  const november = daysOf('2026-11');
  expect(november[0]).toBe('2026-10-26');
  expect(november[november.length - 1]).toBe('2026-12-06');
  expect(november.length % 7).toBe(0);
});

test('February that begins on a Monday takes four weeks', () => {
  expect(daysOf('2027-02')).toHaveLength(28);
});

test('December is followed by January of the next year', () => {
  expect(nextMonth('2026-12', 1)).toBe('2027-01');
  expect(nextMonth('2026-01', -1)).toBe('2025-12');
});

test('the window holds every zone of the shown days', () => {
  expect(windowOf('2027-02')).toEqual({ from: '2027-01-31T00:00:00.000Z', to: '2027-03-02T00:00:00.000Z' });
});
