// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest';
import { moved, nextAfter, pieces, replaced } from './spans';

describe('a place in a text that changes', () => {
  const before = 'Nos clients sont là';
  const clients = { start: 4, end: 11 };
  it('stays when the change is behind it', () => expect(moved(clients, before, `${before} !`)).toEqual(clients));
  it('follows when the change is before it', () => expect(moved(clients, before, `Oui. ${before}`)).toEqual({ start: 9, end: 16 }));
  it('goes when the change touches it', () => expect(moved(clients, before, 'Nos cliants sont là')).toBeUndefined());
  it('holds on the same text', () => expect(moved(clients, before, before)).toBe(clients));
  it('follows between two equal words', () => expect(moved({ start: 3, end: 6 }, 'aa bbb', 'aa cc bbb')).toEqual({ start: 6, end: 9 }));
});

describe('pieces of a marked text', () => {
  it('give the text back', () => {
    const cut = pieces('un deux trois', [{ start: 9, end: 13, tone: 'b' }, { start: 0, end: 2, tone: 'a' }]);
    expect(cut.map((piece) => piece.text).join('')).toBe('un deux trois');
    expect(cut.map((piece) => piece.tone)).toEqual(['a', undefined, 'b']);
  });
  it('show a word marked within a marked sentence', () => {
    const cut = pieces('abcdef', [{ start: 2, end: 3, tone: 'word' }, { start: 0, end: 5, tone: 'sentence' }]);
    expect(cut).toEqual([{ text: 'ab', tone: 'sentence' }, { text: 'c', tone: 'word' }, { text: 'de', tone: 'sentence' }, { text: 'f' }]);
  });
  it('leave out marks that are empty or lie outside', () => {
    expect(pieces('abc', [{ start: 2, end: 2, tone: 'c' }, { start: 2, end: 9, tone: 'd' }])).toEqual([{ text: 'abc' }]);
    expect(pieces('', [])).toEqual([]);
  });
});

describe('replacement', () => {
  it('puts the text in place', () => expect(replaced('Nos clients', { start: 4, end: 11 }, 'adhérents')).toBe('Nos adhérents'));
  it('inserts at an empty place', () => expect(replaced('Oui!', { start: 3, end: 3 }, '\u202F')).toBe('Oui\u202F!'));
});

it('goes to the next place, then to the first again', () => {
  const spans = [{ start: 9, end: 10 }, { start: 2, end: 4 }];
  expect(nextAfter(spans, 2)).toEqual({ start: 9, end: 10 });
  expect(nextAfter(spans, 9)).toEqual({ start: 2, end: 4 });
  expect(nextAfter([], 0)).toBeUndefined();
});
