// SPDX-License-Identifier: AGPL-3.0-or-later
// One objective's figures, each open down to the publications, visits, conversions and cost lines it came from.
import { SegmentedControl } from '@mantine/core';
import { Loaded } from '../api/loaded';
import { useBrand, useMay } from '../identity';
import { useAddress, useParam } from '../ui/address';
import { formatDate, formatNumber, formatRate, type Locale } from '../ui/format';
import { Page } from '../ui/page';
import { Note } from '../ui/states';
import { ThreadBar, type ThreadLink } from '../ui/thread_bar';
import { useWords } from '../ui/words';
import { AttributionPart, ConversionsPart, CostsPart, PublicationsPart } from './drill_down';
import { ResultFigures, written, writtenMetric } from './figures';
import { useResult, type Audience, type Model, type ObjectiveResult } from './queries';
import { ReportPart } from './report_part';

export default function ObjectiveResultPage() {
  const brand = useBrand();
  const objective = useParam('objective');
  const [query] = useAddress();
  const found = useResult(brand.id, objective, { model: query.model, audience: query.audience });
  return <Loaded page of={found}>{(result) => <Sheet key={result.objective.id} brand={brand.id} result={result} awaits={found.isPlaceholderData} />}</Loaded>;
}

/** `awaits`: another model or audience was asked for and is not there yet. */
function Sheet({ brand, result, awaits }: { brand: string; result: ObjectiveResult; awaits: boolean }) {
  const { t, locale } = useWords();
  const { objective, period } = result;
  const lead = t('measure.period', { from: formatDate(period.from, locale), to: formatDate(period.to, locale) });
  return (
    <Page title={objective.title} lead={lead} actions={<Choices result={result} />} thread={<ThreadBar links={threadOf(brand, result, locale)} />}>
      <p className="numbers">
        <strong>{t('measure.reached_of', { reached: writtenMetric(objective, result.reached, locale), target: writtenMetric(objective, objective.target, locale) })}</strong>{' '}
        ({formatRate(result.reached, objective.target, locale, 0)})
      </p>
      <ResultFigures result={result} />
      <Honesty result={result} />
      <AttributionPart result={result} />
      <PublicationsPart brand={brand} result={result} />
      <ConversionsPart result={result} />
      <CostsPart brand={brand} result={result} />
      <ReportPart brand={brand} result={result} awaits={awaits} />
    </Page>
  );
}

/** The objective's own thread: each figure opens its lines on this page. */
function threadOf(brand: string, result: ObjectiveResult, locale: Locale): ThreadLink[] {
  const what = (code: string) => {
    const figure = result.figures.find((one) => one.code === code);
    const said = figure ? written(figure, locale) : '–';
    return said === '–' ? undefined : said;
  };
  return [
    { kind: 'objective', what: result.objective.title, here: true },
    { kind: 'publications', what: what('publications'), to: '#publications' },
    { kind: 'visits', what: what('visits'), to: '#attribution' },
    { kind: 'conversions', what: what('conversions'), to: '#conversions' },
    { kind: 'roi', what: what('roi'), to: '#costs', connectAt: `/b/${brand}/mesurer/couts` },
  ];
}

function Choices({ result }: { result: ObjectiveResult }) {
  const { t } = useWords();
  const may = useMay();
  const [asked, change] = useAddress();
  const choice = <Value extends string>(name: string, values: Value[]) => values.map((value) => ({ value, label: t(`measure.${name}.${value}`) }));
  return (
    <>
      <SegmentedControl value={asked.model ?? result.model} aria-label={t('measure.model_choice')} data={choice<Model>('model', ['last_touch', 'linear'])} onChange={(model) => change({ model })} />
      {may('see_internal_costs') ? (
        <SegmentedControl value={asked.audience ?? result.audience} aria-label={t('measure.audience_choice')} data={choice<Audience>('audience', ['internal', 'client'])} onChange={(audience) => change({ audience })} />
      ) : null}
    </>
  );
}

/** What is left out of the figures, by the count that says so. */
const omissions = ['costs_without_rate', 'conversions_without_rate', 'costs_in_other_currency', 'conversions_in_other_currency', 'sites_after_consent'] as const;

/** What the figures do not say. */
function Honesty({ result }: { result: ObjectiveResult }) {
  const { t, locale } = useWords();
  const { traced, consent } = result;
  return (
    <div className="stack-tight">
      {traced ? <Note tone={traced.part < traced.whole ? 'plain' : 'good'}>{t('measure.traced', { count: traced.part, whole: traced.whole })}{traced.part < traced.whole ? ` ${t('measure.untraced')}` : ''}</Note> : null}
      {consent ? <Note>{t('measure.consent', { count: consent.part, whole: consent.whole, share: formatRate(consent.part, consent.whole, locale, 0) })} {t('measure.consent_once')}</Note> : null}
      {result.minutes_without_objective ? <Note tone="warn">{t('measure.left_out.minutes_without_objective', { hours: formatNumber(result.minutes_without_objective / 60, locale, 1) })}</Note> : null}
      {omissions.map((code) => (result[code] ? <Note key={code} tone="warn">{t(`measure.left_out.${code}`, { count: result[code] })}</Note> : null))}
    </div>
  );
}
