// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { Echo } from './use_typed';

test('words that come back late are known for one’s own, each once', () => {
  const echo = new Echo();
  echo.wrote('ri');
  echo.wrote('riv');
  expect(echo.isOwn('ri')).toBe(true);
  expect(echo.isOwn('riv')).toBe(true);
  expect(echo.isOwn('riv')).toBe(false);
});

test('an address that was overtaken never comes back: after the later one it is someone else’s', () => {
  const echo = new Echo();
  echo.wrote('ri');
  echo.wrote('riv');
  expect(echo.isOwn('riv')).toBe(true);
  expect(echo.isOwn('ri')).toBe(false);
});

test('a saved view or a cleared search is someone else’s, and so is what it brings back', () => {
  const echo = new Echo();
  echo.wrote('riv');
  expect(echo.isOwn('')).toBe(false);
  expect(echo.isOwn('riv')).toBe(false);
});
