// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { dropCopy, keepCopy, otherCopy, ownCopy, tabName, type Slot } from './kept';

function store(): Storage {
  const all = new Map<string, string>();
  return {
    get length() { return all.size; },
    key: (at) => [...all.keys()][at] ?? null,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    clear: () => all.clear(),
  };
}

const words = (text: string) => ({ text, revision: 1 });

test('what one person typed is never given to the next', () => {
  const storage = store();
  const lea: Slot = { storage, person: 'lea', tab: 't1' };
  const paul: Slot = { storage, person: 'paul', tab: 't1' };
  keepCopy(lea, 'content:1', words('de Léa'));
  expect(ownCopy(paul, 'content:1')).toBeNull();
  expect(otherCopy(paul, 'content:1')).toBeNull();
  expect(ownCopy(lea, 'content:1')).toEqual(words('de Léa'));
  expect(ownCopy(lea, 'content:2')).toBeNull();
});

test('two tabs keep a copy each, and one that saves leaves the other its own', () => {
  const storage = store();
  const one: Slot = { storage, person: 'lea', tab: 't1' };
  const two: Slot = { storage, person: 'lea', tab: 't2' };
  keepCopy(one, 'content:1', words('un'));
  keepCopy(two, 'content:1', words('deux'));
  keepCopy(one, 'content:1', null);
  expect(ownCopy(one, 'content:1')).toBeNull();
  expect(ownCopy(two, 'content:1')).toEqual(words('deux'));
  expect(otherCopy(one, 'content:1')?.record).toEqual(words('deux'));
  expect(otherCopy(two, 'content:1')).toBeNull();
});

test('a copy that was chosen goes, unless its tab wrote again', () => {
  const storage = store();
  const one: Slot = { storage, person: 'lea', tab: 't1' };
  const two: Slot = { storage, person: 'lea', tab: 't2' };
  keepCopy(two, 'content:1', words('deux'));
  const found = otherCopy(one, 'content:1')!;
  dropCopy(one, { ...found, at: found.at - 1 });
  expect(otherCopy(one, 'content:1')).not.toBeNull();
  dropCopy(one, found);
  expect(otherCopy(one, 'content:1')).toBeNull();
});

test('a page that is loaded again keeps its name, a duplicate gets another', () => {
  const storage = store();
  const heard: Record<string, () => void> = {};
  const page = { addEventListener: (kind: string, run: unknown) => void (heard[kind] = run as () => void) };
  const name = tabName(storage, page);
  expect(tabName(store(), page)).not.toBe(name);
  tabName(storage, { addEventListener: () => undefined });
  const first = tabName(storage, page);
  heard.pagehide!();
  expect(tabName(storage, page)).toBe(first);
});
