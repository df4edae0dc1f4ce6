// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { spansOf } from './spans';

const at = (id: string, first_unit: number, end_unit: number) => ({ id, first_unit, end_unit });
test('a paragraph is cut at its passages and loses nothing', () => {
  const spans = spansOf('abcdefgh', [at('y', 5, 7), at('x', 1, 3)]);
  expect(spans).toEqual([{ text: 'a' }, { text: 'bc', passage: 'x' }, { text: 'de' }, { text: 'fg', passage: 'y' }, { text: 'h' }]);
});
test('passages that overlap share no letter, and one beyond the end stops there', () => {
  const spans = spansOf('abcdef', [at('x', 0, 4), at('y', 2, 99)]);
  expect(spans.map((span) => span.text).join('')).toBe('abcdef');
  expect(spans).toEqual([{ text: 'abcd', passage: 'x' }, { text: 'ef', passage: 'y' }]);
});
test('an empty paragraph has no span', () => expect(spansOf('', [at('x', 0, 2)])).toEqual([]));
