// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a publication stands: before the fence it says so itself, after it its delivery does.

interface Standing { state: string; at: string }

const before_fence = ['in_review', 'changes_requested', 'scheduled', 'expired', 'missed', 'manual_due', 'rejected', 'cancelled'];
const slack = 5 * 60_000;

export const stateShown = ({ state }: Standing, delivery: string | undefined): string => (before_fence.includes(state) ? state : (delivery ?? state));

/** True for what nothing will send by itself any more: refused, missed, or approved after its time. */
export const waitsToBeSent = ({ state, at }: Standing, now: number): boolean =>
  state === 'rejected' || state === 'missed' || (state === 'scheduled' && Date.parse(at) + slack < now);

/** True while a client's answer is waited for. */
export const awaited = (state: string): boolean => state === 'in_review' || state === 'changes_requested';

/** Until when an answer serves: a post's hour comes before the link's end, or does not. Null where the link's end says it all. */
export function answerBefore({ state, at }: Standing, expires_at: string): string | null {
  return awaited(state) && Date.parse(at) < Date.parse(expires_at) ? at : null;
}

/** A client who asks for changes says which. */
export const lacksWords = (decision: string, comment: string): boolean => decision === 'changes_requested' && !comment.trim();

/** What a client is told of a post that no longer waits for its moment; undefined while it does. */
export const told: Record<string, 'late' | 'gone' | undefined> = { expired: 'late', missed: 'late', rejected: 'late', manual_due: 'late', live: 'gone', preparing: 'gone', sending: 'gone', ambiguous: 'gone', deferred: 'gone', auth_wait: 'gone' };
