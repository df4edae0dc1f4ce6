// SPDX-License-Identifier: AGPL-3.0-or-later
// Exact fractions, as the server keeps them; never a floating number in between.
import type { Rational } from './queries';

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b));
function kept(numerator: bigint, denominator: bigint): Rational {
  const by = divisor(numerator, denominator) || 1n;
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: Number((sign * numerator) / by), denominator: Number((sign * denominator) / by) };
}
const n = (value: Rational) => BigInt(value.numerator), d = (value: Rational) => BigInt(value.denominator);

export const plus = (a: Rational, b: Rational): Rational => kept(n(a) * d(b) + n(b) * d(a), d(a) * d(b));
export const times = (a: Rational, b: Rational): Rational => kept(n(a) * n(b), d(a) * d(b));
export const over = (a: Rational, b: Rational): Rational => kept(n(a) * d(b), d(a) * n(b));
/** Below 0, 0 or above, as a - b. */
export const compared = (a: Rational, b: Rational): number => {
  const left = n(a) * d(b), right = n(b) * d(a);
  return left < right ? -1 : left > right ? 1 : 0;
};
export const whole = (value: number): Rational => ({ numerator: value, denominator: 1 });

/** "12", "0,5", "33.3" or "1/3"; null for anything else. */
export function parseRational(text: string): Rational | null {
  const fraction = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/.exec(text);
  if (fraction) return Number(fraction[2]) === 0 ? null : kept(BigInt(fraction[1]!), BigInt(fraction[2]!));
  const decimal = /^\s*(\d{1,9})(?:[.,](\d{1,6}))?\s*$/.exec(text);
  if (!decimal) return null;
  const places = decimal[2] ?? '';
  return kept(BigInt(decimal[1]! + places), 10n ** BigInt(places.length));
}

/** "1/2", "3", as it is typed. */
export const showRational = (value: Rational): string => (value.denominator === 1 ? String(value.numerator) : `${value.numerator}/${value.denominator}`);
