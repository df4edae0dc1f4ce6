// SPDX-License-Identifier: AGPL-3.0-or-later
// Who works here. What is kept on the device is one person's: a machine is shared, and a browser has one session for all tabs.
import { queries } from './queries';

export const me_key = ['me'];
const kept = 'parvis.person';

/** The id of the person signed in, as this page knows it; '' outside. */
export const personHere = (): string => queries.getQueryData<{ id: string }>(me_key)?.id ?? '';

/** Told whenever the server says who asks: every tab's words go out in that name from now on. */
export function nowHere(person: string): void {
  try {
    localStorage.setItem(kept, person);
  } catch {
    // Storage is full or shut: this tab is the only one that is known of.
  }
}

/** False once another person signed in, in whatever tab. */
export function isStillHere(person: string): boolean {
  try {
    return !person || [person, null].includes(localStorage.getItem(kept));
  } catch {
    return true;
  }
}
