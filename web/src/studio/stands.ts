// SPDX-License-Identifier: AGPL-3.0-or-later
// What a content's publications mean to who edits it. Pure.
export interface Publication {
  id: string;
  state: string;
  approval: 'required' | 'off';
  approved_by?: string | null;
  hashes: Record<string, unknown>;
  /** Of what was agreed on: another once the text has changed. */
  approved_hashes?: Record<string, unknown> | null;
}

const fenced = ['preparing', 'sending', 'ambiguous', 'deferred', 'auth_wait', 'live'];

/** One whose approval stands and falls with the next change of the text. */
export const agreedOn = (publications: Publication[]): Publication | undefined =>
  publications.find((one) => one.approval === 'required' && !fenced.includes(one.state) && one.state !== 'cancelled' && JSON.stringify(one.approved_hashes) === JSON.stringify(one.hashes));

/** One that left, or is leaving: what is edited now no longer reaches it. */
export const goneOut = (publications: Publication[]): Publication | undefined => publications.find((one) => fenced.includes(one.state));
