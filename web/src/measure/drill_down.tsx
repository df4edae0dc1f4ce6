// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines beneath the figures.
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useMay } from '../identity';
import { toast } from '../ui/feedback';
import { formatDate, formatMoment, formatMoney, formatNumber } from '../ui/format';
import { Go, Section } from '../ui/page';
import { Badge } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { Lines } from './lines';
import { declareReading, type ObjectiveResult, type PublicationRow } from './queries';

interface PartParts {
  result: ObjectiveResult;
}

/** A place that a figure's link leads to. */
function Part({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useWords();
  return <div id={name}><Section title={t(`measure.part.${name}`)}>{children}</Section></div>;
}

export function AttributionPart({ result }: PartParts) {
  const { t, locale } = useWords();
  const credit = (thousandths: number) => formatNumber(thousandths / 1000, locale, 1);
  return (
    <Part name="attribution">
      <Lines empty={t('measure.none.attribution')} rows={result.attribution} id={(row) => row.code}
        columns={[
          { title: t('measure.column.publication'), show: (row) => row.label },
          { title: t('measure.column.channel'), show: (row) => row.channel || '–' },
          { title: t('measure.column.visits'), show: (row) => formatNumber(row.visits, locale), number: true },
          { title: t('measure.model.last_touch'), show: (row) => credit(row.last_touch_thousandths), number: true },
          { title: t('measure.model.linear'), show: (row) => credit(row.linear_thousandths), number: true },
          { title: t('measure.column.revenue'), show: (row) => formatMoney(row.revenue, locale), number: true },
        ]} />
    </Part>
  );
}

export function PublicationsPart({ brand, result }: PartParts & { brand: string }) {
  const { t, locale } = useWords();
  const may = useMay();
  return (
    <Part name="publications">
      <Lines empty={t('measure.none.publications')} rows={result.publications} id={(row) => row.publication_id}
        columns={[
          { title: t('measure.column.publication'), show: (row) => (row.url ? <a href={row.url} rel="noreferrer" target="_blank">{row.title}</a> : row.title) },
          { title: t('measure.column.channel'), show: (row) => row.channel },
          { title: t('measure.column.date'), show: (row) => formatDate(row.date, locale) },
          { title: t('measure.figure.reach'), show: (row) => formatNumber(row.reach, locale), number: true },
          { title: t('measure.figure.reactions'), show: (row) => formatNumber(row.reactions, locale), number: true },
          { title: t('measure.column.visits'), show: (row) => formatNumber(row.visits, locale), number: true },
        ]} />
      {may('write_costs') && result.publications.length ? <NoteReading brand={brand} publications={result.publications} /> : null}
    </Part>
  );
}

function NoteReading({ brand, publications }: { brand: string; publications: PublicationRow[] }) {
  const { t } = useWords();
  const [publication_id, choose] = useState(publications[0]!.publication_id);
  const [metric, setMetric] = useState('reach');
  const [value, setValue] = useState<number | string>('');
  const note = useMutation({
    mutationFn: () => declareReading(brand, { publication_id, metric, value: Number(value) }),
    onSuccess: () => (setValue(''), void refresh('result'), toast({ said: t('measure.reading_kept') })),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  return (
    <form className="line" onSubmit={(event) => (event.preventDefault(), note.mutate())} aria-label={t('measure.note_reading')}>
      <NativeSelect aria-label={t('measure.column.publication')} value={publication_id} onChange={(event) => choose(event.currentTarget.value)} data={publications.map((one) => ({ value: one.publication_id, label: one.title }))} />
      <NativeSelect aria-label={t('measure.metric')} value={metric} onChange={(event) => setMetric(event.currentTarget.value)}
        data={['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks'].map((one) => ({ value: one, label: t(`measure.figure.${one}`) }))} />
      <NumberInput aria-label={t('measure.value')} placeholder={t('measure.value')} value={value} onChange={setValue} min={0} allowDecimal={false} required />
      <Button type="submit" variant="default" loading={note.isPending}>{t('measure.note_reading')}</Button>
    </form>
  );
}

export function ConversionsPart({ result }: PartParts) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <Part name="conversions">
      <Lines empty={t('measure.none.conversions')} rows={result.conversions} id={(row) => row.id}
        columns={[
          { title: t('measure.column.date'), show: (row) => formatMoment(row.at, locale, { zone }) },
          { title: t('measure.column.kind'), show: (row) => t(`measure.kind.${row.kind}`) },
          { title: t('measure.column.order'), show: (row) => row.order_id ?? '–' },
          { title: t('measure.column.source'), show: (row) => t(`measure.source.${row.source}`) },
          { title: t('measure.column.trace'), show: (row) => <Badge tone={row.traced ? 'good' : 'plain'}>{t(row.traced ? 'measure.is_traced' : 'measure.is_untraced')}</Badge> },
          { title: t('measure.column.amount'), show: (row) => formatMoney(row.value, locale), number: true },
          { title: t('measure.figure.refunds'), show: (row) => (row.refunded.minor ? formatMoney(row.refunded, locale) : '–'), number: true },
        ]} />
    </Part>
  );
}

export function CostsPart({ brand, result }: PartParts & { brand: string }) {
  const { t, locale } = useWords();
  return (
    <Part name="costs">
      <Lines empty={t('measure.none.costs')} rows={result.costs} id={(row) => row.id}
        columns={[
          { title: t('measure.column.date'), show: (row) => formatDate(row.on_day, locale) },
          { title: t('measure.column.kind'), show: (row) => t(`measure.cost_kind.${row.kind}`) },
          { title: t('measure.column.note'), show: (row) => row.note || '–' },
          { title: t('measure.column.amount'), show: (row) => `${formatMoney(row.amount, locale)} ${t(`measure.tax.${row.tax}`)}`, number: true },
        ]} />
      <Go to={`/b/${brand}/mesurer/couts`}>{t('measure.all_costs')}</Go>
    </Part>
  );
}
