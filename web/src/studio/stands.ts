// SPDX-License-Identifier: AGPL-3.0-or-later
// What a content's publications mean to who edits it. Pure.
export interface Publication {
  id: string;
  state: string;
  approval: 'required' | 'off';
  approved_by?: string | null;
}

const fenced = ['preparing', 'sending', 'ambiguous', 'deferred', 'auth_wait', 'live'];

/** One whose approval stands and falls with the next change of the text. */
export const agreedOn = (publications: Publication[]): Publication | undefined =>
  publications.find((one) => one.approval === 'required' && one.approved_by && !fenced.includes(one.state) && one.state !== 'cancelled');

/** One that left, or is leaving: what is edited now no longer reaches it. */
export const goneOut = (publications: Publication[]): Publication | undefined => publications.find((one) => fenced.includes(one.state));
