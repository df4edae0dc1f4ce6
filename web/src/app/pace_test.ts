// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import type { FilObjective } from './fil';
import { paceOf, toneOf } from './pace';

const objective = (more: Partial<FilObjective>): FilObjective => ({
  brand_id: 'b', brand_name: 'Rivage', id: 'o', title: 'Vendre', metric: 'orders', target: 100, reached: 50, currency: 'EUR',
  starts_on: '2026-11-01', ends_on: '2026-11-30', today: '2026-11-15', figured: true, address: '/', ...more,
});

test('half reached at half time is on time, and a tenth either way', () => {
  expect(paceOf(objective({}))).toBe('on_time');
  expect(paceOf(objective({ reached: 41 }))).toBe('on_time');
  expect(paceOf(objective({ reached: 39 }))).toBe('behind');
  expect(paceOf(objective({ reached: 61 }))).toBe('ahead');
});

test('what has no end, no target or no figure has no pace; what has ended is over', () => {
  expect(paceOf(objective({ ends_on: null }))).toBe('unknown');
  expect(paceOf(objective({ target: null }))).toBe('unknown');
  expect(paceOf(objective({ reached: null }))).toBe('unknown');
  expect(paceOf(objective({ reached: 0, today: '2026-11-01' }))).toBe('on_time');
  expect(paceOf(objective({ today: '2026-12-02' }))).toBe('over');
});

test('what is lost is grave, what waits is a warning', () => {
  expect(toneOf('rejected')).toBe('bad');
  expect(toneOf('manual_due')).toBe('warn');
  expect(toneOf('going_out')).toBe('plain');
});
