// SPDX-License-Identifier: AGPL-3.0-or-later
// One's week, split over brands and their objectives; the same week again replaces the figures.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Loaded } from '../api/loaded';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useMe, type Brand } from '../identity';
import { toast } from '../ui/feedback';
import { HoursInput } from '../ui/figure_input';
import { formatNumber } from '../ui/format';
import { MoneyInput } from '../ui/inputs';
import { todayIn } from '../ui/moment';
import { Section } from '../ui/page';
import { useWords, useZone } from '../ui/words';
import { logHours, useObjectives, useOwnWeek, type CostLine } from './queries';
import { keptWeek, no_objective, shownWeek, totalHours, unkept, type BrandWeek, type Typed } from './week';

/** The Monday of that day's week, as 2026-11-23. */
export function mondayOf(day: Date): string {
  const monday = new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()));
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return monday.toISOString().slice(0, 10);
}

const noonOf = (day: string) => new Date(`${day}T12:00`);

export function WeekPart() {
  const { t } = useWords();
  const zone = useZone();
  const [monday, setMonday] = useState(() => mondayOf(noonOf(todayIn(zone))));
  return (
    <Section title={t('measure.week')}>
      <p className="soft">{t('measure.week_lead')}</p>
      <div className="form">
        <TextInput type="date" label={t('measure.week_of')} value={monday} onChange={(event) => event.currentTarget.value && setMonday(mondayOf(noonOf(event.currentTarget.value)))} />
      </div>
      <Loaded of={useOwnWeek(monday)}>{(lines) => <WeekForm key={monday} monday={monday} lines={lines} />}</Loaded>
    </Section>
  );
}

function WeekForm({ monday, lines }: { monday: string; lines: CostLine[] }) {
  const { t, locale } = useWords();
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const weeks = useMe().brands.filter((one) => !one.archived_at).map((brand) => {
    const kept = keptWeek(lines, brand);
    const shown = shownWeek(kept, typed[brand.id]);
    return { brand, shown, unkept: unkept(kept, shown) };
  });
  const keep = useMutation({
    mutationFn: async () => {
      for (const { brand, unkept: left } of weeks) for (const one of left ?? []) await logHours(brand.id, { monday, ...one });
    },
    onSuccess: () => toast({ said: t('measure.week_kept') }),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
    onSettled: (_done, error) => Promise.all([refresh('cost'), refresh('result')]).then(() => error || setTyped({})),
  });
  const ready = weeks.every((one) => one.unkept) && weeks.some((one) => one.unkept?.length);
  return (
    <form className="form" onSubmit={(event) => (event.preventDefault(), ready && keep.mutate())}>
      {weeks.map(({ brand, shown }) => <BrandHours key={brand.id} brand={brand} week={shown} onType={(next) => setTyped({ ...typed, [brand.id]: { ...typed[brand.id], ...next } })} />)}
      <div className="line">
        <Button type="submit" loading={keep.isPending} disabled={!ready}>{t('measure.keep_week')}</Button>
        <span className="small soft numbers">{t('measure.total_hours', { hours: formatNumber(weeks.reduce((sum, { shown }) => sum + totalHours(shown), 0), locale, 2) })}</span>
      </div>
    </form>
  );
}

function BrandHours({ brand, week, onType }: { brand: Brand; week: BrandWeek; onType: (next: Typed) => void }) {
  const { t } = useWords();
  const objectives = useObjectives(brand.id).data ?? [];
  const name = (id: string) => (id === no_objective ? t('measure.hours_free') : objectives.find((one) => one.id === id)?.title ?? '–');
  const type = (id: string, hours: number | null) => onType({ hours: { ...week.hours, [id]: hours } });
  const free = objectives.filter((one) => !one.archived_at && !(one.id in week.hours));
  return (
    <fieldset className="panel stack-tight">
      <legend><strong>{brand.name}</strong></legend>
      {Object.entries(week.hours).map(([id, hours]) => (
        <HoursInput key={id} label={name(id)} value={hours} onChange={(next) => type(id, next)} />
      ))}
      {free.length ? (
        <NativeSelect label={t('measure.hours_for')} value="" onChange={(event) => event.currentTarget.value && type(event.currentTarget.value, null)}
          data={[{ value: '', label: t('measure.choose_objective') }, ...free.map((one) => ({ value: one.id, label: one.title }))]} />
      ) : null}
      <MoneyInput label={t('measure.hourly')} currency={brand.currency} value={week.hourly} onChange={(hourly) => onType({ hourly })} required />
    </fieldset>
  );
}
