// SPDX-License-Identifier: AGPL-3.0-or-later
// Among all that clients answered, the words that count for some publications. Pure.
export interface ClientAnswer {
  publication_id: string;
  decision: 'pending' | 'approved' | 'changes_requested';
  comment: string;
  decided_by?: string | null;
  decided_at?: string | null;
}

/** The last answer with words to one of these publications; it outlives the correction it asked for. */
export function lastWords(answers: ClientAnswer[], publications: string[]): ClientAnswer | undefined {
  const worded = answers.filter((one) => one.comment && one.decided_at && publications.includes(one.publication_id));
  return worded.sort((a, b) => Date.parse(b.decided_at!) - Date.parse(a.decided_at!))[0];
}
