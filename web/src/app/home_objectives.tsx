// SPDX-License-Identifier: AGPL-3.0-or-later
// The running objectives: figure against target, cost, ROI, and the way down.
import { useMay, type Brand } from '../identity';
import { formatDay, formatMoney, formatNumber, formatRate, unknown, type Locale } from '../ui/format';
import { Go } from '../ui/page';
import { Badge, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './home.module.css';
import { useObjectiveResult, useObjectives, type Objective, type ResultFigure } from './home_queries';
import { running } from './today';

export function HomeObjectives({ brand }: { brand: Brand }) {
  const { t } = useWords();
  const may = useMay();
  const objectives = useObjectives(brand.id);
  if (objectives.isPending) return <Skeleton lines={4} />;
  const list = running(objectives.data ?? []).slice(0, 5) as { objective: Objective; missing: string[] }[];
  if (!list.length) return <p className="soft">{t('app.home.no_objective')} {may('write_plan') ? <Go to={`/b/${brand.id}/comprendre`}>{t('app.home.set_objective')}</Go> : null}</p>;
  return <ul className={styles.lines}>{list.map(({ objective, missing }) => <li key={objective.id}><Line brand={brand} objective={objective} missing={missing} /></li>)}</ul>;
}

const money = new Set(['revenue', 'margin']);
const written = (value: number | null | undefined, objective: Objective, locale: Locale) =>
  money.has(objective.metric) ? formatMoney(value === null || value === undefined ? null : { minor: value, currency: objective.currency }, locale, 'when_needed') : formatNumber(value, locale);

function Line({ brand, objective, missing }: { brand: Brand; objective: Objective; missing: string[] }) {
  const { t, locale } = useWords();
  const may = useMay();
  const result = useObjectiveResult(brand.id, objective.id).data;
  const figure = (code: string): ResultFigure | undefined => result?.figures.find((one) => one.code === code);
  const roi = figure('roi');
  const share = objective.target && result?.reached ? Math.min(1, result.reached / objective.target) : 0;
  const to = may('see_figures') ? `/b/${brand.id}/mesurer/objectifs/${objective.id}` : `/b/${brand.id}/comprendre`;
  return (
    <Go to={to} className={styles.objective}>
      <span className="spread"><strong>{objective.title}</strong>{missing.length ? <Badge tone="warn">{t('app.home.vague')}</Badge> : null}</span>
      <span className={styles.bar} aria-hidden><span style={{ inlineSize: `${share * 100}%` }} /></span>
      <span className={styles.facts}>
        <span><strong>{written(result?.reached, objective, locale)}</strong> {t('app.home.of')} {written(objective.target, objective, locale)} {t(`app.metrics.${objective.metric}`)}</span>
        {objective.ends_on ? <span>{t('app.home.until', { day: formatDay(objective.ends_on, locale) })}</span> : null}
        <span>{t('app.home.cost')} {figure('cost')?.amount ? formatMoney(figure('cost')!.amount, locale, 'when_needed') : unknown}</span>
        <span>{t('app.home.roi')} {formatRate(roi?.numerator, roi?.denominator, locale, 0)}</span>
      </span>
    </Go>
  );
}
