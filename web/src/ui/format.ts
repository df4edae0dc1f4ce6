// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures, money, dates and times as the person's language writes them. Unknown is "–", never 0.
// Money is integer minor units, a rate is numerator over denominator: both are divided here and nowhere else.

export type Locale = 'fr' | 'en';
export interface Money {
  minor: number;
  currency: string;
}

export const unknown = '–';
const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
/** The language of dates and figures: day before month in English too. */
export const tagOf = (locale: Locale): string => tags[locale];
const made = new Map<string, Intl.NumberFormat>();

function numbers(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = made.get(key);
  if (!format) made.set(key, (format = new Intl.NumberFormat(tags[locale], options)));
  return format;
}

export function formatNumber(value: number | null | undefined, locale: Locale, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return unknown;
  return numbers(locale, { maximumFractionDigits: decimals }).format(value);
}

/** Currencies whose minor unit is no hundredth, as the server knows them (base/money.cpp): browsers differ over the forint. */
const exponents: Record<string, number> = { ISK: 0, JPY: 0, TND: 3, XAF: 0, XOF: 0, XPF: 0 };
/** Decimal digits of a currency's minor unit: 2 for EUR, 0 for JPY. */
export const exponentOf = (currency: string): number => exponents[currency] ?? 2;

export type Cents = 'always' | 'when_needed';
export function formatMoney(amount: Money | null | undefined, locale: Locale, cents: Cents = 'always'): string {
  if (!amount) return unknown;
  const exponent = exponentOf(amount.currency);
  const whole = cents === 'when_needed' && amount.minor % 10 ** exponent === 0;
  const digits = whole ? 0 : exponent;
  const options = { style: 'currency', currency: amount.currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return numbers(locale, options).format(amount.minor / 10 ** exponent);
}

export function formatRate(numerator: number | null | undefined, denominator: number | null | undefined, locale: Locale, decimals = 1): string {
  if (numerator === null || numerator === undefined || !denominator) return unknown;
  return numbers(locale, { style: 'percent', maximumFractionDigits: decimals }).format(numerator / denominator);
}

export interface InZone {
  zone?: string;
}

const day = (locale: Locale, options: Intl.DateTimeFormatOptions, { zone }: InZone) =>
  new Intl.DateTimeFormat(tags[locale], { ...options, ...(zone ? { timeZone: zone } : {}) });

/** "lundi 23 novembre" or "Monday 23 November"; with the year when it is not this one. */
export function formatDay(at: string | Date | null | undefined, locale: Locale, zone: InZone & { now?: Date } = {}): string {
  if (!at) return unknown;
  const date = dateOf(at);
  const other = date.getFullYear() !== (zone.now ?? new Date()).getFullYear();
  const text = day(locale, { weekday: 'long', day: 'numeric', month: 'long', ...(other ? { year: 'numeric' } : {}) }, inZoneOf(at, zone)).format(date);
  return locale === 'en' ? text.replace(',', '') : text;
}

/** "23/11/2026" */
export function formatDate(at: string | Date | null | undefined, locale: Locale, zone: InZone = {}): string {
  if (!at) return unknown;
  return day(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }, inZoneOf(at, zone)).format(dateOf(at));
}

/** "14 h 30" or "14:30" */
export function formatTime(at: string | Date | null | undefined, locale: Locale, zone: InZone = {}): string {
  if (!at) return unknown;
  const text = day(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(dateOf(at));
  if (locale === 'en') return text;
  const [hour, minute] = text.split(':');
  return `${Number(hour)}\u00a0h\u00a0${minute}`;
}

/** "lundi 23 novembre à 14 h 30" */
export function formatMoment(at: string | Date | null | undefined, locale: Locale, zone: InZone & { now?: Date } = {}): string {
  if (!at) return unknown;
  return `${formatDay(at, locale, zone)} ${locale === 'fr' ? 'à' : 'at'} ${formatTime(at, locale, zone)}`;
}

/** "il y a 3 heures", "in 2 days" */
export function formatAgo(at: string | Date, locale: Locale, now = new Date()): string {
  const seconds = (dateOf(at).getTime() - now.getTime()) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];
  const format = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' });
  for (const [unit, size] of steps) if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  return format.format(0, 'minute');
}

/** 1_536 bytes is "1,5 ko" */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = locale === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  const step = Math.min(3, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)));
  return `${formatNumber(bytes / 1000 ** step, locale, 1)}\u00a0${units[step]}`;
}

const isDay = (at: string | Date) => typeof at === 'string' && /^\d{4}-\d\d-\d\d$/.test(at);
/** A calendar day has no zone: it is read and shown in the same one. */
const inZoneOf = (at: string | Date, zone: InZone): InZone => (isDay(at) ? {} : zone);
function dateOf(at: string | Date): Date {
  if (typeof at !== 'string') return at;
  return isDay(at) ? new Date(`${at}T00:00:00`) : new Date(at);
}
