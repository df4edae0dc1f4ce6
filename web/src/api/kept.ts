// SPDX-License-Identifier: AGPL-3.0-or-later
// Words that the server does not have yet, kept on the device: one copy a person, a name and a tab, so that no other person
// is given them and no other tab writes over them. Pure but for the storage it is given.

export interface Slot {
  storage: Storage;
  person: string;
  tab: string;
}
export interface Found<T> {
  key: string;
  at: number;
  record: T;
}

const before = (person: string, name: string) => `parvis.unsaved.${person}.${name}.`;

function read<T>(storage: Storage, key: string): Found<T> | null {
  try {
    const copy = JSON.parse(storage.getItem(key) ?? 'null') as { at: number; record: T } | null;
    return copy && { key, ...copy };
  } catch {
    return null;
  }
}

/** What this tab had kept: of before it was loaded again. */
export const ownCopy = <T>({ storage, person, tab }: Slot, name: string): T | null => read<T>(storage, before(person, name) + tab)?.record ?? null;

/** The latest that another tab of the same person left. */
export function otherCopy<T>({ storage, person, tab }: Slot, name: string): Found<T> | null {
  const start = before(person, name);
  const found: Found<T>[] = [];
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at)!;
    const copy = key.startsWith(start) && key !== start + tab ? read<T>(storage, key) : null;
    if (copy) found.push(copy);
  }
  return found.sort((a, b) => b.at - a.at)[0] ?? null;
}

/** null: it is saved, this tab's own copy is of no use any more. */
export function keepCopy({ storage, person, tab }: Slot, name: string, record: unknown): void {
  try {
    if (record) storage.setItem(before(person, name) + tab, JSON.stringify({ at: Date.now(), record }));
    else storage.removeItem(before(person, name) + tab);
  } catch {
    // Storage is full or shut: the page still holds it.
  }
}

/** Takes away another tab's copy that the person took or left, unless that tab wrote again meanwhile. */
export function dropCopy<T>({ storage }: Slot, found: Found<T>): void {
  if (read<T>(storage, found.key)?.at === found.at) storage.removeItem(found.key);
}

const tab_kept = 'parvis.tab';

/** This tab's own name. A page that is loaded again keeps it, a tab that is duplicated gets another. */
export function tabName(storage: Storage, page: Pick<EventTarget, 'addEventListener'>): string {
  const name = storage.getItem(tab_kept) ?? Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36).padStart(2, '0')).join('');
  storage.removeItem(tab_kept);
  page.addEventListener('pagehide', () => storage.setItem(tab_kept, name));
  page.addEventListener('pageshow', () => storage.removeItem(tab_kept));
  return name;
}
