// SPDX-License-Identifier: AGPL-3.0-or-later
// A replacement made as if it were typed, so that the browser's own Ctrl+Z takes it back; the caret ends after it.
import type { Span } from './spans';

/** False where the browser does not do it. */
export function typedOver(box: HTMLTextAreaElement, { start, end }: Span, by: string): boolean {
  box.focus();
  box.setSelectionRange(start, end);
  // The only insertion that browsers keep in a textarea's history, whatever its name in the standards.
  return by ? document.execCommand('insertText', false, by) : document.execCommand('delete');
}
