// SPDX-License-Identifier: AGPL-3.0-or-later
// One's week, split over brands: a row a brand, hours in each; the same week again replaces the figures.
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useBrand, useMe, type Brand } from '../identity';
import { toast } from '../ui/feedback';
import type { Money } from '../ui/format';
import { MoneyInput } from '../ui/inputs';
import { todayIn } from '../ui/moment';
import { Section } from '../ui/page';
import { useWords, useZone } from '../ui/words';
import { logHours, useOwnWeek, type CostLine } from './queries';

/** The Monday of that day's week, as 2026-11-23. */
export function mondayOf(day: Date): string {
  const monday = new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()));
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return monday.toISOString().slice(0, 10);
}

const noonOf = (day: string) => new Date(`${day}T12:00`);

const minutesOf = (lines: CostLine[], brand: string) => lines.filter((line) => line.brand_id === brand && !line.objective_id).reduce((sum, line) => sum + (line.minutes ?? 0), 0);
const rateOf = (lines: CostLine[]): number | undefined => {
  const line = lines.find((one) => one.minutes);
  return line ? Math.round((line.amount.minor * 60) / line.minutes!) : undefined;
};

export function WeekPart() {
  const { t } = useWords();
  const me = useMe();
  const brand = useBrand();
  const zone = useZone();
  const [monday, setMonday] = useState(() => mondayOf(noonOf(todayIn(zone))));
  const [hours, setHours] = useState<Record<string, number | string>>({});
  const [hourly, setHourly] = useState<Money | null>({ minor: 5000, currency: brand.currency });
  const week = useOwnWeek(monday);
  const brands = me.brands.filter((one) => !one.archived_at);
  useEffect(() => {
    if (!week.data) return;
    setHours(Object.fromEntries(brands.map((one) => [one.id, minutesOf(week.data, one.id) / 60 || ''])));
    const rate = rateOf(week.data);
    if (rate) setHourly({ minor: rate, currency: brand.currency });
  }, [week.data]);
  const keep = useMutation({
    mutationFn: async (rate: Money) => {
      for (const one of brands) await keepBrand(one, { monday, minutes: Math.round(Number(hours[one.id] || 0) * 60), rate });
    },
    onSuccess: () => (void refresh('cost'), void refresh('result'), toast({ said: t('measure.week_kept') })),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  const total = brands.reduce((sum, one) => sum + Number(hours[one.id] || 0), 0);
  return (
    <Section title={t('measure.week')}>
      <p className="soft">{t('measure.week_lead')}</p>
      <form className="form" onSubmit={(event) => (event.preventDefault(), hourly && keep.mutate(hourly))}>
        <TextInput type="date" label={t('measure.week_of')} value={monday} onChange={(event) => event.currentTarget.value && setMonday(mondayOf(noonOf(event.currentTarget.value)))} />
        {brands.map((one) => (
          <NumberInput key={one.id} label={one.name} suffix=" h" min={0} max={168} step={0.5} decimalScale={2} value={hours[one.id] ?? ''} onChange={(value) => setHours({ ...hours, [one.id]: value })} />
        ))}
        <MoneyInput label={t('measure.hourly')} currency={brand.currency} value={hourly} onChange={setHourly} required />
        <div className="line">
          <Button type="submit" loading={keep.isPending} disabled={!hourly}>{t('measure.keep_week')}</Button>
          <span className="small soft numbers">{t('measure.total_hours', { hours: total })}</span>
        </div>
      </form>
    </Section>
  );
}

const keepBrand = (brand: Brand, { monday, minutes, rate }: { monday: string; minutes: number; rate: Money }) =>
  logHours(brand.id, { monday, minutes, hourly: { ...rate, currency: brand.currency } });
