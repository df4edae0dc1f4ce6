// SPDX-License-Identifier: AGPL-3.0-or-later
// The hours of a day as its zone's clocks show them: 24 on most days, 23 or 25 when they change. Pure.
import { localMoment, resolve, type LocalMoment } from '../ui/moment';

export interface Hour {
  /** Its row: "02", and "02+" for an hour that comes a second time. */
  key: string;
  hour: number;
  /** True for the second of two hours of the same name. */
  again: boolean;
  /** The first instant within it. */
  at: Date;
}

const quarter = 900_000;
const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const midnight = (day: string, zone: string) => resolve({ date: day, time: '00:00', zone, fold: 'earlier' })!.at.getTime();
const two = (number: number) => String(number).padStart(2, '0');

/** Every hour of that day, in the order in which they are lived. */
export function hoursOf(day: string, zone: string): Hour[] {
  const hours: Hour[] = [];
  const end = midnight(nextDay(day), zone);
  let before = -1;
  let again = false;
  for (let at = midnight(day, zone); at < end; at += quarter) {
    const [hour, minute] = localMoment(new Date(at), zone).time.split(':').map(Number) as [number, number];
    const wall = hour * 60 + minute;
    again = wall < before || (again && hours[hours.length - 1]!.hour === hour);
    before = wall;
    const key = `${two(hour)}${again ? '+' : ''}`;
    if (hours[hours.length - 1]?.key !== key) hours.push({ key, hour, again, at: new Date(at) });
  }
  return hours;
}

/** The rows of several days beside one another: each hour that any of them has, in order. */
export function rowsOf(days: Hour[][]): string[] {
  const keys = new Set(Array.from({ length: 24 }, (_, hour) => two(hour)));
  days.flat().forEach(({ key }) => keys.add(key));
  return [...keys].sort();
}

/** The moment of an instant in a zone, with the fold that leads back to that very instant. */
export function momentAt(at: Date, zone: string): LocalMoment {
  const moment = localMoment(at, zone);
  const same = resolve(moment)?.at.getTime() === Math.floor(at.getTime() / 60_000) * 60_000;
  return same ? moment : { ...moment, fold: 'later' };
}

/** The key of the row that an instant stands in. */
export function keyAt(at: Date, zone: string): string {
  const moment = momentAt(at, zone);
  const twice = resolve(moment)?.kind === 'repeated' && moment.fold === 'later';
  return `${moment.time.slice(0, 2)}${twice ? '+' : ''}`;
}
