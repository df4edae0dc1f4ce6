// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import type { CostLine } from './queries';
import { keptWeek, shownWeek, unkept } from './week';

const line = (brand_id: string, minutes: number, minor: number, currency: string, objective_id?: string) => ({ brand_id, objective_id, minutes, amount: { minor, currency } }) as CostLine;
const paris = { id: 'paris', currency: 'EUR' };
const dakar = { id: 'dakar', currency: 'XOF' };
const lines = [line('paris', 120, 12_000, 'EUR'), line('paris', 60, 4_500, 'EUR', 'sell'), line('dakar', 60, 9_000, 'XOF')];

test('each brand has its own rate, in its own currency', () => {
  expect(keptWeek(lines, paris)).toEqual({ hours: { '': 2, sell: 1 }, hourly: { minor: 6_000, currency: 'EUR' } });
  expect(keptWeek(lines, dakar).hourly).toEqual({ minor: 9_000, currency: 'XOF' });
  expect(keptWeek([], dakar).hourly?.currency).toBe('XOF');
});

test('only what was typed is sent: other lines keep their own rate', () => {
  const kept = keptWeek(lines, paris);
  expect(unkept(kept, shownWeek(kept))).toEqual([]);
  const hourly = { minor: 6_000, currency: 'EUR' };
  expect(unkept(kept, shownWeek(kept, { hours: { '': 2.5 } }))).toEqual([{ minutes: 150, hourly }]);
  expect(unkept(kept, shownWeek(kept, { hours: { sell: null, hire: 1 } }))).toEqual([
    { objective_id: 'sell', minutes: 0, hourly },
    { objective_id: 'hire', minutes: 60, hourly },
  ]);
});

test('another rate goes to every line of that brand, and none is sent while it is no amount', () => {
  const kept = keptWeek(lines, paris);
  const hourly = { minor: 7_000, currency: 'EUR' };
  expect(unkept(kept, shownWeek(kept, { hourly }))).toEqual([{ minutes: 120, hourly }, { objective_id: 'sell', minutes: 60, hourly }]);
  expect(unkept(kept, shownWeek(kept, { hourly: null }))).toBeNull();
});
