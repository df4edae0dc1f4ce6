// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { exponentOf, formatAgo, formatBytes, formatDay, formatMoment, formatMoney, formatNumber, formatRate, formatTime } from './format';

const thin = '\u202f';
const hard = '\u00a0';
const at = '2026-11-23T13:30:00.000Z';
const now = new Date('2026-11-25T12:00:00Z');

describe('figures', () => {
  test('unknown is a dash, never zero', () => {
    expect(formatNumber(null, 'fr')).toBe('–');
    expect(formatMoney(undefined, 'fr')).toBe('–');
    expect(formatRate(3, 0, 'fr')).toBe('–');
    expect(formatNumber(0, 'fr')).toBe('0');
  });
  test('money is written as each language writes it', () => {
    expect(formatMoney({ minor: 123456, currency: 'EUR' }, 'fr')).toBe(`1${thin}234,56${hard}€`);
    expect(formatMoney({ minor: 123456, currency: 'EUR' }, 'en')).toBe('€1,234.56');
    expect(formatMoney({ minor: 900, currency: 'JPY' }, 'en')).toBe('JP¥900');
    expect(formatMoney({ minor: 120000, currency: 'EUR' }, 'fr', 'when_needed')).toBe(`1${thin}200${hard}€`);
  });
  test('a rate is divided only here', () => expect(formatRate(31, 40, 'fr')).toBe(`77,5${hard}%`));
  test('currencies know their minor unit', () => expect([exponentOf('EUR'), exponentOf('JPY'), exponentOf('TND')]).toEqual([2, 0, 3]));
  test('and as the server does', () => expect(['HUF', 'ISK', 'XAF', 'XOF', 'XPF'].map(exponentOf)).toEqual([2, 0, 0, 0, 0]));
  test('whatever the browser believes of the forint', () => expect(formatMoney({ minor: 123_456, currency: 'HUF' }, 'en')).toBe(`HUF${hard}1,234.56`));
  test('bytes', () => expect(formatBytes(1536, 'fr')).toBe(`1,5${hard}ko`));
});

describe('days and hours', () => {
  test('French', () => {
    expect(formatDay(at, 'fr', { zone: 'Europe/Paris', now })).toBe('lundi 23 novembre');
    expect(formatTime(at, 'fr', { zone: 'Europe/Paris' })).toBe(`14${hard}h${hard}30`);
    expect(formatMoment(at, 'fr', { zone: 'Europe/Paris', now })).toBe(`lundi 23 novembre à 14${hard}h${hard}30`);
  });
  test('English', () => expect(formatMoment(at, 'en', { zone: 'Europe/Paris', now })).toBe('Monday 23 November at 14:30'));
  test('another year is said', () => expect(formatDay('2025-01-06', 'fr', { now })).toBe('lundi 6 janvier 2025'));
  test('a calendar day keeps its day in every zone', () => expect(formatDay('2026-11-23', 'fr', { zone: 'Pacific/Kiritimati', now })).toBe('lundi 23 novembre'));
  test('distance', () => {
    expect(formatAgo('2026-11-25T09:00:00Z', 'fr', now)).toBe('il y a 3 heures');
    expect(formatAgo('2026-11-26T12:00:00Z', 'en', now)).toBe('tomorrow');
  });
});
