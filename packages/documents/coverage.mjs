// SPDX-License-Identifier: AGPL-3.0-or-later
// Which characters the bundled fonts can show. PDF/UA forbids a glyph that stands for "missing", so that one Chinese
// name in a comment would refuse the whole report: a character no font knows is shown as a white square instead.

const square = '\u25a1';
// Characters that a shaper consumes without a glyph of their own.
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\u00ad\ufeff]|[\u{e0000}-\u{e0fff}]/u;
// The fonts that the compiler itself carries (Libertinus, DejaVu Sans Mono) know these.
const plain = /[\n\t\u0020-\u017f]/u;
const basic = /[\n\t\u0020-\u007e]/u;
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/gu;

export class Coverage {
  constructor(fonts) {
    this.ranges = fonts.flatMap(rangesOf).sort((a, b) => a[0] - b[0]);
    this.seen = new Map();
  }

  /// The same value, every text in it made printable.
  shown(value) {
    if (typeof value === 'string') return this.printable(value);
    if (Array.isArray(value)) return value.map((item) => this.shown(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.shown(item)]));
  }

  printable(text) {
    let printed = '';
    for (const character of text.replace(controls, ' ')) printed += this.knows(character) ? character : square;
    return printed;
  }

  /// From now on these texts' characters count as unknown.
  forget(texts) {
    for (const text of texts) for (const character of text) if (!basic.test(character)) this.seen.set(character, false);
  }

  knows(character) {
    const known = this.seen.get(character);
    if (known !== undefined) return known;
    if (plain.test(character) || invisible.test(character)) return true;
    const code = character.codePointAt(0);
    const covered = this.ranges.some(([first, last]) => first <= code && code <= last);
    if (this.seen.size < 20000) this.seen.set(character, covered);
    return covered;
  }
}

/// The code points of a font's cmap table (OpenType, formats 4 and 12) as [first, last] pairs.
function rangesOf(font) {
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i++) {
    const at = 12 + 16 * i;
    if (font.toString('latin1', at, at + 4) === 'cmap') return cmapRanges(font, font.readUInt32BE(at + 8));
  }
  return [];
}

function cmapRanges(font, cmap) {
  const ranges = [];
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const table = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    const format = font.readUInt16BE(table);
    if (format === 4) ranges.push(...segments(font, table));
    if (format === 12) ranges.push(...groups(font, table));
  }
  return ranges;
}

function segments(font, table) {
  const count = font.readUInt16BE(table + 6) / 2;
  const ranges = [];
  for (let i = 0; i < count; i++) {
    const last = font.readUInt16BE(table + 14 + 2 * i);
    const first = font.readUInt16BE(table + 16 + 2 * count + 2 * i);
    if (first !== 0xffff) ranges.push([first, last]);
  }
  return ranges;
}

function groups(font, table) {
  const ranges = [];
  for (let i = 0; i < font.readUInt32BE(table + 12); i++) {
    const at = table + 16 + 12 * i;
    ranges.push([font.readUInt32BE(at), font.readUInt32BE(at + 4)]);
  }
  return ranges;
}
