// SPDX-License-Identifier: AGPL-3.0-or-later
// A guest's words, kept in the tab until they are sent: a phone drops a page that one turns away from.
import { useState } from 'react';

function safely<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null; // Storage is shut: the page alone holds what is typed.
  }
}

export function useDrafted(key: string) {
  const [text, setText] = useState(() => safely(() => sessionStorage.getItem(key)) ?? '');
  return {
    text,
    type: (next: string) => (setText(next), void safely(() => sessionStorage.setItem(key, next))),
    sent: () => (setText(''), void safely(() => sessionStorage.removeItem(key))),
  };
}
