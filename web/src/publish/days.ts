// SPDX-License-Identifier: AGPL-3.0-or-later
// The days that a month shows, and the instants that hold them.

/** The first and last instants of the days shown, wide enough for every zone. */
export function windowOf(days: string[]): { from: string; to: string } {
  const widen = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString();
  return { from: widen(days[0]!, -1), to: widen(days[days.length - 1]!, 2) };
}

/** Of what a wider window brought, what stands on the days shown. */
export const standingOn = <Item>(days: string[], items: Item[], dayOf: (item: Item) => string): Item[] => items.filter((item) => days.includes(dayOf(item)));

/** Whole weeks from Monday, as dates "2026-11-02". */
export function daysOf(month: string): string[] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * 86_400_000;
  const next = nextMonth(month, 1);
  const end = Date.parse(`${next}-01T00:00:00Z`);
  const days: string[] = [];
  for (let day = start; day < end || new Date(day).getUTCDay() !== 1; day += 86_400_000) days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}

/** The seven days, from Monday, of the week that holds one. */
export function weekOf(day: string): string[] {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Array.from({ length: 7 }, (_, place) => dayAfter(day, place - ((new Date(at).getUTCDay() + 6) % 7)));
}

export const dayAfter = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

export function nextMonth(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
