// SPDX-License-Identifier: AGPL-3.0-or-later
// The words that differ between two texts: common beginning and end stay as they are.

export function changed(before: string, after: string): { start: string; removed: string; added: string; end: string } {
  const old = before.split(/(\s+)/);
  const now = after.split(/(\s+)/);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const part = (words: string[], from: number, to: number) => words.slice(from, to).join('');
  return { start: part(now, 0, head), removed: part(old, head, old.length - tail), added: part(now, head, now.length - tail), end: part(now, now.length - tail, now.length) };
}
