// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures as people type them: "62,5" and "62.5" are one figure in both languages. What cannot be read is null, and no figure
// is ever made into another one.
import { exponentOf, formatMoney, formatNumber, type Locale, type Money } from './format';

const bare = (text: string) => text.trim().replace(/[\s\u00a0\u202f]+/g, ' ');

/** "1 200", "12,5", "-3", with at most that many decimals. Spaces stand between groups of three only. */
export function readFigure(text: string, decimals: number): number | null {
  const found = /^([-\u2212]?) ?(\d{1,3}(?: \d{3})+(?:[.,]\d+)?|[\d.,]+)$/.exec(bare(text));
  const parts = found && wholeAndFraction(found[2]!.replaceAll(' ', ''), decimals);
  if (!parts || parts[1].length > decimals) return null;
  const value = Number(`${parts[0] || 0}.${parts[1] || 0}`);
  if (!Number.isSafeInteger(Math.trunc(value))) return null;
  return found[1] ? -value : value;
}

/** A typed amount ("1 234,56", "1,234.56", "12€") in minor units; null when it cannot be read. */
export function parseMoney(text: string, currency: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(/[€$£]|[A-Z]{3}/g, '');
  const exponent = exponentOf(currency);
  const found = /^(-?)(.+)$/.exec(bare);
  const parts = found && wholeAndFraction(found[2]!, exponent);
  if (!found || !parts || parts[1].length > exponent) return null;
  const minor = Number(parts[0] || 0) * 10 ** exponent + Number(parts[1].padEnd(exponent, '0') || 0);
  return Number.isSafeInteger(minor) ? (found[1] ? -minor : minor) : null;
}

/** An amount as its input shows it: its currency stands beside. */
export const amountShown = (value: Money, locale: Locale): string => formatMoney(value, locale).replace(/[^\d.,\-\s\u00a0\u202f]/g, '').trim();

/** 1.234 is 1234 (groups of three), 1.234,5 and 1,234.5 are 1234.5, 12,5 is 12.5; null for anything else. */
function wholeAndFraction(digits: string, exponent: number): [string, string] | null {
  const plain = (text: string) => text.replace(/[.,]/g, '');
  if (/^\d+$/.test(digits)) return [digits, ''];
  if (exponent !== 3 && /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(digits)) return [plain(digits), ''];
  const found = /^(\d*|\d{1,3}([.,])\d{3}(?:\2\d{3})*)([.,])(\d+)$/.exec(digits);
  if (!found || found[2] === found[3]) return null;
  return [plain(found[1]!), found[4]!];
}

/** "62,5" or "62,5 %" */
export const readPercent = (text: string, decimals: number): number | null => readFigure(text.replace(/%\s*$/, ''), decimals);
export const writePercent = (value: number, locale: Locale, decimals: number): string => `${formatNumber(value, locale, decimals)}${locale === 'fr' ? '\u00a0%' : '%'}`;

/** "6h30", "6:30", "390 min", "6,5" or "6,5 h", in hours. */
export function readHours(text: string): number | null {
  const typed = bare(text).toLowerCase();
  const clock = /^(\d+) ?[h:] ?([0-5]\d)(?: ?min)?$/.exec(typed);
  if (clock) return Number(clock[1]) + Number(clock[2]) / 60;
  const minutes = /^(\d+) ?(?:min|mn|minutes?)$/.exec(typed);
  if (minutes) return Number(minutes[1]) / 60;
  return readFigure(typed.replace(/(?:h|heures?|hours?)$/, ''), 2);
}

/** "6,5 h", or "6 h 20" where a decimal figure would be rounded. */
export function writeHours(hours: number, locale: Locale): string {
  const minutes = Math.round(hours * 60);
  if (minutes % 3 === 0) return `${formatNumber(minutes / 60, locale, 2)}\u00a0h`;
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`;
}

export interface Bounds {
  min?: number;
  max?: number;
}

/** What is wrong with what was typed. */
export function faultOf(text: string, read: (text: string) => number | null, { min = -Infinity, max = Infinity }: Bounds): 'unread' | 'range' | null {
  if (!text.trim()) return null;
  const value = read(text);
  if (value === null) return 'unread';
  return value < min || value > max ? 'range' : null;
}
