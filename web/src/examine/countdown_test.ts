// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { secondsLeft } from './countdown';

const until = '2026-11-27T12:00:00Z';

test('the time left is counted from when the server said its own, whatever the device says', () => {
  const told = { now: '2026-11-27T11:50:00Z', came: 1_000_000 };
  expect(secondsLeft(until, told, 1_000_000)).toBe(600);
  expect(secondsLeft(until, told, 1_240_000)).toBe(360);
  expect(secondsLeft(until, told, 9_000_000)).toBe(0);
});
