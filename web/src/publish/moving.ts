// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a publication goes when it is moved by a step of the keyboard or dropped on a day or an hour. Pure.
import { resolve, type LocalMoment } from '../ui/moment';
import type { CalendarPublication } from './calendar';
import { dayAfter } from './days';
import { hoursOf, momentAt, type Hour } from './hours';

export type View = 'month' | 'week';
const movable = ['in_review', 'changes_requested', 'scheduled', 'expired', 'missed', 'manual_due', 'rejected'];

export const canMove = ({ state }: { state: string }): boolean => movable.includes(state);

/** A yes that the move would void: given, asked for, and still standing. */
export const standingApproval = ({ approval, state }: Pick<CalendarPublication, 'approval' | 'state'>): boolean => approval === 'required' && state === 'scheduled';

/** The same hour of the wall on another day. */
export const onDay = (moment: LocalMoment, date: string): LocalMoment => ({ ...moment, date, fold: 'earlier' });

/** The same minutes within another hour, which may be the second of two of one name. */
export function inHour(moment: LocalMoment, day: string, hour: Hour): LocalMoment {
  const time = `${hour.key.slice(0, 2)}:${moment.time.slice(3, 5)}`;
  return { ...moment, date: day, time, fold: hour.again ? 'later' : 'earlier' };
}

const quarter = 900_000;

/** One key: days in a month, days and quarters of an hour (an hour with Shift up) in a week. Null for another key. */
export function stepped(moment: LocalMoment, view: View, key: string, fine: 'fine' | 'coarse'): LocalMoment | null {
  const days: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ...(view === 'month' ? { ArrowUp: -7, ArrowDown: 7 } : {}) };
  if (key in days) return onDay(moment, dayAfter(moment.date, days[key]!));
  const way = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  const at = way && view === 'week' ? resolve(moment)?.at : undefined;
  return at ? momentAt(new Date(at.getTime() + way * (fine === 'fine' ? quarter : 4 * quarter)), moment.zone) : null;
}

/** The hour of a day under its key; undefined when that day lacks it. */
export const hourAt = (day: string, zone: string, key: string): Hour | undefined => hoursOf(day, zone).find((hour) => hour.key === key);
