// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { hoursOf } from './hours';
import { inHour, onDay, standingApproval, stepped } from './moving';

const zone = 'Europe/Paris';
const moment = { date: '2026-10-25', time: '01:30', zone, fold: 'earlier' as const };

test('arrows go by days and weeks in a month', () => {
  expect(stepped(moment, 'month', 'ArrowDown', 'coarse')?.date).toBe('2026-11-01');
  expect(stepped(moment, 'month', 'ArrowLeft', 'coarse')?.date).toBe('2026-10-24');
  expect(stepped(moment, 'month', 'a', 'coarse')).toBeNull();
});

test('an hour down in a week goes through both hours of the night that clocks go back', () => {
  const first = stepped(moment, 'week', 'ArrowDown', 'coarse')!;
  const second = stepped(first, 'week', 'ArrowDown', 'coarse')!;
  const third = stepped(second, 'week', 'ArrowDown', 'coarse')!;
  expect([first.time, first.fold, second.time, second.fold, third.time]).toEqual(['02:30', 'earlier', '02:30', 'later', '03:30']);
  expect(stepped(moment, 'week', 'ArrowUp', 'fine')?.time).toBe('01:15');
});

test('dropped on an hour it keeps its minutes, on a day its time', () => {
  const again = hoursOf('2026-10-25', zone).find(({ key }) => key === '02+')!;
  expect(inHour(moment, '2026-10-25', again)).toEqual({ date: '2026-10-25', time: '02:30', zone, fold: 'later' });
  expect(onDay(moment, '2026-11-03')).toEqual({ date: '2026-11-03', time: '01:30', zone, fold: 'earlier' });
});

test('a yes stands on what is scheduled under approval', () => {
  expect(standingApproval({ approval: 'required', state: 'scheduled' })).toBe(true);
  expect(standingApproval({ approval: 'off', state: 'scheduled' })).toBe(false);
  expect(standingApproval({ approval: 'required', state: 'in_review' })).toBe(false);
});
