// SPDX-License-Identifier: AGPL-3.0-or-later
// A released score with its arithmetic: what each question was worth and why.
import { ProblemError } from '../api/problem';
import { formatNumber, type Locale } from '../ui/format';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import { useOwnResult, type Ratio, type Result } from './questionnaire_queries';

/** 7/3 is "2,33"; whole numbers stay whole. */
export const ratio = (of: Ratio, locale: Locale): string => formatNumber(of.numerator / of.denominator, locale, of.numerator % of.denominator === 0 ? 0 : 2);
export const exact = (of: Ratio): string => (of.denominator === 1 ? String(of.numerator) : `${of.numerator}/${of.denominator}`);

export function ResultPart({ sitting }: { sitting: string }) {
  const { t, locale } = useWords();
  const result = useOwnResult(sitting);
  if (result.error instanceof ProblemError && result.error.code === 'examine.result_not_released') return <p className="soft">{t('examine.quiz.not_released')}</p>;
  if (!result.data) return null;
  return (
    <Section title={t('examine.quiz.score', { earned: ratio(result.data.earned, locale), points: result.data.points })}>
      {result.data.waiting ? <p>{t('examine.quiz.waiting', { count: result.data.waiting })}</p> : null}
      <Arithmetic of={result.data} />
    </Section>
  );
}

export function Arithmetic({ of }: { of: Result }) {
  const { t } = useWords();
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('examine.quiz.arithmetic')}>
      <table>
        <caption className="hidden">{t('examine.quiz.arithmetic')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('examine.quiz.question')}</th>
            <th scope="col">{t('examine.quiz.steps')}</th>
            <th scope="col" className="number">{t('examine.quiz.earned')}</th>
          </tr>
        </thead>
        <tbody>
          {of.lines.map((line) => (
            <tr key={line.position}>
              <th scope="row">{line.position}. {t(`examine.quiz.kinds.${line.kind}`)}</th>
              <td>{line.steps.map((step) => t(`examine.quiz.step.${step.code.replace('quiz.step_', '')}`, { adds: exact(step.adds), place: step.place + 1 })).join(' ; ')}</td>
              <td className="number">{line.fraction ? `${line.points} × ${exact(line.fraction)}` : t('examine.quiz.to_mark')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
