// SPDX-License-Identifier: AGPL-3.0-or-later
/** Is the person typing, or on something that takes Enter for itself? */
export function typing(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null;
  return Boolean(element?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]'));
}
