// SPDX-License-Identifier: AGPL-3.0-or-later
// What was typed into a form and not sent yet, kept in the tab with the revision it was written from: it is never sent as if
// it had been written from a later one.
import { withValueAt } from '../ui/paths';

interface Draft<Values> {
  values: Values;
  /** null: what is new, or what was sent since and whose revision is not known yet. */
  seen: number | null;
}

/** `over`: by their paths, values that stand over the draft's. */
export function keptDraft<Values extends object>(key: string, initial: Values, over: Record<string, unknown> = {}): Draft<Values> | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft<Values> | null;
    const given = Object.entries(over).filter(([, value]) => value !== undefined);
    return draft && { ...draft, values: given.reduce((tree, [path, value]) => withValueAt(tree, path, value), { ...initial, ...draft.values }) };
  } catch {
    return null;
  }
}

export function keepDraft(key: string, draft: string | null): void {
  try {
    if (draft) sessionStorage.setItem(key, draft);
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is full or shut: the page still holds what was typed.
  }
}

export const isBehind = (seen: number | null, now: number | undefined): boolean => seen !== null && now !== undefined && seen !== now;
