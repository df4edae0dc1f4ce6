// SPDX-License-Identifier: AGPL-3.0-or-later
// The running objectives: figure against target, pace, cost, ROI, and the way down.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDay, formatMoney, formatNumber, formatRate, unknown, type Locale } from '../ui/format';
import { Go } from '../ui/page';
import { Badge, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import type { FilObjective } from './fil';
import styles from './home.module.css';
import { paceOf, type Pace } from './pace';

const most = 6;

export function HomeObjectives({ list, one }: { list: FilObjective[]; one: boolean }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? list : list.slice(0, most);
  return (
    <>
      <ul className={styles.lines}>{shown.map((objective) => <li key={objective.id}><Line objective={objective} one={one} /></li>)}</ul>
      {list.length > shown.length ? <div><Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>{t('app.home.more', { count: list.length - shown.length })}</Button></div> : null}
      {all && list.some(({ figured }) => !figured) ? <p className="small soft">{t('app.home.not_figured')}</p> : null}
    </>
  );
}

const money = new Set(['revenue', 'margin']);
const written = (value: number | null | undefined, objective: FilObjective, locale: Locale) =>
  money.has(objective.metric) ? formatMoney(value === null || value === undefined ? null : { minor: value, currency: objective.currency }, locale, 'when_needed') : formatNumber(value, locale);
const tones: Record<Pace, Tone> = { ahead: 'good', on_time: 'good', behind: 'warn', over: 'plain', unknown: 'plain' };

function Line({ objective, one }: { objective: FilObjective; one: boolean }) {
  const { t, locale } = useWords();
  const pace = paceOf(objective);
  const share = objective.target && objective.reached ? Math.min(1, objective.reached / objective.target) : 0;
  return (
    <Go to={objective.address} className={styles.objective}>
      <span className="spread"><span><strong>{objective.title}</strong>{one ? null : <span className="soft"> {objective.brand_name}</span>}</span>{pace === 'unknown' ? null : <Badge tone={tones[pace]}>{t(`app.pace.${pace}`)}</Badge>}</span>
      <span className={styles.bar} aria-hidden><span style={{ inlineSize: `${share * 100}%` }} /></span>
      <span className={styles.facts}>
        <span><strong>{written(objective.reached, objective, locale)}</strong> {t('app.home.of')} {written(objective.target, objective, locale)} {t(`app.metrics.${objective.metric}`)}</span>
        {objective.ends_on ? <span>{t('app.home.until', { day: formatDay(objective.ends_on, locale) })}</span> : null}
        <span>{t('app.home.cost')} {objective.cost ? formatMoney(objective.cost, locale, 'when_needed') : unknown}</span>
        <span>{t('app.home.roi')} {formatRate(objective.roi_numerator, objective.roi_denominator, locale, 0)}</span>
      </span>
    </Go>
  );
}
