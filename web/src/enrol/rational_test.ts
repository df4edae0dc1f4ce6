// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest';
import { compared, over, parseRational, plus, showRational, times, whole } from './rational';

describe('exact fractions', () => {
  it('are read as people write them', () => {
    expect(parseRational('0,5')).toEqual({ numerator: 1, denominator: 2 });
    expect(parseRational(' 4 / 6 ')).toEqual({ numerator: 2, denominator: 3 });
    for (const wrong of ['', '1/0', 'x', '-1', '1,2,3']) expect(parseRational(wrong)).toBeNull();
  });
  it('compute without floating numbers', () => {
    const tenth = parseRational('0.1')!, fifth = parseRational('0.2')!;
    expect(showRational(plus(tenth, fifth))).toBe('3/10');
    expect(compared(over(whole(13), whole(26)), { numerator: 1, denominator: 2 })).toBe(0);
    expect(showRational(times({ numerator: 3, denominator: 4 }, whole(4)))).toBe('3');
  });
});
