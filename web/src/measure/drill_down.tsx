// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines beneath the figures.
import type { ReactNode } from 'react';
import { useMay } from '../identity';
import { formatDate, formatMoment, formatMoney, formatNumber } from '../ui/format';
import { Go, Section } from '../ui/page';
import { Badge } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { Lines } from './lines';
import { NoteReading } from './note_reading';
import { ImportReadings } from './readings_import';
import type { ObjectiveResult } from './queries';

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
      {result.attribution.length > 1 ? <p className="small soft">{t('measure.visits_overlap')}</p> : null}
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
          { title: t('measure.column.publication'), show: (row) => <>{row.url ? <a href={row.url} rel="noreferrer" target="_blank">{row.title}</a> : row.title}{row.proof === 'simulated' ? <> <Badge tone="warn">{t('measure.simulated')}</Badge></> : null}</> },
          { title: t('measure.column.channel'), show: (row) => row.channel },
          { title: t('measure.column.date'), show: (row) => formatDate(row.date, locale) },
          { title: t('measure.figure.reach'), show: (row) => formatNumber(row.reach, locale), number: true },
          { title: t('measure.figure.reactions'), show: (row) => formatNumber(row.reactions, locale), number: true },
          { title: t('measure.column.visits'), show: (row) => formatNumber(row.visits, locale), number: true },
        ]} />
      {may('write_costs') && result.publications.length ? <><NoteReading brand={brand} publications={result.publications} /><ImportReadings brand={brand} publications={result.publications} /></> : null}
    </Part>
  );
}

export function ConversionsPart({ result }: PartParts) {
  const { t, locale } = useWords();
  const zone = useZone();
  const basis = t(`measure.tax.${result.objective.tax}`);
  return (
    <Part name="conversions">
      <Lines empty={t('measure.none.conversions')} rows={result.conversions} id={(row) => row.id}
        columns={[
          { title: t('measure.column.date'), show: (row) => formatMoment(row.at, locale, { zone }) },
          { title: t('measure.column.kind'), show: (row) => <>{t(`measure.kind.${row.kind}`)}{!row.sale && row.value.minor ? <> <Badge tone="plain">{t('measure.is_announced')}</Badge></> : null}</> },
          { title: t('measure.column.order'), show: (row) => row.order_id ?? '–' },
          { title: t('measure.column.source'), show: (row) => t(`measure.source.${row.source}`) },
          { title: t('measure.column.trace'), show: (row) => (row.cancelled ? <Badge tone="plain">{t('measure.is_cancelled')}</Badge> : <Badge tone={row.traced ? 'good' : 'plain'}>{t(row.traced ? 'measure.is_traced' : 'measure.is_untraced')}</Badge>) },
          { title: t('measure.column.amount'), show: (row) => (row.value.minor ? `${formatMoney(row.value, locale)} ${t(`measure.tax.${row.tax}`)}` : '–'), number: true },
          { title: t('measure.column.counted', { basis }), show: (row) => formatMoney(row.counted, locale), number: true },
          { title: t('measure.column.counted_refund', { basis }), show: (row) => (row.refunded.minor ? formatMoney(row.counted_refund, locale) : '–'), number: true },
          { title: t('measure.column.credited'), show: (row) => (row.traced && row.sale ? formatMoney(row.credited, locale) : '–'), number: true },
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
          { title: t('measure.column.counted', { basis: t(`measure.tax.${result.objective.tax}`) }), show: (row) => formatMoney(row.counted, locale), number: true },
        ]} />
      <Go to={`/b/${brand}/mesurer/couts`}>{t('measure.all_costs')}</Go>
    </Part>
  );
}
