// SPDX-License-Identifier: AGPL-3.0-or-later
// Places in a text that goes on changing while its verdict is on the way. Offsets are UTF-16 units, as a textarea's.
export interface Span {
  start: number;
  end: number;
}

/** How much of two texts is the same at the start and at the end. */
function shared(before: string, after: string): { head: number; tail: number } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/** Where a span of `before` stands in `after`; undefined when the change touched it. */
export function moved(span: Span, before: string, after: string): Span | undefined {
  if (before === after) return span;
  const { head, tail } = shared(before, after);
  if (span.end <= head) return span;
  const shift = after.length - before.length;
  if (span.start >= before.length - tail) return { start: span.start + shift, end: span.end + shift };
  return undefined;
}

export interface Mark extends Span {
  tone: string;
}
export interface Piece {
  text: string;
  tone?: string;
}

/** The text cut into marked and plain pieces; within a long mark (a sentence) the shorter ones (its words) show. */
export function pieces(text: string, marks: Mark[]): Piece[] {
  const tones: (string | undefined)[] = new Array<string | undefined>(text.length).fill(undefined);
  const sound = marks.filter((mark) => mark.start >= 0 && mark.end > mark.start && mark.end <= text.length);
  for (const mark of sound.sort((a, b) => b.end - b.start - (a.end - a.start))) tones.fill(mark.tone, mark.start, mark.end);
  const borders = new Set(sound.flatMap((mark) => [mark.start, mark.end]));
  const out: Piece[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && tones[at] === tones[from] && !borders.has(at)) continue;
    out.push({ text: text.slice(from, at), ...(tones[from] ? { tone: tones[from] } : {}) });
    from = at;
  }
  return out;
}

export const replaced = (text: string, span: Span, by: string): string => text.slice(0, span.start) + by + text.slice(span.end);

/** The next of these places after the caret, or the first one again. */
export function nextAfter<T extends Span>(spans: T[], caret: number): T | undefined {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  return ordered.find((span) => span.start > caret) ?? ordered[0];
}
