// SPDX-License-Identifier: AGPL-3.0-or-later
// From a day, a time and a zone to an instant, across daylight saving, as the server does it: a skipped time moves forward
// by the gap, a repeated one is the earlier unless the later is asked for. Only to tell the person before they send.

export interface LocalMoment {
  date: string;
  time: string;
  zone: string;
  fold: 'earlier' | 'later';
}
export interface Resolved {
  at: Date;
  kind: 'unique' | 'skipped' | 'repeated';
}

/** Milliseconds that the zone's clocks are ahead of UTC at that instant. */
function ahead(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1000) * 1000;
}

export function resolve({ date, time, zone, fold }: LocalMoment): Resolved | null {
  const wall = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  if (Number.isNaN(wall)) return null;
  const day = 86_400_000;
  const before = ahead(wall - day, zone);
  const after = ahead(wall + day, zone);
  const found = [...new Set([wall - before, wall - after])].filter((at) => at + ahead(at, zone) === wall).sort((a, b) => a - b);
  if (found.length === 2) return { at: new Date(found[fold === 'later' ? 1 : 0]!), kind: 'repeated' };
  if (found.length === 1) return { at: new Date(found[0]!), kind: 'unique' };
  return { at: new Date(wall - before), kind: 'skipped' };
}

/** The day it is there, as 2026-11-24: past midnight in Paris it is still yesterday in UTC. */
export const todayIn = (zone: string, now = new Date()): string => localMoment(now, zone).date;

/** What a clock on the wall of that zone shows. */
export function localMoment(at: Date, zone: string): LocalMoment {
  const wall = new Date(at.getTime() + ahead(at.getTime(), zone)).toISOString();
  return { date: wall.slice(0, 10), time: wall.slice(11, 16), zone, fold: 'earlier' };
}
