// SPDX-License-Identifier: AGPL-3.0-or-later
// What was spent: one's week in thirty seconds, a line at a time for the rest.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { toast } from '../ui/feedback';
import { RateInput } from '../ui/figure_input';
import { formatDate, formatMoney } from '../ui/format';
import { MoneyInput } from '../ui/inputs';
import { todayIn } from '../ui/moment';
import { Page, Section } from '../ui/page';
import { ErrorState, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { Lines } from './lines';
import { addCost, cost_kinds, shelveCost, useCosts, useObjectives, type CostLine, type NewCost } from './queries';
import { WeekPart } from './week_part';

export default function CostsPage() {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const found = useCosts(brand.id);
  return (
    <Page title={t('measure.costs')} lead={t('measure.costs_lead')}>
      <div className="two">
        {may('log_hours') ? <WeekPart /> : null}
        {may('write_costs') ? <NewCostPart /> : null}
      </div>
      <Section title={t('measure.cost_lines')}>
        {found.isPending ? <Skeleton /> : null}
        {found.isError ? <ErrorState words={wordsOfProblem(t, found.error)} onRetry={() => void found.refetch()} /> : null}
        {found.data ? <CostLines brand={brand.id} lines={found.data} /> : null}
      </Section>
    </Page>
  );
}

function NewCostPart() {
  const { t } = useWords();
  const brand = useBrand();
  const objectives = useObjectives(brand.id);
  const today = todayIn(useZone());
  const initial: NewCost = { objective_id: null, kind: 'production', side: 'internal', on_day: today, amount: null, tax: 'excluding', tax_per_mille: null, note: '' };
  const form = useForm({
    name: `cost:new:${brand.id}`,
    initial,
    send: (cost: NewCost) => addCost(brand.id, cost),
    done: () => (void refresh('cost'), void refresh('result'), toast({ said: t('measure.cost_kept') })),
  });
  return (
    <Section title={t('measure.new_cost')}>
      <Form form={form} verb={t('measure.add_cost')}>
        <NativeSelect label={t('measure.column.kind')} {...form.text('kind')} data={cost_kinds.map((kind) => ({ value: kind, label: t(`measure.cost_kind.${kind}`) }))} />
        <NativeSelect label={t('measure.side_choice')} {...form.text('side')} data={(['internal', 'billed'] as const).map((side) => ({ value: side, label: t(`measure.side.${side}`) }))} />
        <MoneyInput label={t('measure.column.amount')} currency={brand.currency} required {...form.field('amount')} />
        <NativeSelect label={t('measure.tax_choice')} {...form.text('tax')} data={(['excluding', 'including'] as const).map((tax) => ({ value: tax, label: t(`measure.tax.${tax}`) }))} />
        <RateInput label={t('measure.tax_rate')} description={t('measure.tax_rate_more')} {...form.field('tax_per_mille')} />
        <TextInput type="date" label={t('measure.column.date')} required {...form.text('on_day')} />
        <NativeSelect label={t('measure.objective')} {...form.text('objective_id')}
          data={[{ value: '', label: t('measure.no_one_objective') }, ...(objectives.data ?? []).map((one) => ({ value: one.id, label: one.title }))]} />
        <TextInput label={t('measure.column.note')} maxLength={300} {...form.text('note')} />
      </Form>
    </Section>
  );
}

function CostLines({ brand, lines }: { brand: string; lines: CostLine[] }) {
  const { t, locale } = useWords();
  const may = useMay();
  const objectives = useObjectives(brand);
  const shelve = useMutation({
    mutationFn: ({ id, shelf }: { id: string; shelf: 'active' | 'archived' }) => shelveCost(brand, id, shelf),
    onSuccess: (_done, { id, shelf }) => {
      void refresh('cost');
      if (shelf === 'archived') toast({ said: t('measure.cost_archived'), undo: () => shelve.mutate({ id, shelf: 'active' }) });
    },
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  const title = (id?: string | null) => objectives.data?.find((one) => one.id === id)?.title ?? '–';
  return (
    <Lines empty={t('measure.none.costs')} rows={lines} id={(line) => line.id}
      columns={[
        { title: t('measure.column.date'), show: (line) => formatDate(line.on_day, locale) },
        { title: t('measure.column.kind'), show: (line) => t(`measure.cost_kind.${line.kind}`) },
        { title: t('measure.side_choice'), show: (line) => t(`measure.side.${line.side}`) },
        { title: t('measure.objective'), show: (line) => title(line.objective_id) },
        { title: t('measure.column.note'), show: (line) => line.note || '–' },
        { title: t('measure.column.amount'), show: (line) => `${formatMoney(line.amount, locale)} ${t(`measure.tax.${line.tax}`)}`, number: true },
        { title: t('measure.acts'), show: (line) => (may('write_costs') ? <Button size="compact-sm" variant="subtle" onClick={() => shelve.mutate({ id: line.id, shelf: 'archived' })}>{t('measure.archive')}</Button> : null) },
      ]} />
  );
}
