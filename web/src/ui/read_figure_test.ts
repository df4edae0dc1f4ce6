// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { amountShown, faultOf, parseMoney, readFigure, readHours, readPercent, writeHours, writePercent } from './read_figure';

const hard = '\u00a0';
const thin = '\u202f';

describe('a typed figure', () => {
  test.each([['1200', 1200], ['1 200', 1200], [`1${thin}200`, 1200], ['1.200', 1200], ['-5', -5], ['0', 0]])('%s is whole', (typed, value) => expect(readFigure(typed, 0)).toBe(value));
  test.each(['12,5', '1,2k', 'douze', '1 2', '1e3', '', '9'.repeat(20)])('%j is no whole one', (typed) => expect(readFigure(typed, 0)).toBeNull());
  test.each([['62,5', 62.5], ['62.5', 62.5], [',5', 0.5], ['62,5 %', 62.5], ['20%', 20]])('%s is a percentage', (typed, value) => expect(readPercent(typed, 1)).toBe(value));
  test('a decimal too many is not rounded', () => expect(readPercent('5,55', 1)).toBeNull());
});

describe('a typed amount', () => {
  test.each([
    ['1 234,56', 123456], ['1,234.56', 123456], ['1.234,56', 123456], ['12', 1200], ['12,5', 1250], ['0,05', 5], [',5', 50], ['-3', -300],
    ['1 234,56 €', 123456], ['1.234', 123400], ['EUR 7', 700],
  ])('%s', (typed, minor) => expect(parseMoney(typed, 'EUR')).toBe(minor));
  test.each(['', 'abc', '1,234,56', '12,345,6', '1,2345', '--2', '9'.repeat(20)])('refuses %j', (typed) => expect(parseMoney(typed, 'EUR')).toBeNull());
  test('yens have no cents', () => {
    expect(parseMoney('900', 'JPY')).toBe(900);
    expect(parseMoney('9,5', 'JPY')).toBeNull();
  });
});

describe('typed hours', () => {
  test.each([['6h30', 6.5], ['6 h 30', 6.5], ['6:30', 6.5], ['390 min', 6.5], ['6,5', 6.5], ['6.5 h', 6.5], ['6h', 6], [`6${hard}h${hard}20`, 6 + 20 / 60]])('%s', (typed, hours) => expect(readHours(typed)).toBe(hours));
  test.each(['6h75', '6h3', 'midi', '6,333 3'])('%j is refused', (typed) => expect(readHours(typed)).toBeNull());
});

test('what is out of bounds is said, never brought within them', () => {
  const whole = (text: string) => readFigure(text, 0);
  expect(faultOf('-5', whole, { min: 0 })).toBe('range');
  expect(faultOf('625', whole, { min: 0, max: 100 })).toBe('range');
  expect(faultOf('12,5', whole, { min: 0 })).toBe('unread');
  expect(faultOf(' ', whole, { min: 0 })).toBeNull();
});

test('figures are shown with the mark of their language, and read back the same', () => {
  expect(writePercent(5.5, 'fr', 1)).toBe(`5,5${hard}%`);
  expect(writePercent(5.5, 'en', 1)).toBe('5.5%');
  expect(writeHours(6.5, 'fr')).toBe(`6,5${hard}h`);
  expect(writeHours(6.5, 'en')).toBe(`6.5${hard}h`);
  for (const minutes of [1, 20, 45, 61, 390, 10_080]) expect(Math.round(readHours(writeHours(minutes / 60, 'fr'))! * 60)).toBe(minutes);
});

test('an amount is shown without its currency', () => expect(amountShown({ minor: 4990, currency: 'EUR' }, 'fr')).toBe('49,90'));
