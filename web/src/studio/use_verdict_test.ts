// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test, vi } from 'vitest';
import type { Verdict } from './content';
import { remarksOf } from './use_verdict';

vi.mock('../api/client', () => ({}));

const text = 'grok the vark and the vark';
function keys(...starts: number[]): string[] {
  const misspellings = starts.map((start) => ({ range: { start, end: start + 4 }, word: text.slice(start, start + 4), suggestions: [] }));
  return remarksOf({ findings: [], misspellings } as unknown as Verdict, text, text).map(({ key }) => key);
}

test('a misspelling keeps its name when the one before it is learnt', () => {
  const [grok, first, second] = keys(0, 9, 22);
  expect(new Set([grok, first, second]).size).toBe(3);
  expect(keys(9, 22)).toEqual([first, second]);
});
