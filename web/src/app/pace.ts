// SPDX-License-Identifier: AGPL-3.0-or-later
// How grave a line of the Fil is, and how far an objective is ahead of its time. Pure.
import type { Tone } from '../ui/states';
import type { FilObjective } from './fil';

export const toneOf = (kind: string): Tone =>
  ['ambiguous', 'rejected', 'missed', 'auth_wait', 'frozen', 'needs_reconnect'].includes(kind) ? 'bad' : ['expired', 'manual_due', 'changes_requested', 'approvals_pending'].includes(kind) ? 'warn' : 'plain';

export type Pace = 'ahead' | 'on_time' | 'behind' | 'over' | 'unknown';
const slack = 0.1;

/** What was reached beside the share of its time that has passed; within a tenth of the target it is on time. */
export function paceOf({ target, reached, starts_on, ends_on, today }: FilObjective): Pace {
  if (!target || reached === null || reached === undefined || !ends_on) return 'unknown';
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  if (today > ends_on) return 'over';
  const whole = day(ends_on) - day(starts_on) + 1;
  const passed = Math.min(1, Math.max(0, (day(today) - day(starts_on) + 1) / whole));
  const lead = reached / target - passed;
  return lead > slack ? 'ahead' : lead < -slack ? 'behind' : 'on_time';
}
