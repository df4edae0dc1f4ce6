// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { UnderWay } from './once';

test('one of a name at a time, of other names meanwhile, and again once it ended', () => {
  const work = new UnderWay();
  expect(work.begin('a')).toBe(true);
  expect(work.begin('a')).toBe(false);
  expect(work.begin('b')).toBe(true);
  work.end('a');
  expect(work.begin('a')).toBe(true);
});
