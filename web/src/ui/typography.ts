// SPDX-License-Identifier: AGPL-3.0-or-later
// French typography, applied to words once when they are loaded: authors of words type plain spaces.

const thin = '\u202f'; // narrow no-break space
const hard = '\u00a0';

/** Narrow no-break spaces before ; : ! ? » and after «; addresses, times (14:30) and {{names}} are left alone. */
export function french(text: string): string {
  return text
    .replace(/(\S)[ \u00a0\u202f]+([;!?»%€])/g, `$1${thin}$2`)
    .replace(/(\S)[ \u00a0\u202f]+:(?=\s|$)/g, `$1${hard}:`)
    .replace(/«[ \u00a0\u202f]*/g, `«${thin}`)
    .replace(/(\d) h (\d\d)\b/g, `$1${hard}h${hard}$2`)
    .replace(/(\d)[ ](?=\d{3}\b)/g, `$1${thin}`)
    .replace(/'/g, '\u2019');
}

/** A text the person typed, as a French page would print it: spaces are added where they lack, never inside addresses. */
export function frenchProse(text: string): string {
  const words = text.split(/(\s+)/);
  return french(words.map((word) => (/[:/@]\S/.test(word) ? word : word.replace(/([^\s;!?:])([;!?])$/, '$1 $2'))).join(''));
}
