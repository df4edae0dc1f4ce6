// SPDX-License-Identifier: AGPL-3.0-or-later
// The grid: the source's criteria word for word, each with its level, its remark and the figures that inform it. A level is
// a radio, so arrows and screen readers work by themselves; digits choose too, from 1.
import { Button, NumberInput, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { formatRate } from '../ui/format';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './judge.module.css';
import { showPiece } from './evidence';
import type { Indicator, Mark, MarkingSheet, Rational, SheetCriterion } from './queries';

const value = ({ numerator, denominator }: Rational) => numerator / denominator;
const markOf = (marks: Mark[], criterion: string): Mark => marks.find((one) => one.criterion === criterion) ?? { criterion, level: '', remark: '' };

/** Whether the rule asks a remark for that level. */
function remarkAsked(sheet: MarkingSheet, level: string): boolean {
  if (!level || sheet.remarks === 'never') return false;
  if (sheet.remarks === 'always') return true;
  const top = sheet.scale.kind === 'marks' ? String(value(sheet.scale.marks_out_of!)) : sheet.scale.levels.at(-1)?.code;
  const bottom = sheet.scale.kind === 'marks' ? '0' : sheet.scale.levels[0]?.code;
  return sheet.remarks === 'below_top' ? level !== top : level === bottom;
}

const whole = (sheet: MarkingSheet, mark: Mark): boolean => mark.level !== '' && (mark.remark.trim() !== '' || !remarkAsked(sheet, mark.level));
/** Criteria that lack nothing. */
export const marked = (sheet: MarkingSheet, marks: Mark[]): number => sheet.criteria.filter(({ criterion }) => whole(sheet, markOf(marks, criterion.id))).length;

interface Parts {
  sheet: MarkingSheet;
  marks: Mark[];
  setMark: (mark: Mark) => void;
  locked: boolean;
}

export function MarkingGrid({ sheet, marks, setMark, locked }: Parts) {
  const { t } = useWords();
  let group = '';
  return (
    <section className="stack" aria-label={t('judge.grid')}>
      {locked ? null : <p className="small soft">{t('judge.keys')}</p>}
      {sheet.criteria.map((line) => {
        const first = line.group !== group;
        group = line.group;
        return (
          <div key={line.criterion.id} className="stack">
            {first && line.group_title ? <h2>{line.group_title}</h2> : null}
            <CriterionPart sheet={sheet} line={line} mark={markOf(marks, line.criterion.id)} setMark={setMark} locked={locked} />
          </div>
        );
      })}
    </section>
  );
}

function toNext(event: KeyboardEvent<HTMLElement>) {
  const all = [...document.querySelectorAll<HTMLElement>('[data-criterion]')];
  const here = event.currentTarget.closest<HTMLElement>('[data-criterion]');
  const next = all[all.indexOf(here!) + 1];
  if (!next) return;
  event.preventDefault();
  (next.querySelector<HTMLElement>('input:checked') ?? next.querySelector<HTMLElement>('input'))?.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function CriterionPart({ sheet, line, mark, setMark, locked }: { sheet: MarkingSheet; line: SheetCriterion; mark: Mark; setMark: (mark: Mark) => void; locked: boolean }) {
  const { t } = useWords();
  const { criterion } = line;
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (locked || (event.target as HTMLElement).tagName === 'TEXTAREA') return;
    if (event.key === 'Enter') return toNext(event);
    const chosen = sheet.scale.kind === 'levels' ? sheet.scale.levels[Number(event.key) - 1] : undefined;
    if (!chosen || !/^[1-9]$/.test(event.key)) return;
    setMark({ ...mark, level: chosen.code });
    // The group's one tab stop is what is chosen: from there Tab leads to the remark.
    event.currentTarget.querySelectorAll<HTMLElement>('input[type=radio]')[Number(event.key) - 1]?.focus();
  };
  return (
    <fieldset className={styles.criterion} data-criterion={criterion.id} onKeyDown={keys}>
      <legend className="hidden">{criterion.id}</legend>
      <div className={styles.text}>
        <span className="soft small">{criterion.id} </span>
        {criterion.text}
        {criterion.items?.length ? <ul>{criterion.items.map((item) => <li key={item.id}>{item.text}</li>)}</ul> : null}
      </div>
      {line.eliminatory || sheet.part === 'questionnaire' || value(line.weight) !== 1 || criterion.truncated ? <div className="line">
        {line.eliminatory ? <Badge tone="warn">{t('judge.eliminatory')}</Badge> : null}
        {sheet.part === 'questionnaire' ? <Badge>{t('judge.points', { count: value(line.weight) })}</Badge> : value(line.weight) === 1 ? null : <Badge>{t('judge.weight', { weight: value(line.weight) })}</Badge>}
        {criterion.truncated ? <Badge tone="warn">{t('judge.truncated')}</Badge> : null}
      </div> : null}
      {line.answer ? <blockquote className={styles.answer}>{line.answer}</blockquote> : null}
      <Indicators indicators={line.indicators} />
      <Level sheet={sheet} mark={mark} setMark={setMark} locked={locked} />
      <Textarea label={t('judge.remark')} required={remarkAsked(sheet, mark.level)} autosize minRows={1} maxLength={2000} readOnly={locked} value={mark.remark} data-remark={criterion.id}
        onChange={(event) => setMark({ ...mark, remark: event.currentTarget.value })} />
    </fieldset>
  );
}

function Level({ sheet, mark, setMark, locked }: { sheet: MarkingSheet; mark: Mark; setMark: (mark: Mark) => void; locked: boolean }) {
  const { t, locale } = useWords();
  const { scale } = sheet;
  if (scale.kind === 'marks') {
    return <NumberInput label={t('judge.mark_of', { most: value(scale.marks_out_of!) })} min={0} max={value(scale.marks_out_of!)} step={value(scale.marks_step ?? { numerator: 1, denominator: 1 })} readOnly={locked}
      value={mark.level === '' ? '' : Number(mark.level)} onChange={(typed) => setMark({ ...mark, level: typed === '' ? '' : String(typed) })} />;
  }
  return (
    <div className={styles.levels} role="radiogroup" aria-label={t('judge.level_of', { criterion: mark.criterion })}>
      {scale.levels.map((level, index) => (
        <label key={level.code} className={styles.level}>
          <input type="radio" name={`level-${mark.criterion}`} value={level.code} checked={mark.level === level.code} disabled={locked} onChange={() => setMark({ ...mark, level: level.code })} />
          {locale === 'fr' ? level.label_fr : level.label_en}
          <kbd aria-hidden="true">{index + 1}</kbd>
        </label>
      ))}
    </div>
  );
}

/** What was measured, beside the criterion it informs; each opens its evidence. */
export function Indicators({ indicators }: { indicators: Indicator[] }) {
  const { t, locale } = useWords();
  if (!indicators.length) return null;
  return (
    <ul className={`${styles.measured} small`}>
      {indicators.map((one) => (
        <li key={`${one.code}:${one.piece_id}`}>
          {t([`judge.indicator.${one.code}`, one.code] as never)}{' '}
          <span className="numbers">{one.denominator ? `${one.numerator} / ${one.denominator} (${formatRate(one.numerator, one.denominator, locale, 0)})` : one.numerator}</span>{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => showPiece(one.piece_id)}>{t('judge.see', { deliverable: one.deliverable })}</Button>
        </li>
      ))}
    </ul>
  );
}
