// SPDX-License-Identifier: AGPL-3.0-or-later
// A paragraph cut at its highlighted passages. Offsets are UTF-16 units, as the server and the browser count.

export interface Span {
  text: string;
  passage?: string;
}

export function spansOf(text: string, passages: { id: string; first_unit: number; end_unit: number }[]): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const passage of [...passages].sort((a, b) => a.first_unit - b.first_unit)) {
    const first = Math.max(at, passage.first_unit);
    const end = Math.min(text.length, passage.end_unit);
    if (end <= first) continue;
    if (first > at) spans.push({ text: text.slice(at, first) });
    spans.push({ text: text.slice(first, end), passage: passage.id });
    at = end;
  }
  if (at < text.length) spans.push({ text: text.slice(at) });
  return spans;
}
