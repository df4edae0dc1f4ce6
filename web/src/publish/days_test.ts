// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { daysOf, nextMonth, standingOn, weekOf, windowOf } from './days';

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

test('a week runs from Monday to Sunday, over the end of a month too', () => {
  expect(weekOf('2026-12-01')).toEqual(['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']);
  expect(weekOf('2026-11-29')[0]).toBe('2026-11-23');
});

test('the window holds every zone of the shown days', () => {
  expect(windowOf(daysOf('2027-02'))).toEqual({ from: '2027-01-31T00:00:00.000Z', to: '2027-03-02T00:00:00.000Z' });
});

test('what the window brings beside the days shown is not on the screen', () => {
  const days = weekOf('2026-11-25');
  const { from, to } = windowOf(days);
  const items = ['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30'];
  expect(items.every((day) => Date.parse(day) >= Date.parse(from) && Date.parse(day) < Date.parse(to))).toBe(true);
  expect(standingOn(days, items, (day) => day)).toEqual(['2026-11-23', '2026-11-29']);
});
