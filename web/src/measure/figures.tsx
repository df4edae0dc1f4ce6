// SPDX-License-Identifier: AGPL-3.0-or-later
import { formatDate, formatMoney, formatNumber, formatRate, unknown, type Locale } from '../ui/format';
import { Figure, Figures } from '../ui/figure';
import { useWords, useZone } from '../ui/words';
import type { Objective, ObjectiveResult, ResultFigure } from './queries';

export function written(figure: ResultFigure, locale: Locale): string {
  if (figure.amount) return formatMoney(figure.amount, locale, 'when_needed');
  if (figure.count !== null && figure.count !== undefined) return formatNumber(figure.count, locale);
  return formatRate(figure.numerator, figure.denominator, locale, 0);
}

const money_metrics = ['revenue', 'margin'];
export function writtenMetric(objective: Objective, value: number | null | undefined, locale: Locale): string {
  if (value === null || value === undefined) return unknown;
  return money_metrics.includes(objective.metric) ? formatMoney({ minor: value, currency: objective.currency }, locale, 'when_needed') : formatNumber(value, locale);
}

/** The part of the page where a figure's lines stand. */
const parts: Record<string, string> = { publications: 'publications', reach: 'publications', reactions: 'publications', visits: 'attribution', cost: 'costs', cost_per_conversion: 'costs', roi: 'costs' };
const partOf = (code: string) => parts[code] ?? 'conversions';

export function ResultFigures({ result }: { result: ObjectiveResult }) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <Figures>
      {result.figures.map((figure) => (
        <Figure key={figure.code} name={t(`measure.figure.${figure.code}`)} value={written(figure, locale)} to={`#${partOf(figure.code)}`}
          origin={figure.origin === 'measured' || figure.origin === 'declared' ? figure.origin : undefined}
          definition={
            <>
              {t(`measure.definition.${figure.code}`)} {t(`measure.origin.${figure.origin}`)}{' '}
              {figure.as_of ? t('measure.as_of', { date: formatDate(figure.as_of, locale, { zone }) }) : null}
            </>
          } />
      ))}
    </Figures>
  );
}
