// SPDX-License-Identifier: AGPL-3.0-or-later
// One's week on one brand: hours by objective, at one rate of that brand. What is typed lies over what the server keeps, and
// only what differs is sent: a line that was not touched keeps its own rate.
import type { Money } from '../ui/format';
import type { CostLine } from './queries';

/** What hours tied to no objective stand under. */
export const no_objective = '';

export interface BrandWeek {
  /** As typed, by objective. */
  hours: Record<string, number | null>;
  hourly: Money | null;
}
export type Typed = Partial<BrandWeek>;
export interface LoggedHours {
  objective_id?: string;
  minutes: number;
  hourly: Money;
}

const usual_minor = 5000;
export const minutesOf = (hours: number | null | undefined): number => Math.round((hours ?? 0) * 60);
export const totalHours = ({ hours }: BrandWeek): number => Object.values(hours).reduce<number>((sum, one) => sum + (one ?? 0), 0);

const hourlyOf = (line: CostLine | undefined, currency: string): Money =>
  line?.amount.currency === currency ? { minor: Math.round((line.amount.minor * 60) / line.minutes!), currency } : { minor: usual_minor, currency };

/** What is kept of it. */
export function keptWeek(lines: CostLine[], brand: { id: string; currency: string }): BrandWeek {
  const own = lines.filter((line) => line.brand_id === brand.id && line.minutes);
  const hours = own.map((line) => [line.objective_id ?? no_objective, line.minutes! / 60] as const);
  return { hours: { [no_objective]: null, ...Object.fromEntries(hours) }, hourly: hourlyOf(own[0], brand.currency) };
}

export const shownWeek = (kept: BrandWeek, typed: Typed = {}): BrandWeek => ({ ...kept, ...typed, hours: { ...kept.hours, ...typed.hours } });

/** What of it is not kept yet; null while its rate is no amount. */
export function unkept(kept: BrandWeek, shown: BrandWeek): LoggedHours[] | null {
  const { hourly } = shown;
  if (!hourly) return null;
  const other_rate = hourly.minor !== kept.hourly?.minor;
  return Object.entries(shown.hours)
    .map(([objective, hours]) => ({ objective, minutes: minutesOf(hours) }))
    .filter(({ objective, minutes }) => minutes !== minutesOf(kept.hours[objective]) || (other_rate && minutes > 0))
    .map(({ objective, minutes }) => ({ ...(objective ? { objective_id: objective } : {}), minutes, hourly }));
}
